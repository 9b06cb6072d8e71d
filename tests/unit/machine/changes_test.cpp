#include "tests/unit/machine/world.h"

/// What follows data that change while states go on: moved dates, living lists (language sections 6 and 8).
namespace aftale::machine::test {
namespace {

using lifecycle::DeadlineStatus;

constexpr const char* kMoved = R"(
workflow: moved
version: 1
title: Frist
organisation: small
calendar: denmark
inputs: {law: {type: date}}
data:
  due: {type: date, value: law}
  start: {type: date}
  times: {type: number, value: 0}
events:
  move: {to: {type: date, optional: true}}
  begin: {on: {type: date}}
initial: work
states:
  work:
    owner: group
    deadlines:
      answer: {due: due, warn: [P7D], then: {to: over}, grace: P30D}
      other: {due: law}
    from: {start: {actions: [{set: {times: times + 1}}]}}
    on:
      done: {to: over}
      move: {actions: [{set: {due: event.to}}]}
      begin: {actions: [{set: {start: event.on}}]}
  over: {type: final}
)";

World moved() {
  World world(kMoved);
  EXPECT_TRUE(world.open("2022-01-03", {{"law", "2022-03-16"}}));
  return world;
}

struct Move {
  const char* what;
  const char *at, *to;  // to is empty: never
  DeadlineStatus status;
  bool overdue;  // of the item; the other deadline is never moved
  Strings sent;  // by the move
};

class Moved : public testing::TestWithParam<Move> {};

TEST_P(Moved, a_deadline_is_computed_anew_when_its_data_change) {
  const Move& row = GetParam();
  World world = moved();
  world.advance(row.at);
  world.sent();
  const World::Words to = *row.to ? World::Words{{"to", row.to}} : World::Words{};
  const World::Came came = world.send(row.at, "move", {}, to);
  ASSERT_TRUE(came) << came.code << came.error->findings.front().message.en;
  EXPECT_EQ(world.deadline("work"), row.status) << row.what;
  EXPECT_EQ(world.sent(), row.sent) << row.what;
  const auto& due = world.instance.branches[0]->deadlines[0].due;
  EXPECT_EQ(due ? due->iso() : "", row.to) << row.what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Moved,
    testing::Values(Move{"later", "2022-02-01", "2022-04-20", DeadlineStatus::waiting, false, {}},
                    Move{"earlier, still to come", "2022-02-01", "2022-02-20", DeadlineStatus::waiting, false, {}},
                    Move{"to a day that is past",
                         "2022-02-01",
                         "2022-01-20",
                         DeadlineStatus::missed,
                         true,
                         {"overdue to Styregruppen", "overdue to Sekretariatet"}},
                    Move{"a warned one is warned anew", "2022-03-11", "2022-04-20", DeadlineStatus::waiting, false, {}},
                    Move{"an overdue mark goes", "2022-03-20", "2022-04-20", DeadlineStatus::waiting, false, {}},
                    Move{"an overdue mark stays", "2022-03-20", "2022-03-18", DeadlineStatus::missed, true, {}},
                    Move{"to never", "2022-03-20", "", DeadlineStatus::waiting, false, {}},
                    Move{"nowhere", "2022-03-11", "2022-03-16", DeadlineStatus::warned, false, {}}));

TEST(Changes, reminders_and_grace_count_from_the_moved_date) {
  World world = moved();
  ASSERT_TRUE(world.send("2022-03-20", "move", {}, {{"to", "2022-04-20"}}));
  world.sent();
  world.advance("2022-04-14");
  EXPECT_EQ(world.sent(), (Strings{"reminder to Styregruppen"}));
  world.advance("2022-05-20 23:59");
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::missed);
  EXPECT_EQ(world.active(), (Strings{"work"}));
  world.advance("2022-05-21");
  EXPECT_EQ(world.active(), (Strings{"over"}));
}

TEST(Changes, a_timed_rule_follows_its_date_and_fires_once_a_date) {
  World world = moved();
  const auto fired = [&] { return world.variable("times").feel(); };
  ASSERT_TRUE(world.send("2022-01-10", "begin", {}, {{"on", "2022-02-01"}}));
  ASSERT_TRUE(world.send("2022-01-11", "begin", {}, {{"on", "2022-01-20"}}));
  world.advance("2022-01-21");
  EXPECT_EQ(fired(), "1");
  world.advance("2022-02-02");
  EXPECT_EQ(fired(), "1");
  ASSERT_TRUE(world.send("2022-02-03", "begin", {}, {{"on", "2022-01-25"}}));
  EXPECT_EQ(fired(), "1") << "a fired rule is not fired again by a day that is past";
  ASSERT_TRUE(world.send("2022-02-03", "begin", {}, {{"on", "2022-02-10"}}));
  world.advance("2022-02-10");
  EXPECT_EQ(fired(), "2");
}

TEST(Changes, a_date_that_was_none_and_is_past_fires_at_once) {
  World world = moved();
  ASSERT_TRUE(world.send("2022-02-03", "begin", {}, {{"on", "2022-01-25"}}));
  EXPECT_EQ(world.variable("times").feel(), "1");
}

TEST(Changes, older_semantics_keep_the_dates_of_the_entry) {
  World world(kMoved);
  world.instance.semantics = 3;
  ASSERT_TRUE(world.open("2022-01-03", {{"law", "2022-03-16"}}));
  ASSERT_TRUE(world.send("2022-02-01", "move", {}, {{"to", "2022-04-20"}}));
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), "2022-03-16");
}

constexpr const char* kAround = R"(
workflow: around
version: 1
title: Frist udefra
organisation: small
calendar: denmark
data: {due: {type: date, value: 'date("2022-03-16")'}}
events: {move: {to: {type: date}}}
initial: asks
states:
  asks:
    for_each: {in: '["a", "b"]', as: one, key: one}
    initial: asked
    states:
      asked:
        deadlines: {reply: {due: due}}
        on: {replied: {to: replied}}
      replied: {type: final}
    done: {to: over}
    on: {move: {actions: [{set: {due: event.to}}]}}
  over: {type: final}
)";

TEST(Changes, data_of_the_case_move_the_deadlines_of_its_branches) {
  World world(kAround);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04", "replied", "asks/b"));
  ASSERT_TRUE(world.send("2022-01-05", "move", {}, {{"to", "2022-04-20"}}));
  EXPECT_EQ(world.branch("asks/a")->deadlines[0].due->iso(), "2022-04-20");
  EXPECT_EQ(world.branch("asks/b")->deadlines[0].due->iso(), "2022-03-16");
  EXPECT_EQ(world.item("asks/a/asked")->due_on->iso(), "2022-04-20");
}

// ---- living lists

std::string lists(const std::string& braces) {
  return R"(
workflow: lists
version: 1
title: Lister
organisation: small
calendar: denmark
data: {areas: {type: list<string>, value: '["a", "b"]'}}
events: {areas: {list: {type: list<string>}}}
initial: groups
states:
  groups:
    for_each: {in: areas, as: area, key: area)" +
         braces + R"(}
    initial: works
    states:
      works:
        on:
          held: {to: held}
          last: {to: held, actions: [{set: {areas: 'append(areas, "late")'}}]}
      held: {type: final}
    decide: [{when: held >= 3, to: many}]
    done: {to: over}
    empty: {to: none}
    on: {areas: {actions: [{set: {areas: event.list}}]}}
  many: {type: final}
  over: {type: final}
  none: {type: final}
)";
}

struct Listed {
  const char* what;
  const char* braces;
  Strings held;      // branches that end first
  const char* list;  // the new one
  Strings active;
};

class Living : public testing::TestWithParam<Listed> {};

TEST_P(Living, branches_come_and_go_when_the_list_changes) {
  const Listed& row = GetParam();
  World world(lists(row.braces));
  ASSERT_TRUE(world.open("2022-01-03"));
  for (const std::string& branch : row.held) ASSERT_TRUE(world.send("2022-01-04", "held", branch));
  ASSERT_TRUE(world.send("2022-01-05", "areas", {}, {{"list", row.list}}));
  EXPECT_EQ(world.active(), row.active) << row.what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Living,
    testing::Values(
        Listed{"a new one begins", "", {}, "a, b, c", {"groups/a/works", "groups/b/works", "groups/c/works"}},
        Listed{"in the order of the list", "", {}, "c, b, a", {"groups/c/works", "groups/b/works", "groups/a/works"}},
        Listed{"one goes", "", {}, "b", {"groups/b/works"}},
        Listed{"an ended one stays", "", {"groups/a"}, "b, c", {"groups/b/works", "groups/c/works"}},
        Listed{"the last open one goes, so all have ended", "", {"groups/a"}, "a", {"over"}},
        Listed{"all go", "", {}, "[]", {"none"}},
        Listed{"one at a time: a new one waits", ", order: sequential", {}, "a, b, c", {"groups/a/works"}},
        Listed{"one at a time: the next begins", ", order: sequential", {}, "b, c", {"groups/b/works"}},
        Listed{"one at a time: a waiting one goes", ", order: sequential", {"groups/a"}, "a, b", {"groups/b/works"}},
        Listed{"turned off", ", live: false", {}, "c", {"groups/a/works", "groups/b/works"}}));

TEST(LivingLists, what_the_last_branch_adds_opens_before_done_is_looked_at) {
  World world(lists(""));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04", "held", "groups/a"));
  ASSERT_TRUE(world.send("2022-01-05", "last", "groups/b"));
  EXPECT_EQ(world.active(), (Strings{"groups/late/works"}));
  ASSERT_TRUE(world.send("2022-01-06", "held", "groups/late"));
  EXPECT_EQ(world.active(), (Strings{"many"}));
}

constexpr const char* kEntry = R"(
workflow: entry
version: 1
title: Lister
organisation: small
calendar: denmark
data:
  areas: {type: list<string>, value: '["a"]'}
  day: {type: date, value: 'date("2022-03-01")'}
events: {areas: {list: {type: list<string>}}}
initial: groups
states:
  groups:
    for_each: {in: areas, as: area, key: area}
    deadlines: {answers: {due: day}}
    initial: works
    states:
      works: {entry: [{set: {day: 'day + duration("P1D")'}}], on: {held: {to: held}}}
      held: {type: final}
    done: {to: over}
    on: {areas: {actions: [{set: {areas: event.list}}]}}
  over: {type: final}
)";

TEST(LivingLists, what_a_new_branch_changes_is_followed_as_well) {
  World world(kEntry);
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), "2022-03-02");
  ASSERT_TRUE(world.send("2022-01-05", "areas", {}, {{"list", "a, b, c"}}));
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), "2022-03-04");
}

TEST(LivingLists, a_key_that_comes_back_begins_a_new_round) {
  World world(lists(""));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-05", "areas", {}, {{"list", "b"}}));
  EXPECT_EQ(world.branch("groups/a")->status, BranchStatus::cancelled);
  ASSERT_TRUE(world.send("2022-01-06", "areas", {}, {{"list", "a, b"}}));
  EXPECT_EQ(world.active(), (Strings{"groups/a#2/works", "groups/b/works"}));
}

TEST(LivingLists, older_semantics_keep_the_branches_of_the_entry) {
  World world(lists(""));
  world.instance.semantics = 3;
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-05", "areas", {}, {{"list", "c"}}));
  EXPECT_EQ(world.active(), (Strings{"groups/a/works", "groups/b/works"}));
}

}  // namespace
}  // namespace aftale::machine::test
