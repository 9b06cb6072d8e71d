#include "engine/drawing/main_way.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "tests/unit/drawing/shipped.h"

namespace aftale::drawing {
namespace {

std::string way(const model::Definition& definition, model::ChartIx chart) {
  std::string text;
  for (const MainStep& step : main_way(definition, chart))
    text += (text.empty() ? "" : " ") + definition.charts[chart].path(step.state);
  return text;
}

struct Row {
  const char *workflow, *way;
  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.workflow; }
};
class MainWayOf : public testing::TestWithParam<Row> {};
INSTANTIATE_TEST_SUITE_P(
    Shipped, MainWayOf,
    testing::Values(
        Row{"nordjysk-socialaftale@1",
            "focus_areas_and_vision political_start consultation dialogue_forum workshops drafting recommendation "
            "approval "
            "submission adopted in_force expired"},
        Row{"nordjysk-socialaftale@2",
            "focus_areas_and_vision political_start consultation dialogue_forum workshops drafting "
            "treatment/recommendation/considers treatment/recommendation/advised submission adopted in_force expired"},
        Row{"council-approval", "chain adopted"},
        Row{"rammeaftale-midtjylland",
            "preparation/development/drafting preparation/development/ready coordination recommendation "
            "contact_committee "
            "approval submission adopted in_force expired"},
        Row{"bilateral-agreement", "drafting approval in_force/term/runs expired"},
        Row{"meeting-cycle", "meetings_are_held/agreement/applies meetings_are_held/agreement/has_ended closed"},
        Row{"emergency-track", "decisions working_groups reported"},
        Row{"special-terms", "application steering_group choice established"},
        Row{"central-announcement",
            "reception treatment/answers treatment/drafting treatment/steering_group treatment/contact_council "
            "treatment/submission reply accepted"}),
    [](const auto& row) {
      std::string name = row.param.workflow;
      std::replace_if(
          name.begin(), name.end(), [](char letter) { return letter == '-' || letter == '@'; }, '_');
      return name;
    });

TEST_P(MainWayOf, IsWhatASecretaryHopesFor) {
  const model::Definition& definition = shipped(GetParam().workflow);
  EXPECT_EQ(way(definition, definition.root().chart), GetParam().way);
}

TEST(MainWay, InAChainEachBodySaysYes) {
  const model::Definition& definition = shipped("council-approval");
  const model::State& chain = definition.root_chart().states[1];
  ASSERT_TRUE(chain.for_each);
  EXPECT_EQ(way(definition, chain.for_each->body), "treats approved");
  EXPECT_EQ(good_outcome(definition, chain.for_each->body), "approved");
}

TEST(MainWay, AWorkflowThatRunsInACircleIsFollowedOnce) {
  const model::DefinitionPtr circle = written(R"(
workflow: circle
version: 1
calendar: denmark
organisation: nordjylland
events:
  on: {title: {da: videre, en: on}}
initial: a
states:
  a: {title: A, owner: secretariat, on: {on: {to: b}}}
  b: {title: B, owner: secretariat, on: {on: {to: a}, stop: {to: c}}}
  c: {type: final, title: C}
)");
  ASSERT_TRUE(circle);
  EXPECT_EQ(way(*circle, circle->root().chart), "a b");
  EXPECT_EQ(good_outcome(*circle, circle->root().chart), "");
}

}  // namespace
}  // namespace aftale::drawing
