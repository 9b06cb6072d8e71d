#include <gtest/gtest.h>

#include "engine/base/json.h"
#include "engine/testing/scenario.h"

namespace aftale::testing {
namespace {

const char* const kScenario =
    "scenario: Prøve\n"
    "workflow: joint-reply\n"
    "clock: 2026-11-02 09:00\n"
    "open: {key: k, with: {reply_by: 2026-11-30}}\n"
    "when:\n";

Checked<Scenario> read(const std::string& yaml) {
  Checked<loader::Node> tree = loader::parse_yaml(yaml, "s.yaml");
  EXPECT_TRUE(tree.value);
  if (!tree.value) return {};
  Checked<Scenario> scenario = read_scenario(*tree.value);
  scenario.findings.insert(scenario.findings.begin(), tree.findings.begin(), tree.findings.end());
  return scenario;
}

std::string first_line(const Diagnostic& finding) {
  const std::string text = render(finding, Language::da);
  return text.substr(0, text.find('\n'));
}

/// The step that is the only one, from line 6.
std::string findings_of(const std::string& step) {
  std::string out;
  for (const Diagnostic& finding : read(kScenario + ("  - " + step) + "\n").findings) {
    out += (out.empty() ? "" : "\n") + first_line(finding);
  }
  return out;
}

ScenarioStep step_of(const std::string& step) {
  const Checked<Scenario> scenario = read(kScenario + ("  - " + step) + "\n");
  for (const Diagnostic& finding : scenario.findings) ADD_FAILURE() << render(finding, Language::en);
  return scenario.value ? scenario.value->steps.at(0) : ScenarioStep{};
}

TEST(ScenarioReader, a_mistake_is_told_where_it_stands) {
  struct Row {
    const char* step;
    const char* expected;
  };
  const Row rows[] = {
      {"{at: 2026-11-03, evnt: sent}", "s.yaml:6:22: fejl[unknown-key]: Nøglen evnt kendes ikke her; mente du event?"},
      {"{at: 3. november, event: sent}",
       "s.yaml:6:10: fejl[bad-value]: at: \"3. november\" er intet tidspunkt: året mangler; skriv det med fire cifre, "
       "fx 24. november 2022, 24-11-2022 eller 2022-11-24"},
      {"{at: 2026-11-03 24:00, event: sent}",
       "s.yaml:6:10: fejl[bad-value]: at: \"2026-11-03 24:00\" er intet tidspunkt: klokkeslættet skal stå som kl. "
       "13.00 "
       "eller 13:00"},
      {"{at: 2026-11-01, event: sent}",
       "s.yaml:6:10: fejl[out-of-order]: Tiden går baglæns: trinnet før var 2026-11-02; skriv trinnene i tidens orden"},
      {"{event: sent, freeze: reply}",
       "s.yaml:6:19: fejl[two-commands]: Et trin har én kommando, og her står både event og freeze; del det i to trin"},
      {"{freeze: reply, in: drafting}",
       "s.yaml:6:25: fejl[unknown-key]: Nøglen in hører til event; stedet for andre kommandoer står i dem selv"},
      {"{at: 2026-11-03, refused: guard-false}",
       "s.yaml:6:31: fejl[missing-key]: Her er ingen kommando, der kan afvises; skriv den i samme trin"},
      {"{event: sent, says: hov}",
       "s.yaml:6:25: fejl[missing-key]: says hører til en afvisning; skriv også refused: KODE"},
      {"{record: {in: approval/9901, meeting: 2026-11-03}}",
       "s.yaml:6:14: fejl[missing-key]: Her mangler nøglen outcome"},
      {"{record: {in: a, outcome: godkendt, meeting: 31-11-2026}}",
       "s.yaml:6:50: fejl[bad-value]: meeting: \"31-11-2026\" er ingen dato: november 2026 har 30 dage"},
      {"{record: {in: a, outcome: godkendt, meeting: 2026-11-03, for: mange}}",
       "s.yaml:6:67: fejl[wrong-kind]: for skal være et helt tal fra 0 til 1000000, ikke mange"},
      {"{record: {in: a, outcome: godkendt, meeting: 2026-11-03, version: ny}}",
       "s.yaml:6:71: fejl[bad-value]: version skal være et tal eller dokument=tal, ikke ny"},
      {"{then: {branches: 3}}",
       "s.yaml:6:23: fejl[missing-key]: branches tæller grenene i det trin, som in nævner; skriv også in: TRIN"},
      {"{then: {due: {approval: snart}}}",
       "s.yaml:6:29: fejl[bad-value]: due: \"snart\" er ingen dato: skriv den fx 24. november 2022, 24-11-2022 eller "
       "2022-11-24"},
      {"{then: {overdue: []}}",
       "s.yaml:6:22: fejl[missing-value]: overdue er en tom liste; skriv none, hvis der ikke skal være noget"},
      {"{then: {sent: reminder}}",
       "s.yaml:6:19: fejl[wrong-kind]: sent skal være none eller en liste: [{template: reminder, to: secretariat}]"},
      {"{then: {sent: [{templat: reminder}]}}",
       "s.yaml:6:21: fejl[unknown-key]: Nøglen templat kendes ikke her; mente du template?"},
      {"{then: {inn: drafting}}", "s.yaml:6:13: fejl[unknown-key]: Nøglen inn kendes ikke her; mente du in?"},
      {"{suspend: {}}", "s.yaml:6:15: fejl[missing-key]: Her mangler nøglen reason"},
      {"{attach: {document: reply}}", "s.yaml:6:14: fejl[missing-key]: Her mangler nøglen name"},
  };
  for (const Row& row : rows) EXPECT_EQ(findings_of(row.step), row.expected) << row.step;
}

TEST(ScenarioReader, the_top_says_what_is_missing) {
  std::string lines;
  for (const Diagnostic& finding : read("scenario: Prøve\nwokflow: x\n").findings) lines += first_line(finding) + "\n";
  EXPECT_EQ(lines,
            "s.yaml:2:1: fejl[unknown-key]: Nøglen wokflow kendes ikke her; mente du workflow?\n"
            "s.yaml:1:1: fejl[missing-key]: Her mangler nøglen clock\n"
            "s.yaml:1:1: fejl[missing-key]: Her mangler nøglen open\n"
            "s.yaml:1:1: fejl[missing-key]: Her mangler nøglen when\n");
}

TEST(ScenarioReader, a_step_without_a_time_is_at_the_time_of_the_one_before) {
  const Checked<Scenario> scenario =
      read(kScenario + std::string("  - {event: a}\n  - {at: 2026-11-03, event: b}\n  - {event: c}\n"
                                   "  - {at: 2026-11-03T23:59, event: d}\n"));
  ASSERT_TRUE(scenario.ok());
  std::vector<std::string> times;
  for (const ScenarioStep& step : scenario.value->steps) {
    times.push_back(step.when.date.iso() + " " + std::to_string(step.when.second_of_day));
  }
  EXPECT_EQ(times,
            (std::vector<std::string>{"2026-11-02 32400", "2026-11-03 43200", "2026-11-03 43200", "2026-11-03 86340"}));
}

TEST(ScenarioReader, an_opening_tells_its_organisation_apart_from_its_inputs) {
  const ScenarioStep step =
      step_of("{open: {key: '2', workflow: other, with: {a: 1, organisation: example-nobody, b: [x, y]}}}");
  const auto& opening = std::get<Opening>(step.command);
  EXPECT_EQ(opening.key, "2");
  EXPECT_EQ(opening.workflow, "other");
  EXPECT_EQ(opening.organisation, "example-nobody");
  EXPECT_EQ(opening.inputs, (cases::Words{{"a", "1"}, {"b", "x, y"}}));
}

TEST(ScenarioReader, values_are_words_and_json_only_where_words_will_not_do) {
  struct Row {
    const char* yaml;
    const char* expected;
  };
  const Row rows[] = {{"0851", "0851"},
                      {"no", "no"},
                      {"[Socialpsykiatri, Effektive løsninger]", "Socialpsykiatri, Effektive løsninger"},
                      {"[1, 2]", "1, 2"},
                      {"[]", "[]"},
                      {"['a, b']", R"(["a, b"])"},
                      {"['a; b', c]", R"(["a; b","c"])"},
                      {"{unit: bed, price: 12.5, note: '12'}", R"({"unit":"bed","price":12.5,"note":"12"})"},
                      {"[{unit: bed}]", R"([{"unit":"bed"}])"}};
  for (const Row& row : rows) {
    const ScenarioStep step = step_of(std::string("{event: e, in: a/b, with: {x: ") + row.yaml + "}}");
    const auto& event = std::get<cases::SendEvent>(step.command);
    EXPECT_EQ(event.step, "a/b");
    EXPECT_EQ(event.data, (cases::Words{{"x", row.expected}})) << row.yaml;
  }
}

TEST(ScenarioReader, a_record_is_read_whole) {
  const ScenarioStep step = step_of(
      "{as: clerk, effective: 2026-11-01, record: {in: a/b, outcome: godkendt, meeting: 2026-11-01, next: 2026-11-08, "
      "present: 9, for: 5, against: 3, abstain: 1, recused: 2, remarks: [x, y], minority: [m, n], "
      "minutes: 'https://example.dk', version: [7, agreement=2], even_so: true}, refused: no-quorum, says: ikke nok}");
  const auto& record = std::get<cases::RecordDecision>(step.command);
  EXPECT_EQ(record.step, "a/b");
  EXPECT_EQ(record.outcome, "godkendt");
  EXPECT_EQ(record.meeting.iso(), "2026-11-01");
  EXPECT_EQ(record.next->iso(), "2026-11-08");
  EXPECT_EQ(record.votes.present, 9);
  EXPECT_EQ(record.votes.votes_for, 5);
  EXPECT_EQ(record.votes.votes_against, 3);
  EXPECT_EQ(record.votes.votes_abstained, 1);
  EXPECT_EQ(record.votes.recused, 2);
  EXPECT_EQ(record.remarks, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(record.minority, "m\nn");
  EXPECT_EQ(record.minutes, "https://example.dk");
  EXPECT_EQ(record.versions, (std::vector<std::pair<std::string, std::uint32_t>>{{"", 7}, {"agreement", 2}}));
  EXPECT_TRUE(record.even_so);
  EXPECT_EQ(step.actor, "clerk");
  EXPECT_EQ(step.effective->iso(), "2026-11-01");
  EXPECT_EQ(step.refused->text, "no-quorum");
  EXPECT_EQ(step.says->text, "ikke nok");
}

TEST(ScenarioReader, who_does_it_is_a_role_or_a_person_with_roles) {
  struct Row {
    const char *as, *actor;
    std::vector<std::string> roles;
  };
  const Row rows[] = {{"clerk", "clerk", {}},
                      {"{person: anna}", "anna", {"secretariat"}},
                      {"{person: bo, roles: ['party:0851', observer]}", "bo", {"party:0851", "observer"}}};
  for (const Row& row : rows) {
    const ScenarioStep step = step_of(std::string("{as: ") + row.as + ", event: x}");
    EXPECT_EQ(step.actor, row.actor) << row.as;
    EXPECT_EQ(step.roles, row.roles) << row.as;
  }
}

TEST(ScenarioReader, two_attachments_of_one_name_are_two_texts) {
  const Checked<Scenario> scenario = read(kScenario + std::string("  - {attach: {document: d, name: n}}\n"
                                                                  "  - {attach: {document: d, name: n}}\n"
                                                                  "  - {attach: {document: d, name: n, text: t}}\n"));
  ASSERT_TRUE(scenario.ok());
  const auto bytes = [&](std::size_t n) {
    return std::get<cases::AttachDocument>(scenario.value->steps[n].command).bytes;
  };
  EXPECT_NE(bytes(0), bytes(1));
  EXPECT_EQ(bytes(2), "t");
}

TEST(ScenarioReader, what_must_hold_is_read_whole) {
  const Expectations then =
      step_of(
          "{then: {in: [a, 'b/*'], branches: 3, open: 2, ended: sent, outcome: {a/1: approved}, data: {x: 1, y: [a, "
          "b]}, "
          "due: {a: 2026-11-30, b: none}, overdue: none, sent: [{template: t, to: x}, {to: y}], possible: [e, f]}}")
          .then;
  ASSERT_EQ(then.in.size(), 2U);
  EXPECT_EQ(then.in[1].text, "b/*");
  EXPECT_EQ(then.branches->number, 3);
  EXPECT_EQ(then.open_count->number, 2);
  EXPECT_EQ(then.ended->text, "sent");
  EXPECT_EQ(then.outcome.at(0).first.text, "a/1");
  EXPECT_EQ(then.outcome.at(0).second, "approved");
  EXPECT_EQ(then.data.at(0).second, "1");
  EXPECT_EQ(then.data.at(1).second, "a, b");
  EXPECT_EQ(then.due.at(0).date->iso(), "2026-11-30");
  EXPECT_FALSE(then.due.at(1).date);
  EXPECT_TRUE(then.overdue->listed.empty());
  EXPECT_EQ(then.sent->listed.at(0).template_name, "t");
  EXPECT_EQ(then.sent->listed.at(1).to, "y");
  EXPECT_EQ(then.possible->listed.size(), 2U);
  EXPECT_EQ(then.due.at(0).path.at.line, 6U);
}

}  // namespace
}  // namespace aftale::testing
