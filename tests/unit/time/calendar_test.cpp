#include "engine/time/calendar.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/unit/time/danish_calendar.h"

namespace aftale::time {
namespace {

TEST(Calendar, danish_holidays_from_2020_to_2035) {
  const Calendar calendar = danish_calendar();
  for (int year = 2020; year <= 2035; ++year) {
    std::map<std::string, std::string> expected;
    const CivilDate easter = easter_sunday(year);
    const std::vector<std::pair<int, const char*>> movable{
        {-3, "Skærtorsdag"},           {-2, "Langfredag"}, {0, "Påskedag"},    {1, "2. påskedag"},
        {39, "Kristi himmelfartsdag"}, {49, "Pinsedag"},   {50, "2. pinsedag"}};
    for (const auto& [offset, name] : movable) expected[easter.plus_days(offset).iso()] = name;
    if (year <= 2023) expected[easter.plus_days(26).iso()] = "Store bededag";
    expected[std::to_string(year) + "-01-01"] = "Nytårsdag";
    expected[std::to_string(year) + "-12-25"] = "Juledag";
    expected[std::to_string(year) + "-12-26"] = "2. juledag";
    std::map<std::string, std::string> found;
    for (auto date = *CivilDate::from_ymd(year, 1, 1); date.year() == year; date = date.plus_days(1)) {
      if (const DayRule* rule = calendar.day_off(date)) found[date.iso()] = rule->title.da;
    }
    EXPECT_EQ(found, expected) << year;
  }
}

TEST(Calendar, single_days) {
  struct Case {
    const char* date;
    const char* holiday;  ///< in Danish; empty for none
    bool working;
  };
  const Calendar calendar = danish_calendar();
  for (const Case& one : std::vector<Case>{{"2022-05-13", "Store bededag", false},
                                           {"2023-05-05", "Store bededag", false},
                                           {"2024-04-26", "", true},
                                           {"2022-06-05", "Pinsedag", false},
                                           {"2028-06-05", "2. pinsedag", false},
                                           {"2023-06-05", "", true},
                                           {"2022-12-24", "", false},
                                           {"2024-12-24", "", true},
                                           {"2022-10-15", "", false},
                                           {"2024-10-15", "", true},
                                           {"2028-10-15", "", false}}) {
    const DayRule* rule = calendar.day_off(day(one.date));
    EXPECT_EQ(rule ? rule->title.da : "", one.holiday) << one.date;
    EXPECT_EQ(calendar.is_working_day(day(one.date)), one.working) << one.date;
  }
}

TEST(Calendar, closing_days_are_off_and_holidays_name_the_day_first) {
  Calendar calendar = danish_calendar();
  calendar.closing_days = {DayRule{{"Grundlovsdag", "Constitution Day"}, {}, std::pair(6, 5), {}, {}},
                           DayRule{{"Lukket mellem jul og nytår", ""}, {}, std::pair(12, 27), day("2022-01-01"), {}}};
  EXPECT_EQ(calendar.day_off(day("2023-06-05"))->title.da, "Grundlovsdag");
  EXPECT_EQ(calendar.day_off(day("2028-06-05"))->title.da, "2. pinsedag");
  EXPECT_TRUE(calendar.is_working_day(day("2021-12-27")));
  EXPECT_FALSE(calendar.is_working_day(day("2022-12-27")));
}

TEST(Calendar, four_working_days_before_a_meeting_leave_out_both_ends) {
  // The meeting day and the day of sending do not count, so the material goes out on the fourth day before.
  const Calendar calendar = danish_calendar();
  const std::vector<std::pair<const char*, const char*>> cases{{"2020-11-24", "2020-11-18"},
                                                               {"2026-04-08", "2026-03-30"},
                                                               {"2026-05-27", "2026-05-20"},
                                                               {"2027-01-05", "2026-12-29"}};
  for (const auto& [meeting, latest] : cases) {
    EXPECT_EQ(calendar.add_working_days(day(meeting), -4).iso(), latest) << meeting;
    EXPECT_EQ(calendar.add_working_days(day(latest), 4).iso(), meeting) << meeting;
    EXPECT_EQ(calendar.working_days(day(latest), day(meeting)), 4) << meeting;
    EXPECT_EQ(calendar.working_days(day(meeting), day(latest)), -4) << meeting;
  }
}

TEST(Calendar, working_days_are_counted_after_the_first_up_to_the_last) {
  const Calendar calendar = danish_calendar();
  EXPECT_EQ(calendar.working_days(day("2022-10-14"), day("2022-10-14")), 0);
  EXPECT_EQ(calendar.working_days(day("2022-10-14"), day("2022-10-16")), 0);
  EXPECT_EQ(calendar.working_days(day("2022-10-14"), day("2022-10-17")), 1);
  EXPECT_EQ(calendar.working_days(day("2022-12-31"), day("2023-12-31")), 252);
  EXPECT_EQ(calendar.working_days(day("2023-12-31"), day("2024-12-31")), 254);
  EXPECT_EQ(calendar.add_working_days(day("2022-10-15"), 0).iso(), "2022-10-15");
  EXPECT_EQ(calendar.add_working_days(day("2022-10-15"), 1).iso(), "2022-10-17");
  EXPECT_EQ(calendar.add_working_days(day("2022-10-15"), -1).iso(), "2022-10-14");
}

TEST(Calendar, a_due_date_rolls_off_days_that_are_no_working_days) {
  const Calendar calendar = danish_calendar();
  const auto rolled = [&](const char* date, Roll roll) { return calendar.roll(day(date), roll).iso(); };
  EXPECT_EQ(rolled("2022-10-15", Roll::none), "2022-10-15");
  EXPECT_EQ(rolled("2022-10-15", Roll::forward), "2022-10-17");
  EXPECT_EQ(rolled("2022-10-15", Roll::back), "2022-10-14");
  EXPECT_EQ(rolled("2024-10-15", Roll::forward), "2024-10-15");
  EXPECT_EQ(rolled("2022-04-14", Roll::forward), "2022-04-19");
  EXPECT_EQ(rolled("2022-04-18", Roll::back), "2022-04-13");
}

TEST(Calendar, periods_count_months_first) {
  const Calendar calendar;
  EXPECT_EQ(calendar.add(day("2022-01-31"), Period{1, 1}).iso(), "2022-03-01");
  EXPECT_EQ(calendar.subtract(day("2022-03-31"), Period{1, 1}).iso(), "2022-02-27");
  EXPECT_EQ(calendar.add(day("2022-10-15"), Period{0, 14}).iso(), "2022-10-29");
}

TEST(Calendar, no_number_can_hang_it) {
  Calendar never;
  never.weekend = {Weekday::monday, Weekday::tuesday,  Weekday::wednesday, Weekday::thursday,
                   Weekday::friday, Weekday::saturday, Weekday::sunday};
  const CivilDate date = day("2022-10-15");
  EXPECT_EQ(never.add_working_days(date, 5), date);
  EXPECT_EQ(never.roll(date, Roll::forward), date);
  EXPECT_EQ(never.working_days(date, day("999999999-01-01")), 0);
  const Calendar plain;
  EXPECT_EQ(plain.working_days(date, day("999999999-01-01")), kWorkingDaysMax);
  EXPECT_EQ(plain.add_working_days(date, INT64_MAX), plain.add_working_days(date, kWorkingDaysMax));
  EXPECT_EQ(plain.add_working_days(date, INT64_MIN), plain.add_working_days(date, -kWorkingDaysMax));
  EXPECT_EQ(plain.working_days(plain.add_working_days(date, -kWorkingDaysMax + 1), date), kWorkingDaysMax - 2);
}

}  // namespace
}  // namespace aftale::time
