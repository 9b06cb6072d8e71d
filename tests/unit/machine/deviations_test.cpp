#include "tests/unit/machine/world.h"

/// The deviations D1 to D8 from SCXML, each on its own, and what they leave as SCXML has it.
namespace aftale::machine::test {
namespace {

constexpr const char* kRegions = R"(
workflow: regions
version: 1
title: Regioner
organisation: small
calendar: denmark
initial: both
states:
  both:
    type: parallel
    states:
      left:
        initial: a
        states:
          a: {on: {go: {to: b}, over: {to: done_left}}}
          b: {on: {back: {to: a}}}
          done_left: {type: final}
        on: {again: {to: left/a}, outer: {to: left/a, reenter: true}}
      right:
        initial: x
        states:
          x: {on: {step: {to: y}}}
          y: {on: {finish: {to: done_right}}}
          done_right: {type: final}
    done: {to: end}
  end: {type: final}
)";

TEST(Deviation, D1_a_transition_inside_one_region_leaves_the_other_alone) {
  World world(kRegions);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04", "step"));
  ASSERT_TRUE(world.send("2022-01-04", "go"));
  const auto came = world.send("2022-01-05", "again");
  ASSERT_TRUE(came) << came.code;
  EXPECT_EQ(world.active(), (Strings{"both/left/a", "both/right/y"}));
  ASSERT_EQ(came.step.trace.size(), 1u);
  EXPECT_EQ(came.step.trace[0].left.size(), 1u);
}

TEST(Deviation, D1_reenter_asks_for_the_outer_form_of_scxml) {
  World world(kRegions);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04", "step"));
  ASSERT_TRUE(world.send("2022-01-05", "outer"));
  EXPECT_EQ(world.active(), (Strings{"both/left/a", "both/right/x"}));
}

TEST(Deviation, all_regions_finished_take_done_and_the_case_is_completed) {
  World world(kRegions);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04", "over"));
  ASSERT_TRUE(world.send("2022-01-04", "step"));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::running);
  ASSERT_TRUE(world.send("2022-01-04", "finish"));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
  EXPECT_EQ(world.send("2022-01-05", "go").code, "ended");
}

TEST(Deviation, D2_a_command_nobody_answers_is_refused_with_what_is_possible) {
  World world(kRegions);
  ASSERT_TRUE(world.open("2022-01-03"));
  const auto came = world.send("2022-01-04", "finish");
  EXPECT_EQ(came.code, "no-open-step");
  EXPECT_EQ(came.error->findings.front().possible, (Strings{"both/left: again", "both/left: outer", "both/left/a: go",
                                                            "both/left/a: over", "both/right/x: step"}));
  EXPECT_EQ(world.send("2022-01-04", "nonsense").code, "unknown-event");
}

TEST(Deviation, D2_a_late_timer_is_ignored_with_a_note) {
  World world(kRegions);
  ASSERT_TRUE(world.open("2022-01-03"));
  Fire fire;
  fire.timer.state = 1;
  const auto came = world.input("2022-01-04", fire);
  ASSERT_TRUE(came) << came.code;
  ASSERT_EQ(came.step.notes.size(), 1u);
  EXPECT_STREQ(came.step.notes[0].code, "late-timer");
  EXPECT_TRUE(came.step.changed.empty());
}

constexpr const char* kGuards = R"(
workflow: guards
version: 1
title: Betingelser
organisation: small
calendar: denmark
inputs: {limit: {type: number, optional: true}, day: {type: date, optional: true}}
data: {seen: {type: number, value: 0}}
initial: open
states:
  open:
    on:
      check: {to: closed, guard: limit > 3, actions: [{set: {seen: seen + 1}}]}
      add: {actions: [{set: {seen: seen + 1}}, {set: {seen: seen / (seen - 1)}}]}
      both:
        - {guard: seen = 0, to: closed}
        - {guard: seen >= 0, to: waiting}
    from: {day: {to: closed, guard: limit > 3}}
  waiting: {on: {go: {to: closed}}}
  closed: {type: final}
)";

TEST(Deviation, D3_a_guard_that_is_neither_true_nor_false_refuses_the_command) {
  World world(kGuards);
  ASSERT_TRUE(world.open("2022-01-03"));
  const auto came = world.send("2022-01-04", "check");
  EXPECT_EQ(came.code, "expression-failed");
  EXPECT_NE(came.error->findings.front().message.en.find("limit > 3"), std::string::npos);
  EXPECT_EQ(world.active(), (Strings{"open"}));
}

TEST(Deviation, D3_an_action_that_fails_undoes_the_whole_macrostep) {
  World world(kGuards);
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.send("2022-01-04", "add").code, "expression-failed");
  EXPECT_TRUE(feel::identical(world.variable("seen"), feel::Value::integer(0)));
}

TEST(Deviation, D3_a_timer_that_fails_is_told_to_the_host_and_nothing_more_fires) {
  World world(kGuards);
  ASSERT_TRUE(world.open("2022-01-03", {{"day", "2022-02-01"}}));
  world.advance("2022-02-02");
  ASSERT_EQ(world.firings.size(), 1u);
  ASSERT_TRUE(world.firings[0].failed);
  EXPECT_STREQ(code_of(world.firings[0].failed), "expression-failed");
  ASSERT_TRUE(world.input("2022-02-02", Fault{"standset\nstopped"}));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::faulted);
  EXPECT_EQ(world.instance.fault, "standset\nstopped");
  EXPECT_EQ(world.sent(), (Strings{"faulted to Sekretariatet"}));
  world.advance("2022-03-01");
  EXPECT_TRUE(world.firings.empty());
  EXPECT_EQ(world.send("2022-03-01", "check").code, "faulted");
}

TEST(Deviation, D4_of_two_guards_that_hold_the_first_one_decides) {
  World world(kGuards);
  ASSERT_TRUE(world.open("2022-01-03"));
  const auto came = world.send("2022-01-04", "both");
  ASSERT_TRUE(came) << came.code;
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
  ASSERT_EQ(came.step.trace[0].tried.size(), 1u);
}

TEST(Deviation, a_guard_that_says_no_is_a_refusal_of_its_own) {
  World world(kGuards);
  ASSERT_TRUE(world.open("2022-01-03", {{"limit", "2"}}));
  EXPECT_EQ(world.send("2022-01-04", "check").code, "guard-false");
}

constexpr const char* kTimes = R"(
workflow: times
version: 1
title: Tider
organisation: small
calendar: denmark
inputs: {first: {type: date}, last: {type: date}}
initial: waits
states:
  waits: {from: {first: {to: runs}}}
  runs:
    after: {last: {to: over}}
    entry: [{notify: {to: group, template: opened}}]
    on: {stop: {to: over}}
  over: {after: {P14D: {to: gone}}}
  gone: {type: final}
)";

TEST(Deviation, D5_timers_are_absolute_and_fire_at_their_own_time_after_any_downtime) {
  World world(kTimes);
  ASSERT_TRUE(world.open("2022-01-03", {{"first", "2022-03-01"}, {"last", "2022-04-30"}}));
  world.advance("2022-12-01");
  ASSERT_EQ(world.firings.size(), 3u);
  const time::Zone& zone = world.definition().calendar.zone;
  EXPECT_EQ(world.firings[0].fire.timer.due, zone.start_of(*time::CivilDate::from_ymd(2022, 3, 1)));
  EXPECT_EQ(world.firings[0].step.effective.iso(), "2022-03-01");
  EXPECT_EQ(world.firings[1].fire.timer.due, zone.end_of(*time::CivilDate::from_ymd(2022, 4, 30)));
  EXPECT_EQ(world.firings[2].fire.timer.due, zone.end_of(*time::CivilDate::from_ymd(2022, 5, 15)));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
}

TEST(Deviation, D5_an_instant_already_past_on_entry_fires_at_once_and_time_never_goes_back) {
  World world(kTimes);
  ASSERT_TRUE(world.open("2022-03-20", {{"first", "2022-03-01"}, {"last", "2022-04-30"}}));
  EXPECT_EQ(world.active(), (Strings{"runs"}));
  ASSERT_EQ(world.firings.size(), 1u);
  EXPECT_EQ(world.firings[0].step.effective.iso(), "2022-03-20");
}

TEST(Deviation, from_fires_when_the_day_begins_and_after_when_it_is_over) {
  World world(kTimes);
  ASSERT_TRUE(world.open("2022-01-03", {{"first", "2022-03-01"}, {"last", "2022-04-30"}}));
  world.advance("2022-02-28 23:59");
  EXPECT_EQ(world.active(), (Strings{"waits"}));
  world.advance("2022-03-01 00:00");
  EXPECT_EQ(world.active(), (Strings{"runs"}));
  world.advance("2022-04-30 23:59");
  EXPECT_EQ(world.active(), (Strings{"runs"}));
  world.advance("2022-05-01 00:00");
  EXPECT_EQ(world.active(), (Strings{"over"}));
}

constexpr const char* kCircle = R"(
workflow: circle
version: 1
title: Ring
organisation: small
calendar: denmark
data: {n: {type: number, value: 0}}
initial: rest
states:
  rest: {on: {turn: {to: turning}, end: {to: over}}}
  turning:
    always:
      - {guard: n >= 998, to: rest}
      - {guard: n < 5000, actions: [{set: {n: n + 1}}]}
  over: {type: final}
)";

TEST(Deviation, D6_a_thousand_microsteps_are_allowed_and_one_more_is_an_error) {
  World world(kCircle);
  ASSERT_TRUE(world.open("2022-01-03"));
  // One into `turning`, 998 rounds, one out: exactly the limit.
  const auto first = world.send("2022-01-04", "turn");
  ASSERT_TRUE(first) << first.code;
  EXPECT_EQ(first.step.trace.size(), 1'000u);
  World other([] {
    std::string text = kCircle;
    text.replace(text.find("998"), 3, "999");
    return text;
  }());
  ASSERT_TRUE(other.open("2022-01-03"));
  EXPECT_EQ(other.send("2022-01-04", "turn").code, "microsteps");
  EXPECT_EQ(other.active(), (Strings{"rest"}));
}

TEST(Deviation, D7_a_case_that_is_read_back_runs_no_entry_actions) {
  World world(kTimes);
  ASSERT_TRUE(world.open("2022-03-01", {{"first", "2022-03-01"}, {"last", "2022-04-30"}}));
  EXPECT_EQ(world.sent(), (Strings{"opened to Styregruppen"}));
  Case copy = world.instance;
  EXPECT_TRUE(settle(world.definition(), copy, copy.last_at).empty());
  EXPECT_EQ(world.sent(), Strings());
}

constexpr const char* kAddressed = R"(
workflow: addressed
version: 1
title: Adresser
organisation: small
calendar: denmark
initial: both
states:
  both:
    type: parallel
    states:
      left:  {initial: a, states: {a: {on: {go: {to: b}}}, b: {}}}
      right: {initial: c, states: {c: {on: {go: {to: d}}}, d: {}}}
    on: {stop: {to: end}}
  end: {type: final}
)";

TEST(Deviation, D8_a_command_acts_at_one_place_and_says_so_when_there_are_two) {
  World world(kAddressed);
  ASSERT_TRUE(world.open("2022-01-03"));
  const auto came = world.send("2022-01-04", "go");
  EXPECT_EQ(came.code, "ambiguous");
  EXPECT_EQ(came.error->findings.front().possible, (Strings{"both/left/a", "both/right/c"}));
  ASSERT_TRUE(world.send("2022-01-04", "go", "both/right"));
  EXPECT_EQ(world.active(), (Strings{"both/left/a", "both/right/d"}));
  ASSERT_TRUE(world.send("2022-01-04", "go"));
  EXPECT_EQ(world.active(), (Strings{"both/left/b", "both/right/d"}));
}

TEST(Deviation, D8_the_address_everywhere_lets_every_region_hear_it) {
  World world(kAddressed);
  ASSERT_TRUE(world.open("2022-01-03"));
  Moment moment;
  moment.now = world.instance.last_at;
  Result<Step> done = step(world.definition(), world.instance, Event{{}, "go", {}}, moment, Semantics{true});
  ASSERT_TRUE(done.has_value());
  apply(world.instance, *done);
  EXPECT_EQ(world.active(), (Strings{"both/left/b", "both/right/d"}));
  done = step(world.definition(), world.instance, Event{{}, "go", {}}, moment, Semantics{true});
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->changed.empty());
}

TEST(Deviation, D8_the_search_goes_outwards_from_the_place) {
  World world(kAddressed);
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-01-04", "stop", "both/left/a"));
  EXPECT_EQ(world.instance.status, lifecycle::CaseStatus::completed);
}

}  // namespace
}  // namespace aftale::machine::test
