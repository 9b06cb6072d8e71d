#include "tests/unit/machine/world.h"

/// `record --skip`: bodies of a chain that have not reported are passed over (language, "Branches").
namespace aftale::machine::test {
namespace {

constexpr const char* kChain = R"(
workflow: chain
version: 1
title: Kæde
organisation: small
calendar: denmark
initial: approval
states:
  approval:
    for_each: {in: 'organisation.parties[code = "0851"]', as: party, key: party.code}
    initial: chain
    states:
      chain:
        for_each: {in: LIST, as: body, key: body.id, order: sequential}
        initial: treats
        states:
          treats:
            owner: body
            ballot: 'if body.decides then "approve" else "recommend"'
            deadlines: {reply: {due: 'date("2022-10-01")'}}
            on:
              approved: {to: approved, four_eyes: EYES}
              amended: {to: approved}
              recommended: {to: recommended}
              rejected: {to: rejected}
              returned: {to: treats}
          approved: {type: final}
          recommended: {type: final}
          rejected: {type: final}
        decide:
          - {when: rejected >= 1, to: refused}
          - {when: approved >= 1, to: adopted}
          - {when: answered = total, to: refused}
        empty: {to: refused}
      adopted: {type: final, outcome: approved}
      refused: {type: final, outcome: rejected}
    done: {to: over}
  over: {on: {more: {to: approval}, stop: {to: stopped}}}
  stopped: {type: final}
)";

std::string chain(const std::string& list, const char* four_eyes = "false") {
  std::string text = kChain;
  text.replace(text.find("LIST"), 4, list);
  text.replace(text.find("EYES"), 4, four_eyes);
  return text;
}

const char* const kTwo = "party.chain";

Record skip() {
  Record record;
  record.skip = true;
  return record;
}

World opened(const std::string& list = kTwo, const char* four_eyes = "false") {
  World world(chain(list, four_eyes));
  EXPECT_TRUE(world.open("2022-10-03"));
  return world;
}

TEST(Skip, earlier_bodies_count_as_not_reported_and_the_decision_is_recorded_in_the_same_step) {
  World world = opened();
  const World::Came came = world.record("2022-11-22", "approval/0851/chain/council", "godkendt", "2022-11-21", skip());
  ASSERT_TRUE(came) << came.code;
  EXPECT_EQ(world.active(), (Strings{"over"}));
  const Branch* committee = world.branch("approval/0851/chain/committee");
  EXPECT_EQ(committee->status, BranchStatus::not_reported);
  EXPECT_EQ(committee->ended_on->iso(), "2022-11-21");
  EXPECT_EQ(world.branch("approval/0851/chain/council")->outcome, "approved");
  EXPECT_EQ(world.item("approval/0851/chain/committee/treats")->status, WorkItem::Status::cancelled);
  ASSERT_EQ(came.step.notes.size(), 1u);
  EXPECT_STREQ(came.step.notes[0].code, "passed-over");
  EXPECT_EQ(came.step.notes[0].message.en, "Passed over, counted as not reported: Socialudvalget");
}

TEST(Skip, without_it_a_body_waits_for_those_before_it) {
  World world = opened();
  const World::Came came = world.record("2022-11-22", "approval/0851/chain/council", "godkendt", "2022-11-21");
  EXPECT_EQ(came.code, "no-open-step");
  EXPECT_NE(came.error->findings.front().message.en.find("--skip"), std::string::npos);
  EXPECT_EQ(world.branch("approval/0851/chain/committee")->status, BranchStatus::running);
}

TEST(Skip, a_word_that_is_refused_passes_nobody_over) {
  World world = opened();
  EXPECT_EQ(world.record("2022-11-22", "approval/0851/chain/council", "drøftet", "2022-11-21", skip()).code,
            "wrong-word");
  EXPECT_EQ(world.branch("approval/0851/chain/committee")->status, BranchStatus::running);
  EXPECT_EQ(world.branch("approval/0851/chain/council")->status, BranchStatus::waiting);
}

TEST(Skip, a_body_whose_turn_it_is_needs_none) {
  World world = opened();
  const World::Came came =
      world.record("2022-11-22", "approval/0851/chain/committee", "anbefalet", "2022-11-21", skip());
  ASSERT_TRUE(came);
  EXPECT_TRUE(came.step.notes.empty());
  EXPECT_EQ(world.branch("approval/0851/chain/council")->status, BranchStatus::running);
}

TEST(Skip, what_takes_two_people_does_not_pass_others_over) {
  World world = opened(kTwo, "true");
  EXPECT_EQ(world.record("2022-11-22", "approval/0851/chain/council", "godkendt", "2022-11-21", skip()).code,
            "second-person");
  EXPECT_EQ(world.branch("approval/0851/chain/committee")->status, BranchStatus::running);
}

const char* const kFour = R"('[{id: "a"}, {id: "b"}, {id: "c", with_previous: true}, {id: "d", decides: true}]')";

struct Group {
  const char* what;
  const char* body;
  Strings passed_over, active;
};

class Groups : public testing::TestWithParam<Group> {};

TEST_P(Groups, those_treated_at_the_same_time_are_not_before_it) {
  const Group& row = GetParam();
  World world = opened(kFour);
  ASSERT_TRUE(world.record("2022-11-22", std::string("approval/0851/chain/") + row.body, "udsat", "2022-11-21", skip()))
      << row.what;
  Strings passed_over;
  for (const BranchPtr& branch : world.instance.branches) {
    if (branch->status == BranchStatus::not_reported) passed_over.push_back(branch->element);
  }
  EXPECT_EQ(passed_over, row.passed_over) << row.what;
  EXPECT_EQ(world.active(), row.active) << row.what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Groups,
    testing::Values(
        Group{"the leader of a group", "b", {"a"}, {"approval/0851/chain/b/treats", "approval/0851/chain/c/treats"}},
        Group{"one of a group", "c", {"a"}, {"approval/0851/chain/b/treats", "approval/0851/chain/c/treats"}},
        Group{"behind a group", "d", {"a", "b", "c"}, {"approval/0851/chain/d/treats"}}));

TEST(FilledIn, a_word_that_comes_later_is_kept_without_effect_on_the_course) {
  World world = opened();
  ASSERT_TRUE(world.record("2022-11-22", "approval/0851/chain/council", "godkendt", "2022-11-21", skip()));
  Record details;
  details.votes.votes_for = 9;
  details.remarks = {"et flag"};
  const World::Came came =
      world.record("2022-11-30", "approval/0851/chain/committee", "ikke anbefalet", "2022-11-10", details);
  ASSERT_TRUE(came) << came.code;
  EXPECT_EQ(world.active(), (Strings{"over"}));
  const Branch* committee = world.branch("approval/0851/chain/committee");
  EXPECT_EQ(committee->status, BranchStatus::not_reported);
  ASSERT_EQ(committee->decisions.size(), 1u);
  EXPECT_EQ(committee->decisions[0].event, "rejected");
  EXPECT_EQ(committee->remarks, (Strings{"et flag"}));
  ASSERT_EQ(came.step.items.size(), 1u);
  EXPECT_EQ(came.step.items[0].status, WorkItem::Status::done);
  EXPECT_EQ(came.step.items[0].word, "ikke anbefalet");
  EXPECT_EQ(came.step.items[0].votes.votes_for, 9);
  EXPECT_EQ(came.step.items[0].decided_on->iso(), "2022-11-10");
  ASSERT_EQ(came.step.notes.size(), 1u);
  EXPECT_STREQ(came.step.notes[0].code, "without-effect");
}

TEST(FilledIn, once_and_never_after_a_meeting_that_is_to_come) {
  World world = opened();
  ASSERT_TRUE(world.record("2022-11-22", "approval/0851/chain/council", "godkendt", "2022-11-21", skip()));
  EXPECT_EQ(world.record("2022-11-30", "approval/0851/chain/committee", "anbefalet", "2022-12-10").code,
            "meeting-in-future");
  EXPECT_EQ(world.record("2022-11-30", "approval/0851/chain/committee", "godt", "2022-11-10").code, "wrong-word");
  ASSERT_TRUE(world.record("2022-11-30", "approval/0851/chain/committee", "anbefalet", "2022-11-10"));
  EXPECT_EQ(world.record("2022-11-30", "approval/0851/chain/committee", "anbefalet", "2022-11-10").code,
            "no-open-step");
}

}  // namespace
}  // namespace aftale::machine::test
