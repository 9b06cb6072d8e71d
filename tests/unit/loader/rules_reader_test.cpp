#include <gtest/gtest.h>

#include <fstream>

#include "engine/loader/loader.h"
#include "tests/unit/loader/source_lines.h"

namespace aftale::loader {
namespace {

using decisions::Outcome;
using feel::Value;

Checked<decisions::Table> shipped(const std::string& name) {
  const std::string path = "rules/" + name + ".rules.yaml";
  std::ifstream in(AFTALE_SOURCE_DIR "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return read_rules(*parse_yaml(text.str(), path).value);
}

Outcome decide(const std::string& table, std::vector<std::pair<const char*, Value>> inputs) {
  const Checked<decisions::Table> read = shipped(table);
  feel::Context context;
  for (auto& [name, value] : inputs) context.set(name, value);
  return decisions::evaluate(*read.value, context, feel::Host());
}

TEST(ShippedRules, are_read_without_findings) {
  for (const char* const name : {"ballot", "quorum", "renewed-approval", "statutory-deadline", "submission-complete"}) {
    const auto read = shipped(name);
    EXPECT_EQ(codes(read.findings), "") << name;
    EXPECT_EQ(read.value->name, name);
  }
}

TEST(ShippedRules, the_deadline_is_15_october_but_for_the_extended_rounds) {
  const char* const rows[][3] = {
      {"2021-01-01", "2020-12-01", "1"}, {"2023-01-01", "2022-11-30", "2"}, {"2025-01-01", "2024-10-15", "4"}};
  for (const auto& row : rows) {
    const Outcome outcome = decide("statutory-deadline", {{"kind", Value::string("rammeaftale")},
                                                          {"first_day", *time::CivilDate::parse_iso(row[0])}});
    EXPECT_EQ(outcome.value.plain(), row[1]);
    ASSERT_EQ(outcome.hits.size(), 1U);
    EXPECT_EQ(std::to_string(outcome.hits[0].rule + 1), row[2]);
    EXPECT_TRUE(outcome.diagnostics.empty());
  }
}

TEST(ShippedRules, a_word_of_the_minutes_means_what_the_step_asks) {
  const char* const rows[][3] = {{"godkendt", "approve", "approved"},
                                 {"godkendt", "recommend", "recommended"},
                                 {"taget til efterretning", "discuss", "discussed"},
                                 {"indbragt for rådet", "recommend", "referred"},
                                 {"udsat", "note", "postponed"}};
  for (const auto& row : rows) {
    const Outcome outcome = decide("ballot", {{"word", Value::string(row[0])}, {"kind", Value::string(row[1])}});
    ASSERT_EQ(outcome.value.kind(), feel::Kind::context) << row[0];
    EXPECT_EQ(outcome.value.entries().find("event")->text(), row[2]);
  }
  const Outcome none = decide("ballot", {{"word", Value::string("godkendt")}, {"kind", Value::string("discuss")}});
  EXPECT_TRUE(none.value.is_null());
  ASSERT_EQ(none.diagnostics.size(), 1U);
  EXPECT_STREQ(none.diagnostics[0].code, "no-rule");
}

TEST(ShippedRules, quorum_checks_only_numbers_that_are_known) {
  const auto n = [](int number) { return number < 0 ? Value() : Value::integer(number); };
  const struct {
    int members, present, votes_for, votes_against;
    const char *outcome, *refusal;
  } rows[] = {{31, 15, -1, -1, "approved", "no-quorum"},
              {31, 16, -1, -1, "approved", ""},
              {-1, 3, -1, -1, "approved", ""},
              {31, 16, 10, 7, "approved", "votes-exceed-present"},
              {31, 20, 10, 10, "approved", "not-a-majority"},
              {31, 20, 9, 10, "rejected", ""},
              {31, 20, 11, 9, "approved", ""},
              {-1, -1, -1, -1, "approved", ""}};
  for (const auto& row : rows) {
    const Outcome outcome = decide("quorum", {{"members", n(row.members)},
                                              {"present", n(row.present)},
                                              {"votes_for", n(row.votes_for)},
                                              {"votes_against", n(row.votes_against)},
                                              {"votes_abstained", Value()},
                                              {"recused", Value()},
                                              {"outcome", Value::string(row.outcome)}});
    EXPECT_EQ(outcome.value.is_null() ? "" : outcome.value.text(), row.refusal) << row.members << " " << row.present;
    ASSERT_EQ(outcome.hits.size(), 1U) << row.members << " " << row.present;
  }
}

/// One row of a table with a text, a number, a date and an output.
std::string table(const std::string& row, const std::string& hit = "first") {
  return "rules: r\ninputs: {kind: {type: string}, age: {type: number}, day: {type: date}}\n"
         "outputs: {out: {type: string}}\nhit: " +
         hit + "\ntable:\n  - {" + row + "}\n";
}

TEST(RulesReader, tells_what_is_wrong_at_its_place) {
  const struct {
    std::string source;
    const char* told;
  } rows[] = {
      {table("kind: '\"a\"', age: 5, out: '\"x\"'"), "gap 1:8\n"},
      {table("age: -, out: null"), ""},
      {table("kind: rammeaftale, out: '\"x\"'"), "unquoted-word 6:12\n"},
      {table("kind: godkendt med bemærkninger, out: '\"x\"'"), "unquoted-word 6:12\n"},
      {table("out: godkendt"), "unquoted-word 6:11\n"},
      {table("age: '< old', out: '\"x\"'"), "unknown-name 6:14\n"},
      {table("age: '< 5 5', out: '\"x\"'"), "feel-syntax 6:16\n"},
      {table("age: ['< 5'], out: '\"x\"'"), "unquoted-expression 6:11\n"},
      {table("day: date(2022, 10, 15), out: '\"x\"'"), "unquoted-text 6:11\n"},
      {table("age: '< 5'"), "missing-key 6:5\n"},
      {table("out:"), "missing-key 6:6\n"},
      {table("out: '5'"), "wrong-type 6:12\n"},
      {table("ages: '5', out: '\"x\"'"), "unknown-key 6:6\n"},
      {table("out: '\"x\"'", "frist"), "unknown-hit-policy 4:6\n"},
      {table("out: '\"x\"'", "priority"), "bad-hit-policy 4:6\n"},
      {"rules: r\n", "missing-key 1:1\nmissing-key 1:1\nmissing-key 1:1\nmissing-key 1:1\n"},
      {"rules: r\ninputs: {a: {type: string}}\noutputs: {a: {type: string}}\nhit: first\ntable: []\n",
       "duplicate-id 3:11\n"},
      {"rules: r\ninputs: {a: {type: text}}\noutputs: {b: {type: string}}\nhit: first\ntable: []\n",
       "unknown-type 2:20\n"},
      {"rules: r\ninputs: {a: {type: any}}\noutputs: {b: {type: number}, c: {type: number}}\nhit: collect sum\ntable: "
       "[]\n",
       "bad-hit-policy 4:6\n"},
  };
  for (const auto& row : rows) {
    const Checked<Node> tree = parse_yaml(row.source, "f.yaml");
    ASSERT_TRUE(tree.value) << row.source << codes(tree.findings);
    EXPECT_EQ(codes(read_rules(*tree.value).findings), row.told) << row.source;
  }
}

TEST(RulesReader, a_bare_word_gets_the_line_to_copy) {
  const std::string source = table("kind: anbefalet, out: '\"x\"'");
  EXPECT_EQ(rendered(read_rules(*parse_yaml(source, "f.yaml").value).findings, Language::da, source),
            "f.yaml:6:12: fejl[unquoted-word]: anbefalet er ikke et navn her; er det en tekst, så skriv kind: "
            "'\"anbefalet\"'\n"
            "    - {kind: anbefalet, out: '\"x\"'}\n"
            "             ^~~~~~~~~\n");
}

}  // namespace
}  // namespace aftale::loader
