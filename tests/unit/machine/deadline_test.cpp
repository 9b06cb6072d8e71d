#include "tests/unit/machine/world.h"

/// Deadlines and what is said about them (language, "Time and deadlines").
namespace aftale::machine::test {
namespace {

using lifecycle::DeadlineStatus;

constexpr const char* kSimple = R"(
workflow: simple
version: 1
title: Frist
organisation: small
calendar: denmark
inputs: {due: {type: date, optional: true}}
initial: work
states:
  work:
    owner: group
    deadlines: {answer: {due: due, warn: [P14D, P7D]}}
    on: {done: {to: over}, aside: {to: aside}}
  aside: {on: {back: {to: work}}}
  over: {type: final}
)";

struct Answered {
  const char* what;
  const char* recorded;
  const char* effective;
  DeadlineStatus status;
  bool overdue;  // of the item
};

class Judged : public testing::TestWithParam<Answered> {};

TEST_P(Judged, by_the_day_it_happened_and_not_by_the_day_it_was_told) {
  World world(kSimple);
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance(GetParam().recorded);
  Moment moment;
  moment.now = world.instance.last_at;
  moment.effective = time::CivilDate::parse_iso(GetParam().effective);
  moment.actor = world.actor;
  Result<Step> done = step(world.definition(), world.instance, Event{{}, "done", {}}, moment);
  ASSERT_TRUE(done.has_value());
  apply(world.instance, *done);
  EXPECT_EQ(world.deadline("work"), GetParam().status);
  ASSERT_EQ(done->items.size(), 1u);
  EXPECT_EQ(done->items[0].overdue, GetParam().overdue);
  EXPECT_EQ(done->items[0].decided_on->iso(), GetParam().effective);
}

INSTANTIATE_TEST_SUITE_P(Table, Judged,
                         testing::Values(Answered{"before", "2022-03-01", "2022-03-01", DeadlineStatus::met, false},
                                         Answered{"on the day", "2022-03-16", "2022-03-16", DeadlineStatus::met, false},
                                         Answered{"told late", "2022-03-20", "2022-03-16", DeadlineStatus::lifted,
                                                  false},
                                         Answered{"late", "2022-03-20", "2022-03-17", DeadlineStatus::met_late, true}));

TEST(Deadline, reminders_and_the_overdue_mark_come_at_their_times) {
  World world(kSimple);
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  EXPECT_EQ(world.item("work")->due_on->iso(), "2022-03-16");
  world.advance("2022-03-02 07:59");
  EXPECT_EQ(world.sent(), Strings());
  world.advance("2022-03-02 08:00");
  EXPECT_EQ(world.sent(), (Strings{"reminder to Styregruppen"}));
  world.advance("2022-03-16 23:59");
  EXPECT_EQ(world.sent(), (Strings{"reminder to Styregruppen"}));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::warned);
  EXPECT_FALSE(world.item("work")->overdue);
  world.advance("2022-03-17 00:00");
  EXPECT_EQ(world.sent(), (Strings{"overdue to Styregruppen", "overdue to Sekretariatet"}));
  EXPECT_TRUE(world.item("work")->overdue);
  EXPECT_EQ(world.active(), (Strings{"work"}));
}

TEST(Deadline, late_minutes_are_followed_by_a_correction_under_the_same_stem) {
  World world(kSimple);
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-18");
  world.sent();
  const std::string told = world.notices.back().key;
  Moment moment;
  moment.now = world.instance.last_at;
  moment.effective = time::CivilDate::from_ymd(2022, 3, 16);
  moment.actor = world.actor;
  const Result<Step> done = step(world.definition(), world.instance, Event{{}, "done", {}}, moment);
  ASSERT_TRUE(done.has_value());
  ASSERT_EQ(done->effects.size(), 2u);
  const Notify& correction = std::get<Notify>(done->effects.back());
  EXPECT_EQ(correction.template_name, "lifted");
  EXPECT_EQ(told, "k|work|answer|2022-03-16|overdue|secretariat");
  EXPECT_EQ(correction.key, "k|work|answer|2022-03-16|lifted|secretariat");
}

TEST(Deadline, a_reminder_on_a_day_off_goes_out_the_working_day_before) {
  World world(kSimple);
  // 14 days before is Saturday 30 April, 7 days before is Saturday 7 May.
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-05-14"}}));
  world.advance("2022-05-14");
  ASSERT_EQ(world.firings.size(), 2u);
  EXPECT_EQ(world.firings[0].fire.timer.date.iso(), "2022-04-29");
  EXPECT_EQ(world.firings[1].fire.timer.date.iso(), "2022-05-06");
}

TEST(Deadline, already_past_on_entry_it_is_overdue_at_once_with_one_notice_and_no_reminder) {
  World world(kSimple);
  ASSERT_TRUE(world.open("2022-06-01", {{"due", "2022-03-16"}}));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::missed);
  EXPECT_EQ(world.sent(), (Strings{"overdue to Styregruppen", "overdue to Sekretariatet"}));
  ASSERT_TRUE(world.send("2022-06-02", "aside"));
  ASSERT_TRUE(world.send("2022-06-03", "back"));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::missed);
  EXPECT_EQ(world.sent(), Strings());
}

TEST(Deadline, a_reminder_that_was_sent_is_not_repeated_when_the_state_is_entered_again) {
  World world(kSimple);
  ASSERT_TRUE(world.open("2022-01-03", {{"due", "2022-03-16"}}));
  world.advance("2022-03-03");
  ASSERT_TRUE(world.send("2022-03-03", "aside"));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::met);
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
  ASSERT_TRUE(world.send("2022-03-04", "back"));
  EXPECT_EQ(world.deadline("work"), DeadlineStatus::waiting);
  world.advance("2022-03-17");
  EXPECT_EQ(world.sent(), (Strings{"reminder to Styregruppen", "reminder to Styregruppen", "overdue to Styregruppen",
                                   "overdue to Sekretariatet"}));
}

TEST(Deadline, an_empty_optional_means_never) {
  World world(kSimple);
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.instance.wake_at(), std::nullopt);
  EXPECT_EQ(world.item("work")->due_on, std::nullopt);
}

constexpr const char* kFan = R"(
workflow: fan
version: 1
title: Høring
organisation: small
calendar: denmark
initial: ask
states:
  ask:
    for_each: {in: organisation.parties, as: party, key: party.code}
    initial: open
    states:
      open: {owner: party.council, on: {reply: {to: replied}}}
      replied: {type: final}
    done: {to: after_it}
    empty: {to: after_it}
    deadlines: {replies: {due: 'date("2022-05-31")', warn: [P14D]THEN}}
  after_it: {on: {end: {to: over}}}
  over: {type: final}
)";

std::string fan(const std::string& then) {
  std::string text = kFan;
  text.replace(text.find("THEN"), 4, then);
  return text;
}

TEST(Deadline, of_a_for_each_reminds_every_owner_still_open_and_gives_the_secretariat_one_list) {
  World world(fan(""));
  ASSERT_TRUE(world.open("2022-01-03"));
  EXPECT_EQ(world.item("ask/0851/open")->due_on->iso(), "2022-05-31");
  ASSERT_TRUE(world.send("2022-02-01", "reply", "ask/0860"));
  world.sent();
  world.advance("2022-05-20");
  EXPECT_EQ(world.sent(),
            (Strings{"reminder to Aalborg Byråd", "reminder to Regionsrådet", "reminder to Sekretariatet"}));
  ASSERT_EQ(world.notices.back().items.size(), 2u);
  EXPECT_EQ(world.notices.back().items[0].title.da, "Aalborg Kommune");
  EXPECT_EQ(world.notices.back().items[1].owner.da, "Regionsrådet");
  world.advance("2022-06-01");
  EXPECT_TRUE(world.item("ask/0851/open")->overdue);
  EXPECT_FALSE(world.item("ask/0860/open")->overdue);
  EXPECT_TRUE(world.is_in("ask"));
}

TEST(Deadline, then_leaves_the_state_and_the_mark_stays) {
  World world(fan(", then: {to: after_it}"));
  ASSERT_TRUE(world.open("2022-01-03"));
  world.advance("2022-06-01");
  EXPECT_EQ(world.active(), (Strings{"after_it"}));
  EXPECT_EQ(world.deadline("ask"), DeadlineStatus::missed);
  EXPECT_EQ(world.branch("ask/0851")->status, BranchStatus::cancelled);
  EXPECT_EQ(world.send("2022-06-02", "reply", "ask/0851").code, "no-open-step");
}

TEST(Deadline, of_a_for_each_is_judged_by_the_last_branch_that_ended) {
  World world(fan(""));
  ASSERT_TRUE(world.open("2022-01-03"));
  ASSERT_TRUE(world.send("2022-05-30", "reply", "ask/0860"));
  ASSERT_TRUE(world.send("2022-05-31", "reply", "ask/1081"));
  world.advance("2022-06-02");
  Moment moment;
  moment.now = world.instance.last_at;
  moment.effective = time::CivilDate::from_ymd(2022, 5, 29);
  moment.actor = world.actor;
  Result<Step> done = step(world.definition(), world.instance, Event{{}, "reply", {}}, moment);
  ASSERT_TRUE(done.has_value());
  apply(world.instance, *done);
  EXPECT_EQ(world.deadline("ask"), DeadlineStatus::lifted);
  EXPECT_EQ(world.instance.branches.front()->active.front().entered.iso(), "2022-05-31");
}

}  // namespace
}  // namespace aftale::machine::test
