#include <gtest/gtest.h>

#include "engine/time/zone.h"
#include "tests/unit/time/copenhagen_days.h"
#include "tests/unit/time/danish_calendar.h"

/// Every clock change of Europe/Copenhagen from 2020 to 2040: the rule, our reading of tzdata and another program's.
namespace aftale::time {
namespace {

constexpr std::int64_t kHour = 3600;

// Directive 2000/84/EC: the last Sunday of March and of October, at 01:00 UTC.
CivilDate last_sunday(std::int64_t year, int month) {
  CivilDate day = CivilDate::from_ymd(year, month, 31).value();
  while (day.weekday() != Weekday::sunday) day = day.plus_days(-1);
  return day;
}

TEST(ClockChange, comes_on_the_last_sundays_of_march_and_october_at_one_utc) {
  const Zone copenhagen = Zone::find("Europe/Copenhagen").value();
  std::vector<CivilDate> told;
  for (const CopenhagenDay& row : copenhagen_days()) {
    if (row.from_change == 0) told.push_back(row.change);
  }
  std::vector<CivilDate> expected;
  for (std::int64_t year = 2020; year <= 2040; ++year) {
    for (const int month : {3, 10}) {
      const CivilDate day = last_sunday(year, month);
      expected.push_back(day);
      const Instant change = Zone().start_of(day).plus_seconds(kHour);
      const std::int64_t before = month == 3 ? kHour : 2 * kHour, after = 3 * kHour - before;
      EXPECT_EQ(copenhagen.offset_seconds(Instant{change.micros - 1}), before) << day.iso();
      EXPECT_EQ(copenhagen.offset_seconds(change), after) << day.iso();
    }
  }
  EXPECT_EQ(told, expected);
}

TEST(ClockChange, leaves_every_local_time_around_it_where_another_program_has_it) {
  const Calendar calendar = danish_calendar();
  const std::vector<CopenhagenDay> days = copenhagen_days();
  ASSERT_EQ(days.size(), 42U * 10U);
  for (const CopenhagenDay& row : days) {
    SCOPED_TRACE(row.day.iso());
    EXPECT_EQ(row.day, row.change.plus_days(row.from_change));
    EXPECT_EQ(calendar.zone.start_of(row.day), row.midnight);
    EXPECT_EQ(calendar.zone.end_of(row.day.plus_days(-1)), row.midnight);
    EXPECT_EQ(calendar.zone.instant_of(row.day, 2 * kHour + 1800), row.half_past_two);
    EXPECT_EQ(calendar.zone.instant_of(row.day, 8 * kHour), row.eight);
    EXPECT_EQ(calendar.is_working_day(row.day), row.is_working_day);
    EXPECT_EQ(calendar.zone.date_of(row.midnight), row.day);
    EXPECT_EQ(calendar.zone.date_of(Instant{row.midnight.micros - 1}), row.day.plus_days(-1));
  }
}

TEST(ClockChange, half_past_two_is_an_hour_later_in_the_gap_and_the_first_of_two_in_the_overlap) {
  const Zone copenhagen = Zone::find("Europe/Copenhagen").value();
  for (const CopenhagenDay& row : copenhagen_days()) {
    if (row.from_change != 0) continue;
    const bool gap = row.day.month() == 3;
    EXPECT_EQ(copenhagen.second_of_day(row.half_past_two), (gap ? 3 : 2) * kHour + 1800) << row.day.iso();
    const std::int64_t again = copenhagen.second_of_day(row.half_past_two.plus_seconds(kHour));
    EXPECT_EQ(again, gap ? 4 * kHour + 1800 : 2 * kHour + 1800) << row.day.iso();
  }
}

}  // namespace
}  // namespace aftale::time
