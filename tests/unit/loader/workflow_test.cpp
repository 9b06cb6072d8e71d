#include <gtest/gtest.h>

#include "engine/loader/loader.h"

/// What a loaded workflow looks like to the machine.
namespace aftale::loader {
namespace {

constexpr const char* kCallee = R"(workflow: answer
version: 1
inputs: {party: {type: party}}
initial: asked
states:
  asked: {owner: party, on: {agreed: {to: agreed}, refused: {to: refused}}}
  agreed: {type: final}
  refused: {type: final, outcome: said_no}
)";

constexpr const char* kWorkflow = R"(workflow: sample
version: 4
organisation: nord
inputs: {day: {type: date}, topics: {type: list<string>}}
data: {count_of: {type: number, value: 1}}
documents: {text: {title: Text}}
initial: work
states:
  work:
    owner: board
    initial: draft
    states:
      draft:
        on:
          sent: [{guard: count_of > 1, to: votes}, {to: talks}]
        deadlines: {ready: {due: day, warn: [P14D, P1M], then: {to: talks}}}
        after: {P10D: {to: talks}}
      last: {type: history, default: draft}
  talks:
    for_each: {in: topics, as: topic, key: topic}
    owner: secretariat
    data: {heard: {type: number}}
    initial: open
    states:
      open: {on: {ended: {to: ended, actions: [{set: {heard: count_of, count_of: heard}}, {stamp: seen_on}]}}}
      ended: {type: final}
    done: {to: votes}
  votes:
    for_each: {in: organisation.parties, as: party, key: party.code, call: answer@1, with: {party: party}}
    decide:
      - {when: said_no >= 1, to: work/last, rest: keep}
      - {when: agreed = total, to: finished}
    empty: {to: finished}
  finished: {type: final}
)";

constexpr const char* kOrganisation = R"(organisation: nord
title: Nord
secretariat: {title: S, contact: s@example.dk}
authority: [{title: A, contact: a@example.dk}]
bodies: {board: {title: Board}}
parties:
  - {code: "0851", title: P, chain: [{id: council, title: C, decides: true}]}
)";

model::DefinitionPtr loaded() {
  std::string text = kWorkflow;
  const std::string data = "count_of: {type: number, value: 1}";
  text.replace(text.find(data), data.size(), data + ", seen_on: {type: date}");
  std::vector<model::Source> sources;
  for (const std::string& bytes : {text, std::string(kCallee), std::string(kOrganisation)}) {
    sources.push_back(*identify(bytes, "f.yaml").value);
  }
  const auto result = load(MemorySources(sources), "sample");
  for (const Diagnostic& finding : result.findings) ADD_FAILURE() << render(finding, Language::en);
  return result.value ? result.value->definition : nullptr;
}

class WorkflowTest : public testing::Test {
 protected:
  void SetUp() override {
    definition = loaded();
    ASSERT_TRUE(definition);
    top = &definition->root_chart();
  }
  const model::State& state(const model::Chart& chart, const std::string& path) const {
    for (model::StateIx i = 0; i < chart.states.size(); ++i) {
      if (chart.path(i) == path) return chart.states[i];
    }
    ADD_FAILURE() << path;
    return chart.states[0];
  }
  model::DefinitionPtr definition;
  const model::Chart* top = nullptr;
};

TEST_F(WorkflowTest, charts_hold_the_called_workflow_and_the_branches) {
  EXPECT_EQ(definition->workflows.size(), 2U);
  EXPECT_EQ(definition->root().name, "sample");
  EXPECT_EQ(definition->root().version, 4);
  ASSERT_EQ(definition->charts.size(), 3U);
  const auto& talks = *state(*top, "talks").for_each;
  EXPECT_EQ(definition->charts[talks.body].name, "sample/talks");
  EXPECT_EQ(&definition->charts[definition->charts[talks.body].parent], top);
  const auto& votes = *state(*top, "votes").for_each;
  EXPECT_TRUE(votes.called);
  EXPECT_EQ(definition->charts[votes.body].name, "answer");
  EXPECT_EQ(votes.outcomes, (std::vector<std::string>{"agreed", "said_no"}));
  ASSERT_EQ(votes.with.size(), 1U);
  EXPECT_EQ(definition->charts[votes.body].variables[votes.with[0].first].id, "party");
}

TEST_F(WorkflowTest, targets_are_found_outwards) {
  const auto& sent = state(*top, "work/draft").on.front().second;
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_EQ(top->path(sent[0].targets.at(0)), "votes");
  EXPECT_EQ(top->path(sent[1].targets.at(0)), "talks");
  EXPECT_TRUE(sent[0].guard);
  EXPECT_FALSE(sent[1].guard);
}

TEST_F(WorkflowTest, owners_are_inherited_into_branches) {
  const auto& draft = state(*top, "work/draft");
  ASSERT_EQ(draft.owner.size(), 1U);
  EXPECT_EQ(draft.owner[0].who.text(), "organisation.bodies.board");
  const auto& body = definition->charts[state(*top, "talks").for_each->body];
  EXPECT_EQ(state(body, "open").owner.at(0).role, "secretariat");
  EXPECT_EQ(state(*top, "votes").owner.at(0).role, "secretariat");
}

TEST_F(WorkflowTest, set_reaches_the_innermost_declaration) {
  const auto& body = definition->charts[state(*top, "talks").for_each->body];
  const auto& actions = state(body, "open").on.front().second.front().actions;
  ASSERT_EQ(actions.size(), 3U);
  const auto& heard = std::get<model::SetAction>(actions[0]);
  const auto& count = std::get<model::SetAction>(actions[1]);
  const auto& stamp = std::get<model::SetAction>(actions[2]);
  EXPECT_EQ(heard.depth, 0);
  EXPECT_EQ(body.variables[heard.variable].id, "heard");
  EXPECT_EQ(count.depth, 1);
  EXPECT_EQ(top->variables[count.variable].id, "count_of");
  EXPECT_EQ(top->variables[stamp.variable].id, "seen_on");
  EXPECT_EQ(stamp.value.text(), "event.date");
  EXPECT_EQ(body.variables[state(*top, "talks").for_each->as].role, model::Variable::Role::branch);
}

TEST_F(WorkflowTest, transitions_are_numbered_as_they_stand_in_the_file) {
  const auto& draft = state(*top, "work/draft");
  EXPECT_EQ(draft.on.front().second[0].number, 0);
  EXPECT_EQ(draft.on.front().second[1].number, 1);
  EXPECT_EQ(draft.deadlines[0].then[0].number, 2);
  EXPECT_EQ(draft.timed[0].transitions[0].number, 3);
  EXPECT_EQ(state(*top, "talks").for_each->done[0].number, 4);
  EXPECT_EQ(state(*top, "votes").for_each->decide[0].number, 5);
  EXPECT_EQ(top->transitions, 8);
}

TEST_F(WorkflowTest, what_a_rule_counts_starts_a_new_round) {
  const auto& rules = state(*top, "votes").for_each->decide;
  EXPECT_TRUE(rules[0].keep);
  EXPECT_EQ(rules[0].again, std::vector<std::string>{"said_no"});
  EXPECT_TRUE(rules[1].again.empty());
}

TEST_F(WorkflowTest, empty_is_done_where_nothing_else_is_said) {
  const auto& talks = *state(*top, "talks").for_each;
  ASSERT_EQ(talks.empty.size(), 1U);
  EXPECT_EQ(talks.empty[0].number, talks.done[0].number);
  EXPECT_EQ(talks.empty[0].targets, talks.done[0].targets);
}

TEST_F(WorkflowTest, titles_come_from_ids_where_none_is_written) {
  EXPECT_EQ(state(*top, "work/draft").title.da, "Draft");
  EXPECT_EQ(definition->root().documents.at(0).title.en, "Text");
}

TEST_F(WorkflowTest, the_id_is_the_digest_of_the_manifest) {
  EXPECT_EQ(definition->id, sha256(definition->manifest));
  EXPECT_NE(definition->manifest.find("organisation\tnord"), std::string::npos);
  EXPECT_NE(definition->manifest.find("workflow\tanswer\t1"), std::string::npos);
}

}  // namespace
}  // namespace aftale::loader
