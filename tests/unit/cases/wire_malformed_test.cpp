#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "engine/base/limits.h"
#include "engine/cases/wire/wire.h"
#include "tests/unit/cases/wire_random.h"

namespace aftale::cases {
namespace {

constexpr std::string_view kAdvice = "; use the same version of aftale at both ends";
constexpr std::string_view kFine = "fine";

template <class Value>
std::string said(const Result<Value>& read) {
  if (read) return std::string(kFine);
  const Diagnostic& reason = read.error()->findings.front();
  EXPECT_FALSE(reason.message.da.empty());
  EXPECT_EQ(read.error()->kind, Error::Kind::refused);
  std::string text = reason.message.en;
  if (std::string_view(reason.code) != "bad-request") return std::string(reason.code) + ": " + text;
  EXPECT_TRUE(text.ends_with(kAdvice)) << text;
  return text.substr(0, text.size() - kAdvice.size());
}

struct Case {
  std::string json, message;
};

/// A command with `intent` for `"do":...,"with":...`, and what else is said of it.
std::string command(const std::string& intent, const std::string& rest = R"("dry_run":false)") {
  return R"({"commands":[{"request":"00000000-0000-0000-0000-000000000001","case":"h",)" + rest + "," + intent + "}]}";
}
const std::string kFreeze = R"("do":"freeze","with":{"document":"d"})";

TEST(WireMalformed, commands_say_what_is_wrong_and_where) {
  const std::string record = R"("do":"record","with":{"in":"a","outcome":"b","meeting":)";
  const std::string rest = R"(,"remarks":[],"minority":"","minutes":"","versions":)";
  const std::vector<Case> cases{
      {command(kFreeze), std::string(kFine)},
      {"", "bad-json: The text is not valid JSON from line 1, character 1 on; correct it there"},
      {"[]", "$ must be an object, but is a list"},
      {"{}", "$.commands is missing"},
      {R"({"commands":{}})", "$.commands must be a list, but is an object"},
      {R"({"commands":[7]})", "$.commands[0] must be an object, but is 7"},
      {R"({"commands":[{}]})", "$.commands[0].request is missing"},
      {R"({"commands":[{"request":"x"}]})", R"($.commands[0].request must be a UUID, but is "x")"},
      {R"({"commands":[{"request":1}]})", "$.commands[0].request must be a UUID, but is 1"},
      {R"({"commands":[{"request":"00000000000000000000000000000001","case":null}]})",
       "$.commands[0].case must be a string, but is null"},
      {R"({"commands":[{"request":"00000000000000000000000000000001","case":{"base64":"?"}}]})",
       R"($.commands[0].case.base64 must be base64, but is "?")"},
      {command(kFreeze, R"("dry_run":"no")"), R"($.commands[0].dry_run must be true or false, but is "no")"},
      {command(kFreeze, R"("other":1)"), "$.commands[0].dry_run is missing"},
      {command(kFreeze, R"("dry_run":true,"effective":"24-11-2022")"),
       R"($.commands[0].effective must be a date such as "2022-11-24", but is "24-11-2022")"},
      {command(kFreeze, R"("dry_run":true,"effective":"2022-02-30")"),
       R"($.commands[0].effective must be a date such as "2022-11-24", but is "2022-02-30")"},
      {command(R"("do":"fire","with":{})"),
       "$.commands[0].do must be one of open, event, record, attach, freeze, suspend, resume, withdraw, renew, "
       "correct, "
       "but "
       "is "
       R"("fire")"},
      {command(R"("do":0,"with":{})"),
       "$.commands[0].do must be one of open, event, record, attach, freeze, suspend, resume, withdraw, renew, "
       "correct, "
       "but "
       "is 0"},
      {command(R"("do":"freeze")"), "$.commands[0].with is missing"},
      {command(R"("do":"freeze","with":[])"), "$.commands[0].with must be an object, but is a list"},
      {command(R"("do":"freeze","with":{})"), "$.commands[0].with.document is missing"},
      {command(R"("do":"attach","with":{"document":"d","name":"n","bytes":"Zg"})"),
       R"($.commands[0].with.bytes must be base64, but is "Zg")"},
      {command(R"("do":"open","with":{"definition":"00"})"),
       R"($.commands[0].with.definition must be 64 hex digits, but is "00")"},
      {command(R"("do":"event","with":{"in":"","event":"e","with":[["a","b"],["c"]]})"),
       "$.commands[0].with.with[1] must be a list of a name and a value, but is a list"},
      {command(R"("do":"event","with":{"in":"","event":"e","with":[["a",3]]})"),
       "$.commands[0].with.with[0][1] must be a string, but is 3"},
      {command(record + "null" + rest + "[]}"),
       R"($.commands[0].with.meeting must be a date such as "2022-11-24", but is null)"},
      {command(record + R"("2022-11-28","for":1.5)" + rest + "[]}"),
       "$.commands[0].with.for must be an integer, but is 1.5"},
      {command(record + R"("2022-11-28","for":9223372036854775808)" + rest + "[]}"),
       "$.commands[0].with.for must be an integer, but is 9223372036854775808"},
      {command(record + R"("2022-11-28")" + rest + R"([{"document":"","version":-1}]})"),
       "$.commands[0].with.versions[0].version must be an integer of at most 32 bits, but is -1"},
      {command(R"("do":")" + std::string(50, 'x') + "\""),
       "$.commands[0].do must be one of open, event, record, attach, freeze, suspend, resume, withdraw, renew, "
       "correct, "
       "but "
       "is \"" +
           std::string(40, 'x') + "…\""},
      {std::string(65, '['), "bad-json: The JSON text is nested deeper than 64 levels; make it flatter"},
  };
  for (const Case& one : cases) EXPECT_EQ(said(read_commands(one.json)), one.message) << one.json;
}

TEST(WireMalformed, other_requests_and_answers_say_what_is_wrong_and_where) {
  EXPECT_EQ(said(read_question("{}")), "$.question is missing");
  EXPECT_EQ(said(read_question(R"({"question":"why"})")),
            "$.question must be one of status_all, status_of, due, overdue, show, history, outbox, audit, possible, "
            R"(explain, export, calendar, whoami, can, preview, if_struck, fetch, situation, draw, but is "why")");
  EXPECT_EQ(said(read_question(R"({"question":"due","within_days":"7"})")),
            R"($.within_days must be an integer, but is "7")");
  EXPECT_EQ(said(read_sources(R"({"sources":[{"kind":"letter"}]})")),
            "$.sources[0].kind must be one of workflow, organisation, calendar, rules, template, scenario, but is "
            R"("letter")");
  EXPECT_EQ(said(read_receipts(R"({"receipts":[{}]})")), "$.receipts[0].receipt is missing");
  EXPECT_EQ(said(read_receipts(R"({"receipts":[{"error":{"kind":"refused","findings":[]}}]})")),
            "$.receipts[0].error.findings must be a list of at least one, but is a list");
  EXPECT_EQ(said(read_error(R"({"error":{"kind":"refused","findings":[{"code":"a b"}]}})")),
            R"($.error.findings[0].code must be a code of at most 64 characters, but is "a b")");
  EXPECT_EQ(said(read_advanced(R"({"fired":[{"case":"h","what":"w","at":"2022-11-24"}]})")),
            R"($.fired[0].at must be an instant such as "2022-11-24T11:00:00Z", but is "2022-11-24")");
  EXPECT_EQ(said(read_advanced(R"({"fired":[{"case":"h","what":"w","at":"999999999-01-01T00:00:00Z"}]})")),
            R"($.fired[0].at must be an instant such as "2022-11-24T11:00:00Z", but is "999999999-01-01T00:00:00Z")");
  EXPECT_EQ(said(read_answer(R"({"answer":"items","today":"2022-01-01","items":[{"case":"h"},2],"due_waiting":0})")),
            "$.items[0].step is missing");
  EXPECT_EQ(said(read_answer(R"({"answer":"explain","entries":[{"title":{"da":"x"},"then":[]}],"due_waiting":0})")),
            "$.entries[0].title.en is missing");
}

TEST(WireMalformed, a_matrix_has_a_cell_for_each_column) {
  wire_test::Random random(1, wire_test::Amount::all, false);
  std::string text;
  write_json(Answer{random.make<StatusOfAnswer>(), 0}, text);
  const std::size_t cells = text.find(R"("cells":[{)") + 9;
  const std::size_t second = text.find(R"(,{"column")", cells);
  ASSERT_NE(second, std::string::npos);
  text.erase(cells, second + 1 - cells);
  EXPECT_EQ(said(read_answer(text)), "$.matrices[0].rows[0].cells must be a list of 2 cells, but is a list");
}

TEST(WireMalformed, a_request_has_its_limits) {
  std::vector<Command> commands(limits::kBatchCommandsMax);
  EXPECT_EQ(said(read_commands(write_commands(commands))), kFine);
  commands.emplace_back();
  EXPECT_EQ(said(read_commands(write_commands(commands))),
            "$.commands must be a list of at most 256 commands, but is a list");
  const auto with = [](std::size_t values) {
    std::string text = R"({"question":"overdue","x":[0)";
    for (std::size_t n = 1; n < values; ++n) text += ",0";
    return text + "]}";
  };
  EXPECT_EQ(said(read_question(with(limits::kWireValuesMax - 3))), kFine);
  EXPECT_EQ(said(read_question(with(limits::kWireValuesMax - 2))),
            "bad-json: The JSON text has more values than are taken at once; split it");
}

const char* read_code(const std::string& word) {
  const auto read = read_error(R"({"error":{"kind":"refused","findings":[{"code":")" + word +
                               R"(","message":null,"severity":"error","possible":[]}]}})");
  return read ? code_of(*read) : "unread";
}

/// Codes until no more are kept.
bool codes_come_to_an_end() {
  const char* const first = read_code("guard-false");
  for (std::size_t n = 0; n < limits::kWireCodesMax; ++n) read_code("made-up-" + std::to_string(n));
  return read_code("one-too-many") == std::string_view("other") && read_code("guard-false") == first;
}

TEST(WireMalformed, codes_are_kept_once) {
  const char* const first = read_code("guard-false");
  EXPECT_STREQ(first, "guard-false");
  EXPECT_EQ(read_code("guard-false"), first);
}

TEST(WireMalformed, codes_are_not_kept_without_end) {
  // In a process of its own: the codes are kept for as long as it runs.
  EXPECT_EXIT(std::_Exit(codes_come_to_an_end() ? 0 : 1), ::testing::ExitedWithCode(0), "");
}

TEST(WireMalformed, an_answer_that_was_cut_or_changed_is_refused_or_read_and_never_worse) {
  std::mt19937_64 chance(7);
  static constexpr std::string_view kBytes = "{}[]\",:0-9ent\\";
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    wire_test::Random random(seed, wire_test::Amount::some, false);
    std::string text;
    write_json(random.make<Answer>(), text);
    EXPECT_NE(said(read_answer(text.substr(0, chance() % text.size()))), kFine);
    for (int changes = 0; changes < 3; ++changes) text[chance() % text.size()] = kBytes[chance() % kBytes.size()];
    if (const Result<Answer> read = read_answer(text)) {
      std::string again;
      write_json(*read, again);
      EXPECT_TRUE(read_answer(again)) << text;
    }
  }
}

}  // namespace
}  // namespace aftale::cases
