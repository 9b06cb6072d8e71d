#include "tests/unit/machine/world.h"

/// Clocks that rest: `grace`, `pause_in`, suspended cases (language, "Time and deadlines").
namespace aftale::machine::test {
namespace {

using lifecycle::DeadlineStatus;

constexpr const char* kGrace = R"(
workflow: grace
version: 1
title: Frist
organisation: small
calendar: denmark
initial: work
states:
  work:
    owner: group
    deadlines: {answer: {due: 'date("2022-03-16")', warn: [P7D], grace: P7D, then: {to: over}}}
    on: {done: {to: kept}, aside: {to: aside}}
  aside: {on: {back: {to: work}}}
  kept: {type: final}
  over: {on: {again: {to: work}}}
)";

TEST(Grace, delays_what_a_missed_deadline_leads_to_but_not_the_overdue_mark) {
  World world(kGrace);
  ASSERT_TRUE(world.open("2022-01-03"));
  world.advance("2022-03-16 23:59");
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::warned);
  world.advance("2022-03-17 00:00");
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::missed);
  EXPECT_TRUE(world.item("work")->overdue);
  EXPECT_EQ(world.active(), (Strings{"work"}));
  world.advance("2022-03-23 23:59");
  EXPECT_EQ(world.active(), (Strings{"work"}));
  world.advance("2022-03-24 00:00");
  EXPECT_EQ(world.active(), (Strings{"over"}));
  ASSERT_FALSE(world.firings.empty());
  EXPECT_EQ(world.firings.back().step.meaning, "expired answer");
  EXPECT_EQ(world.firings.back().fire.timer.date.iso(), "2022-03-23");
}

TEST(Grace, minutes_that_arrive_meanwhile_show_that_it_was_kept) {
  World world(kGrace);
  ASSERT_TRUE(world.open("2022-01-03"));
  world.advance("2022-03-20");
  world.effective = time::CivilDate::from_ymd(2022, 3, 16);
  ASSERT_TRUE(world.send("2022-03-20", "done"));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::lifted);
  EXPECT_EQ(world.active(), (Strings{"kept"}));
}

TEST(Grace, its_timer_goes_with_the_state_and_is_set_again_on_the_way_back) {
  World world(kGrace);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-03-18", "aside"));
  EXPECT_TRUE(world.instance.branches[0]->timers.empty());
  world.advance("2022-04-01");
  EXPECT_EQ(world.active(), (Strings{"aside"}));
  ASSERT_TRUE(world.send("2022-04-02", "back"));
  // Past on entry: overdue at once, and the days of grace are over as well.
  EXPECT_EQ(world.active(), (Strings{"over"}));
}

constexpr const char* kPause = R"(
workflow: pause
version: 1
title: Frist
organisation: small
calendar: denmark
initial: work
states:
  work:
    owner: group
    deadlines: {answer: {due: 'entered + duration("P30D")', warn: [P7D], pause_in: [asks]}}
    initial: writes
    states:
      writes: {on: {ask: {to: asks}}}
      asks: {on: {answered: {to: writes}}}
    on: {done: {to: over}}
  over: {type: final}
)";

struct Paused {
  const char* what;
  const char *asked, *answered;  // empty: never
  const char *looked, *due;
  DeadlineStatus status;
};

class Pause : public testing::TestWithParam<Paused> {};

TEST_P(Pause, moves_the_due_date_on_by_the_days_that_its_clock_rested) {
  const Paused& row = GetParam();
  World world(kPause);
  ASSERT_TRUE(world.open("2022-01-03"));  // due on 2 February
  ASSERT_TRUE(world.send(row.asked, "ask"));
  if (*row.answered) {
    ASSERT_TRUE(world.send(row.answered, "answered"));
  }
  world.advance(row.looked);
  EXPECT_EQ(world.deadline("work"), row.status) << row.what;
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), row.due) << row.what;
  EXPECT_EQ(world.item(*row.answered ? "work/writes" : "work/asks")->due_on->iso(), row.due) << row.what;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Pause,
    testing::Values(
        Paused{"ten days", "2022-01-10", "2022-01-20", "2022-01-21", "2022-02-12", DeadlineStatus::waiting},
        Paused{"the same day", "2022-01-10", "2022-01-10", "2022-01-21", "2022-02-02", DeadlineStatus::waiting},
        Paused{"reminded by the new date", "2022-01-10", "2022-01-20", "2022-02-05", "2022-02-12",
               DeadlineStatus::warned},
        Paused{"missed by the new date", "2022-01-10", "2022-01-20", "2022-02-13", "2022-02-12",
               DeadlineStatus::missed},
        Paused{"still resting", "2022-01-10", "", "2022-06-01", "2022-02-02", DeadlineStatus::waiting_paused},
        Paused{"run out already", "2022-02-10", "2022-02-20", "2022-02-21", "2022-02-02", DeadlineStatus::missed}));

TEST(PauseIn, a_state_that_is_left_while_its_clock_rests_is_judged_by_the_days_that_counted) {
  World world(kPause);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-10", "ask"));
  ASSERT_TRUE(world.send("2022-03-01", "done"));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::met);
}

constexpr const char* kSuspended = R"(
workflow: suspended
version: 1
title: Bero
organisation: small
calendar: denmark
inputs: {law: {type: date}}
data: {times: {type: number, value: 0}}
initial: work
states:
  work:
    owner: group
    deadlines:
      counted: {due: 'entered + duration("P30D")', warn: [P7D]}
      law: {due: law, warn: [P28D, P7D]}
    after: {P60D: {to: over}, 'duration("P5D")': {actions: [{set: {times: times + 1}}]}}
    on: {done: {to: over}}
  over: {type: final}
)";

World suspended(const char* law) {
  World world(kSuspended);
  EXPECT_TRUE(world.open("2022-01-03", {{"law", law}}));
  world.advance("2022-01-10");
  EXPECT_TRUE(world.input("2022-01-13", Suspend{"venter"}));
  return world;
}

TEST(Suspended, dates_counted_from_entered_move_on_and_dates_of_the_calendar_stay) {
  World world = suspended("2022-04-01");
  world.advance("2022-01-23");
  EXPECT_EQ(world.sent(), Strings());
  ASSERT_TRUE(world.input("2022-01-23", Resume{"i gang igen"}));
  const Branch& root = *world.instance.branches[0];
  EXPECT_EQ(root.deadlines[0].due->iso(), "2022-02-12");
  EXPECT_EQ(root.deadlines[1].due->iso(), "2022-04-01");
  EXPECT_EQ(root.active[0].rested, 10u);
  EXPECT_EQ(root.active[0].entered.iso(), "2022-01-03");
  EXPECT_FALSE(root.resting_since.has_value());
  // What had fired does not fire again; the rest is ten days later.
  world.advance("2022-02-01");
  EXPECT_EQ(world.firings.size(), 0u);
  world.advance("2022-03-14 23:59");
  EXPECT_TRUE(world.is_in("work"));
  world.advance("2022-03-15 00:00");
  EXPECT_TRUE(world.is_in("over"));
}

TEST(Suspended, what_is_past_takes_effect_at_once_and_reminders_of_passed_days_are_not_sent) {
  World world = suspended("2022-03-01");
  ASSERT_TRUE(world.input("2022-03-05", Resume{"i gang igen"}));
  EXPECT_EQ(world.deadline("work", 1), DeadlineStatus::missed);
  EXPECT_EQ(world.sent(), (Strings{"overdue to Styregruppen", "overdue to Sekretariatet"}));
  EXPECT_EQ(world.deadline("work", 0), DeadlineStatus::waiting);
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), "2022-03-25");
}

TEST(Suspended, an_overdue_mark_stays_and_nobody_is_told_again) {
  World world = suspended("2022-01-11");
  world.sent();
  EXPECT_EQ(world.deadline("work", 1), DeadlineStatus::missed);
  ASSERT_TRUE(world.input("2022-02-13", Resume{"i gang igen"}));
  ASSERT_TRUE(world.input("2022-03-20", Suspend{"venter"}));
  world.sent();
  ASSERT_TRUE(world.input("2022-03-30", Resume{"i gang igen"}));
  EXPECT_EQ(world.deadline("work", 0), DeadlineStatus::missed);
  EXPECT_EQ(world.deadline("work", 1), DeadlineStatus::missed);
  EXPECT_EQ(world.sent(), Strings());
}

TEST(Suspended, a_clock_that_rests_anyway_is_not_counted_twice) {
  World world(kPause);
  ASSERT_TRUE(world.open("2022-01-03"));  // due on 2 February
  ASSERT_TRUE(world.send("2022-01-10", "ask"));
  ASSERT_TRUE(world.input("2022-01-12", Suspend{"venter"}));
  ASSERT_TRUE(world.input("2022-01-17", Resume{"i gang igen"}));
  ASSERT_TRUE(world.send("2022-01-20", "answered"));
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), "2022-02-12");
}

TEST(Suspended, cases_of_older_semantics_count_the_days) {
  World world(kSuspended);
  world.instance.semantics = 3;
  ASSERT_TRUE(world.open("2022-01-03", {{"law", "2022-04-01"}}));
  ASSERT_TRUE(world.input("2022-01-13", Suspend{"venter"}));
  ASSERT_TRUE(world.input("2022-01-23", Resume{"i gang igen"}));
  EXPECT_EQ(world.instance.branches[0]->deadlines[0].due->iso(), "2022-02-02");
  EXPECT_EQ(world.instance.branches[0]->active[0].rested, 0u);
}

TEST(Suspended, a_fault_rests_the_clocks_as_well) {
  World world = World(kSuspended);
  ASSERT_TRUE(world.open("2022-01-03", {{"law", "2022-04-01"}}));
  ASSERT_TRUE(world.input("2022-01-13", Fault{"x\nx"}));
  ASSERT_TRUE(world.instance.branches[0]->resting_since.has_value());
  EXPECT_EQ(world.instance.branches[0]->resting_since->iso(), "2022-01-13");
}

}  // namespace
}  // namespace aftale::machine::test
