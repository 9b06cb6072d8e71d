#include "engine/time/meetings.h"

#include <gtest/gtest.h>

#include "tests/unit/time/danish_calendar.h"

namespace aftale::time {
namespace {

std::string listed(const std::vector<CivilDate>& days) {
  std::string out;
  for (const CivilDate one : days) out.append(out.empty() ? "" : " ").append(one.iso());
  return out;
}

TEST(MeetingPlan, rules_as_councils_write_them) {
  struct Case {
    const char *rule, *from, *to, *expected;
  };
  const std::vector<Case> cases{
      {"FREQ=MONTHLY;BYDAY=-1MO", "2022-09-01", "2022-12-31", "2022-09-26 2022-10-31 2022-11-28 2022-12-26"},
      {"FREQ=MONTHLY;BYDAY=2TU,4TU", "2022-11-01", "2022-11-30", "2022-11-08 2022-11-22"},
      {"FREQ=MONTHLY;BYMONTHDAY=15", "2022-10-01", "2022-12-31", "2022-10-15 2022-11-15 2022-12-15"},
      {"FREQ=MONTHLY;BYMONTHDAY=31", "2022-01-01", "2022-06-30", "2022-01-31 2022-03-31 2022-05-31"},
      {"FREQ=MONTHLY;BYDAY=5MO", "2022-01-01", "2022-09-30", "2022-01-31 2022-05-30 2022-08-29"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2022-04-01", "2022-06-30", "2022-04-29 2022-05-31 2022-06-30"},
      {"FREQ=MONTHLY;BYMONTH=8,9,10;BYDAY=1WE", "2022-01-01", "2023-08-31",
       "2022-08-03 2022-09-07 2022-10-05 2023-08-02"},
      {"FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15", "2020-01-01", "2022-12-31", "2020-10-15 2021-10-15 2022-10-15"},
      {"FREQ=YEARLY;BYWEEKNO=42;BYDAY=TU", "2022-01-01", "2023-12-31", "2022-10-18 2023-10-17"},
      {"FREQ=WEEKLY;BYDAY=TU;UNTIL=20221115", "2022-11-01", "2022-12-31", "2022-11-01 2022-11-08 2022-11-15"},
      {"FREQ=WEEKLY", "2022-11-01", "2022-11-20", "2022-11-07 2022-11-14"},
      {"FREQ=MONTHLY", "2022-11-02", "2023-01-01", "2022-12-01 2023-01-01"},
      {"FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE", "2022-12-01", "2023-05-31", "2023-01-04 2023-03-01 2023-05-03"},
      {"FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYMONTHDAY=1", "2021-01-01", "2025-01-01", "2022-10-01 2024-10-01"},
      {"FREQ=DAILY;BYDAY=SA,SU", "2022-10-14", "2022-10-17", "2022-10-15 2022-10-16"}};
  for (const Case& one : cases) {
    EXPECT_TRUE(check_rule(one.rule)) << one.rule;
    const MeetingPlan plan{one.rule, {}, {}};
    EXPECT_EQ(listed(plan.between(day(one.from), day(one.to))), one.expected) << one.rule;
  }
}

TEST(MeetingPlan, the_next_meeting_is_the_same_from_wherever_one_asks) {
  for (const char* rule :
       {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU",
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1MO", "FREQ=DAILY;INTERVAL=10", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYDAY=1TU"}) {
    const MeetingPlan plan{rule, {}, {}};
    const auto all = plan.between(day("2019-01-01"), day("2026-01-01"));
    ASSERT_GT(all.size(), 2u) << rule;
    for (CivilDate from = day("2019-01-01"); from < day("2022-12-01"); from = from.plus_days(1)) {
      const auto expected = std::lower_bound(all.begin(), all.end(), from);
      ASSERT_EQ(plan.next(from), *expected) << rule << " from " << from.iso();
    }
  }
}

TEST(MeetingPlan, months_and_days_fall_out_and_others_come_in) {
  MeetingPlan plan{"FREQ=MONTHLY;BYDAY=-1MO", {"2022-07", "2022-12-26"}, {day("2022-11-21"), day("2022-07-04")}};
  EXPECT_EQ(listed(plan.between(day("2022-06-01"), day("2023-01-31"))),
            "2022-06-27 2022-07-04 2022-08-29 2022-09-26 2022-10-31 2022-11-21 2022-11-28 2023-01-30");
  EXPECT_EQ(plan.next(day("2022-06-28")), day("2022-07-04"));
  EXPECT_EQ(plan.next(day("2022-07-05")), day("2022-08-29"));
  EXPECT_EQ(plan.next(day("2022-11-21")), day("2022-11-21"));
  EXPECT_EQ(plan.next(day("2022-11-22")), day("2022-11-28"));
  EXPECT_EQ(plan.next(day("2022-12-01")), day("2023-01-30"));
}

TEST(MeetingPlan, may_have_no_rule) {
  EXPECT_TRUE(MeetingPlan{}.empty());
  EXPECT_FALSE(MeetingPlan{}.next(day("2022-01-01")));
  const MeetingPlan plan{"", {}, {day("2022-11-21"), day("2022-10-03"), day("2022-10-03")}};
  EXPECT_FALSE(plan.empty());
  EXPECT_EQ(plan.next(day("2022-01-01")), day("2022-10-03"));
  EXPECT_EQ(plan.next(day("2022-10-04")), day("2022-11-21"));
  EXPECT_FALSE(plan.next(day("2022-11-22")));
  EXPECT_EQ(listed(plan.between(day("2022-01-01"), day("2022-12-31"))), "2022-10-03 2022-11-21");
}

TEST(MeetingPlan, looks_three_years_ahead_and_lists_a_thousand) {
  EXPECT_EQ(MeetingPlan({"", {}, {day("2025-01-01")}}).next(day("2022-01-01")), day("2025-01-01"));
  EXPECT_FALSE(MeetingPlan({"", {}, {day("2025-01-02")}}).next(day("2022-01-01")));
  EXPECT_FALSE(MeetingPlan({"FREQ=WEEKLY;UNTIL=20200101", {}, {}}).next(day("2022-01-01")));
  EXPECT_EQ(MeetingPlan({"FREQ=DAILY", {}, {}}).between(day("2000-01-01"), day("2100-01-01")).size(), 1'000u);
  EXPECT_FALSE(MeetingPlan({"FREQ=DAILY", {}, {}}).next(day("9999-01-01")));
  EXPECT_FALSE(MeetingPlan({"FREQ=DAILY", {}, {}}).next(day("0001-01-01")));
}

TEST(MeetingPlan, bad_rules_are_refused) {
  for (const char* rule :
       {"", "MONTHLY", "FREQ=HURTIGT", "FREQ=MONTHLY;BYDAY=XX", "FREQ=MONTHLY;COUNT=3", "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;UNTIL=18991231",
        "FREQ=WEEKLY;UNTIL=i morgen", "FREQ=WEEKLY;X=1"}) {
    const auto checked = check_rule(rule);
    ASSERT_FALSE(checked) << rule;
    EXPECT_STREQ(code_of(checked.error()), "bad-rule") << rule;
    EXPECT_FALSE(checked.error()->findings.front().message.da.empty());
  }
  EXPECT_FALSE(check_rule("FREQ=WEEKLY;BYDAY=" + std::string(10'000, 'M')));
}

}  // namespace
}  // namespace aftale::time
