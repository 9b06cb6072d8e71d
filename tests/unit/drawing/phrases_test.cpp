#include "engine/drawing/phrases.h"

#include <gtest/gtest.h>

#include <ostream>

#include "tests/unit/drawing/shipped.h"

namespace aftale::drawing {
namespace {

/// A workflow in which `due` stands as the deadline of its only step.
model::DefinitionPtr with_due(const std::string& due) {
  return written(R"(
workflow: due
version: 1
calendar: denmark
organisation: nordjylland
inputs:
  first_day: {type: date, title: {da: Første dag, en: First day}}
  plain_day: {type: date}
initial: a
states:
  a:
    title: A
    owner: secretariat
    deadlines:
      ready: {due: ')" +
                 due + R"(', warn: [P1M, P1D]}
    on: {ready: {to: b}}
  b: {type: final, title: B}
)");
}

struct Due {
  const char *expression, *danish, *english;
  friend void PrintTo(const Due& due, std::ostream* out) { *out << due.expression; }
};
class DueInWords : public testing::TestWithParam<Due> {};
INSTANTIATE_TEST_SUITE_P(
    Shapes, DueInWords,
    testing::Values(Due{"date(first_day.year - 1, 3, 31)", "31. marts året før", "31 March the year before"},
                    Due{"date(first_day.year, 12, 1)", "1. december samme år", "1 December the same year"},
                    Due{"date(first_day.year + 1, 1, 2)", "2. januar året efter", "2 January the year after"},
                    Due{"date(first_day.year - 2, 6, 5)", "5. juni 2 år før", "5 June 2 years before"},
                    Due{"first_day", "»Første dag«", "\"First day\""}, Due{"plain_day", "plain_day", "plain_day"},
                    Due{"first_day - duration(\"P28D\")", "28\u00a0dage før »Første dag«",
                        "28\u00a0days before \"First day\""},
                    Due{"first_day + duration(\"P1Y1M\")", "1\u00a0år og 1\u00a0måned efter »Første dag«",
                        "1\u00a0year and 1\u00a0month after \"First day\""},
                    Due{"decision(\"statutory-deadline\", {kind: \"rammeaftale\", first_day: first_day})",
                        "efter tabellen statutory-deadline", "by the table statutory-deadline"},
                    Due{"max(first_day, plain_day)", "max(first_day, plain_day)", "max(first_day, plain_day)"}));

TEST_P(DueInWords, IsSaidInWordsOrAsItIsWritten) {
  const model::DefinitionPtr definition = with_due(GetParam().expression);
  ASSERT_TRUE(definition);
  const model::Deadline& deadline = definition->root_chart().states[1].deadlines.front();
  const model::ChartIx chart = definition->root().chart;
  EXPECT_EQ(due_in_words(deadline.due, {*definition, chart, Language::da}), GetParam().danish);
  EXPECT_EQ(due_in_words(deadline.due, {*definition, chart, Language::en}), GetParam().english);
  EXPECT_EQ(deadline_in_words(deadline, {*definition, chart, Language::da}),
            "Frist " + std::string(GetParam().danish) + " · varsel 1\u00a0måned og 1\u00a0dag");
}

const model::State& state_named(const model::Definition& definition, const std::string& id) {
  for (const model::State& state : definition.root_chart().states) {
    if (state.id == id) return state;
  }
  ADD_FAILURE() << "no state " << id;
  return definition.root_chart().states[0];
}

struct Count {
  const char *workflow, *state;
  std::size_t decision;
  const char *danish, *english;
  friend void PrintTo(const Count& count, std::ostream* out) { *out << count.workflow << ' ' << count.decision; }
};
class CountInWords : public testing::TestWithParam<Count> {};
INSTANTIATE_TEST_SUITE_P(
    Shapes, CountInWords,
    testing::Values(Count{"nordjysk-socialaftale@1", "approval", 0, "mindst én har afvist",
                          "at least one has rejected"},
                    Count{"nordjysk-socialaftale@1", "approval", 1, "alle har godkendt", "all have approved"},
                    Count{"council-approval", "chain", 1, "mindst én har afvist, eller alle er færdige",
                          "at least one has rejected, or all have finished"},
                    Count{"special-terms", "choice", 0, "mindst én: Deltager, og alle er færdige",
                          "at least one: Takes part, and all have finished"}));

TEST_P(CountInWords, IsSaidInWords) {
  const Count& row = GetParam();
  const model::Definition& definition = shipped(row.workflow);
  const model::ForEach& each = *state_named(definition, row.state).for_each;
  const feel::Expression& condition = each.decide[row.decision].guard;
  EXPECT_EQ(count_in_words(condition, each, {definition, definition.root().chart, Language::da}), row.danish);
  EXPECT_EQ(count_in_words(condition, each, {definition, definition.root().chart, Language::en}), row.english);
}

TEST(Phrases, AConditionIsSaidInWordsOrAsItIsWritten) {
  const model::Definition& agreement = shipped("bilateral-agreement");
  const model::Chart& chart = agreement.root_chart();
  const Voice danish{agreement, agreement.root().chart, Language::da}, english{agreement, danish.chart, Language::en};
  const auto guard_of = [&](const std::string& id) {
    for (const model::State& state : chart.states) {
      if (state.id == id) return state.on.front().second.front().guard;
    }
    return feel::Expression();
  };
  EXPECT_EQ(condition_in_words(guard_of("runs"), danish), "hvis parten er i »Parter«");
  EXPECT_EQ(condition_in_words(guard_of("runs"), english), "if the party is in \"Parties\"");
  EXPECT_EQ(condition_in_words(guard_of("drafting"), danish), "når »Aftaletekst« er vedhæftet");
  EXPECT_EQ(condition_in_words(guard_of("drafting"), english), "once \"Text of the agreement\" is attached");
  EXPECT_EQ(condition_in_words(guard_of("under_notice"), danish), "hvis event.party.code = noticed_by.code");
}

TEST(Phrases, ABallotIsSaidByItsKind) {
  const model::Definition& social = shipped("nordjysk-socialaftale@1");
  const Voice danish{social, social.root().chart, Language::da};
  EXPECT_EQ(ballot_in_words(state_named(social, "recommendation").ballot, danish), "afstemning: udtaler sig");
  const model::Definition& council = shipped("council-approval");
  const model::ChartIx body = council.root_chart().states[1].for_each->body;
  const feel::Expression& ballot = council.charts[body].states[1].ballot;
  EXPECT_EQ(ballot_in_words(ballot, {council, body, Language::da}),
            "afstemning: det organ, der beslutter, godkender; de andre anbefaler");
  EXPECT_EQ(ballot_in_words(ballot, {council, body, Language::en}),
            "ballot: the body that decides approves; the others recommend");
}

TEST(Phrases, WhatIsWrittenIsCutAtTheLengthOfALine) {
  std::string sum = "1";
  while (sum.size() < 60) sum += " + 1";
  const model::DefinitionPtr exact = with_due("first_day");
  ASSERT_TRUE(exact);
  const auto written_as = [](const std::string& text) {
    return as_written(*feel::Expression::compile(text, feel::Names(), Span()).value);
  };
  const std::string sixty = std::string(58, '1') + "+1", more = std::string(59, '1') + "+1";
  EXPECT_EQ(written_as(sixty), sixty);
  EXPECT_EQ(written_as(more), std::string(59, '1') + "+…");
  EXPECT_EQ(written_as("1 +\n   2"), "1 + 2");
}

}  // namespace
}  // namespace aftale::drawing
