#include "engine/time/meetings.h"

#include <gtest/gtest.h>

#include "tests/unit/time/danish_calendar.h"

namespace aftale::time {
namespace {

/// Every day is a working day.
const Calendar& every_day() {
  static const Calendar calendar = [] {
    Calendar made = danish_calendar();
    made.holidays.clear();
    made.weekend.clear();
    return made;
  }();
  return calendar;
}

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
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "2026-11-01", "2026-11-30", "2026-11-01 2026-11-15 2026-11-29"},
      {"FREQ=YEARLY;BYWEEKNO=20", "2023-01-01", "2025-12-31", "2023-05-15 2024-05-13 2025-05-12"},
      {"FREQ=YEARLY;BYMONTHDAY=15", "2022-01-01", "2022-04-01", "2022-01-15 2022-02-15 2022-03-15"},
      {"FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,FR", "2020-01-01", "2026-12-31", "2020-12-28 2021-01-01 2026-12-28"},
      {"FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2021-01-01", "2023-01-31", "2021-01-03 2022-01-02 2023-01-01"},
      {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=TU", "2024-01-01", "2026-12-31", "2024-01-02 2024-12-31 2025-12-30"},
      {"FREQ=MONTHLY;BYDAY=MO,1TU", "2022-11-01", "2022-11-14", "2022-11-01 2022-11-07 2022-11-14"},
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
    EXPECT_EQ(listed(plan.between(day(one.from), day(one.to), every_day())), one.expected) << one.rule;
  }
}

TEST(MeetingPlan, the_next_meeting_is_the_same_from_wherever_one_asks) {
  for (const char* rule :
       {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU;WKST=SU",
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1MO", "FREQ=DAILY;INTERVAL=10", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYDAY=1TU"}) {
    const MeetingPlan plan{rule, {}, {}};
    const auto all = plan.between(day("2019-01-01"), day("2026-01-01"), every_day());
    ASSERT_GT(all.size(), 2u) << rule;
    for (CivilDate from = day("2019-01-01"); from < day("2022-12-01"); from = from.plus_days(1)) {
      const auto expected = std::lower_bound(all.begin(), all.end(), from);
      ASSERT_EQ(plan.next(from, every_day()), *expected) << rule << " from " << from.iso();
    }
  }
}

TEST(MeetingPlan, months_and_days_fall_out_and_others_come_in) {
  MeetingPlan plan{"FREQ=MONTHLY;BYDAY=-1MO", {"2022-07", "2022-12-26"}, {day("2022-11-21"), day("2022-07-04")}};
  EXPECT_EQ(listed(plan.between(day("2022-06-01"), day("2023-01-31"), every_day())),
            "2022-06-27 2022-07-04 2022-08-29 2022-09-26 2022-10-31 2022-11-21 2022-11-28 2023-01-30");
  EXPECT_EQ(plan.next(day("2022-06-28"), every_day()), day("2022-07-04"));
  EXPECT_EQ(plan.next(day("2022-07-05"), every_day()), day("2022-08-29"));
  EXPECT_EQ(plan.next(day("2022-11-21"), every_day()), day("2022-11-21"));
  EXPECT_EQ(plan.next(day("2022-11-22"), every_day()), day("2022-11-28"));
  EXPECT_EQ(plan.next(day("2022-12-01"), every_day()), day("2023-01-30"));
}

TEST(MeetingPlan, may_have_no_rule) {
  EXPECT_TRUE(MeetingPlan{}.empty());
  EXPECT_FALSE(MeetingPlan{}.next(day("2022-01-01"), every_day()));
  const MeetingPlan plan{"", {}, {day("2022-11-21"), day("2022-10-03"), day("2022-10-03")}};
  EXPECT_FALSE(plan.empty());
  EXPECT_EQ(plan.next(day("2022-01-01"), every_day()), day("2022-10-03"));
  EXPECT_EQ(plan.next(day("2022-10-04"), every_day()), day("2022-11-21"));
  EXPECT_FALSE(plan.next(day("2022-11-22"), every_day()));
  EXPECT_EQ(listed(plan.between(day("2022-01-01"), day("2022-12-31"), every_day())), "2022-10-03 2022-11-21");
}

TEST(MeetingPlan, looks_three_years_ahead_and_lists_a_thousand) {
  EXPECT_EQ(MeetingPlan({"", {}, {day("2025-01-01")}}).next(day("2022-01-01"), every_day()), day("2025-01-01"));
  EXPECT_FALSE(MeetingPlan({"", {}, {day("2025-01-02")}}).next(day("2022-01-01"), every_day()));
  EXPECT_FALSE(MeetingPlan({"FREQ=WEEKLY;UNTIL=20200101", {}, {}}).next(day("2022-01-01"), every_day()));
  const MeetingPlan daily{"FREQ=DAILY", {}, {}};
  EXPECT_EQ(daily.between(day("2000-01-01"), day("2100-01-01"), every_day()).size(), 1'000u);
  EXPECT_FALSE(MeetingPlan({"FREQ=DAILY", {}, {}}).next(day("9999-01-01"), every_day()));
  EXPECT_FALSE(MeetingPlan({"FREQ=DAILY", {}, {}}).next(day("0001-01-01"), every_day()));
}

TEST(MeetingPlan, a_day_off_is_no_meeting_unless_it_is_named) {
  const Calendar danish = danish_calendar();
  MeetingPlan plan{"FREQ=MONTHLY;BYDAY=-1MO", {}, {}};
  EXPECT_EQ(plan.next(day("2022-11-29"), danish), day("2023-01-30"));
  EXPECT_EQ(listed(plan.between(day("2022-11-01"), day("2023-06-01"), danish)),
            "2022-11-28 2023-01-30 2023-02-27 2023-03-27 2023-04-24");
  EXPECT_EQ(listed(plan.days_off(day("2022-11-01"), day("2023-06-01"), danish)), "2022-12-26 2023-05-29");
  EXPECT_EQ(plan.next_by_libical(day("2022-11-29")), day("2022-12-26"));
  plan.also = {day("2022-12-26")};
  EXPECT_EQ(plan.next(day("2022-11-29"), danish), day("2022-12-26"));
  EXPECT_EQ(listed(plan.days_off(day("2022-11-01"), day("2023-01-01"), danish)), "");
}

TEST(NextOfRule, is_counted_from_the_day_on_which_the_rule_begins) {
  struct Case {
    const char *rule, *start, *after, *expected;
  };
  const std::vector<Case> cases{{"FREQ=YEARLY;BYWEEKNO=20", "2024-02-29", "2024-02-29", "2024-05-16"},
                                {"FREQ=YEARLY;BYWEEKNO=20", "2024-02-29", "2024-05-16", "2025-05-15"},
                                {"FREQ=YEARLY", "2024-02-29", "2024-02-29", "2028-02-29"},
                                {"FREQ=MONTHLY", "2026-01-31", "2026-01-31", "2026-03-31"},
                                {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2026-11-02", "2026-11-02", "2026-11-08"},
                                {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2026-11-02", "2026-11-08", "2026-11-22"},
                                {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "2026-11-02", "2026-11-02", "2026-11-15"},
                                {"FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", "2026-02-10", "2026-02-10", "2027-02-10"},
                                {"FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", "2026-03-10", "2026-03-10", ""},
                                {"FREQ=DAILY;UNTIL=20260101", "2026-03-10", "2026-03-10", ""}};
  for (const Case& one : cases) {
    EXPECT_TRUE(check_rule(one.rule, RuleBegins::on_entry)) << one.rule;
    const auto found = next_of_rule(one.rule, day(one.start), day(one.after));
    EXPECT_EQ(found ? found->iso() : "", one.expected) << one.rule << " from " << one.start;
  }
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
