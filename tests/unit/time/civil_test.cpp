#include "engine/time/civil.h"

#include <gtest/gtest.h>

namespace aftale::time {
namespace {

TEST(CivilDate, agrees_with_known_days) {
  struct Case {
    std::int64_t year;
    int month, date;
    std::int64_t days;
    Weekday weekday;
    int day_of_year, week;
    const char* iso;
  };
  const std::vector<Case> cases{{1970, 1, 1, 0, Weekday::thursday, 1, 1, "1970-01-01"},
                                {1969, 12, 31, -1, Weekday::wednesday, 365, 1, "1969-12-31"},
                                {2000, 2, 29, 11'016, Weekday::tuesday, 60, 9, "2000-02-29"},
                                {2020, 12, 31, 18'627, Weekday::thursday, 366, 53, "2020-12-31"},
                                {2022, 10, 15, 19'280, Weekday::saturday, 288, 41, "2022-10-15"},
                                {2027, 1, 1, 20'819, Weekday::friday, 1, 53, "2027-01-01"},
                                {1, 1, 1, -719'162, Weekday::monday, 1, 1, "0001-01-01"},
                                {0, 3, 1, -719'468, Weekday::wednesday, 61, 9, "0000-03-01"},
                                {999'999'999, 12, 31, 365'241'780'471, Weekday::friday, 365, 52, "999999999-12-31"},
                                {-999'999'999, 1, 1, -365'243'219'162, Weekday::monday, 1, 1, "-999999999-01-01"}};
  for (const Case& one : cases) {
    const auto made = CivilDate::from_ymd(one.year, one.month, one.date);
    ASSERT_TRUE(made) << one.iso;
    EXPECT_EQ(made->days(), one.days) << one.iso;
    EXPECT_EQ(made->weekday(), one.weekday) << one.iso;
    EXPECT_EQ(made->day_of_year(), one.day_of_year) << one.iso;
    EXPECT_EQ(made->iso_week(), one.week) << one.iso;
    EXPECT_EQ(made->iso(), one.iso);
    EXPECT_EQ(CivilDate::parse_iso(one.iso), made);
  }
}

TEST(CivilDate, every_day_of_eight_centuries_comes_back) {
  Weekday weekday = CivilDate::from_ymd(1600, 1, 1)->weekday();
  for (auto date = *CivilDate::from_ymd(1600, 1, 1); date.year() < 2400; date = date.plus_days(1)) {
    const auto [year, month, day] = ymd_of(date);
    ASSERT_EQ(CivilDate::from_ymd(year, month, day), date);
    ASSERT_EQ(date.weekday(), weekday);
    weekday = weekday == Weekday::sunday ? Weekday::monday : static_cast<Weekday>(static_cast<int>(weekday) + 1);
  }
}

TEST(CivilDate, days_that_do_not_exist_are_refused) {
  for (const char* text : {"2022-02-29",  "1900-02-29",  "2022-13-01",       "2022-00-01",
                           "2022-04-31",  "2022-01-00",  "2022-1-1",         "22-01-01",
                           "02022-01-01", "2022-01-01 ", " 2022-01-01",      "2022/01/01",
                           "2022-01-01Z", "+2022-01-01", "1000000000-01-01", "",
                           "-",           "2022-01",     "20220101",         "2022-0a-01"}) {
    EXPECT_FALSE(CivilDate::parse_iso(text)) << text;
  }
  EXPECT_FALSE(CivilDate::from_ymd(1'000'000'000, 1, 1));
  EXPECT_FALSE(CivilDate::from_ymd(-1'000'000'000, 12, 31));
  EXPECT_TRUE(CivilDate::from_ymd(2000, 2, 29));
}

TEST(CivilDate, months_end_on_their_last_day) {
  const std::vector<std::tuple<const char*, std::int64_t, const char*>> cases{
      {"2022-01-31", 1, "2022-02-28"},  {"2024-01-31", 1, "2024-02-29"},  {"2022-03-31", -1, "2022-02-28"},
      {"2022-10-15", 12, "2023-10-15"}, {"2024-02-29", 12, "2025-02-28"}, {"2022-01-15", -1, "2021-12-15"},
      {"2022-12-31", 2, "2023-02-28"},  {"2022-05-31", 0, "2022-05-31"},  {"0001-01-01", -13, "-0001-12-01"}};
  for (const auto& [from, months, expected] : cases) {
    EXPECT_EQ(CivilDate::parse_iso(from)->plus_months(months).iso(), expected) << from;
  }
}

TEST(CivilDate, easter_falls_as_the_tables_say) {
  const std::vector<const char*> table{"2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
                                       "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
                                       "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09",
                                       "2035-03-25", "1818-03-22", "1943-04-25", "2285-03-22", "2038-04-25"};
  for (const char* iso : table) {
    const auto date = *CivilDate::parse_iso(iso);
    EXPECT_EQ(easter_sunday(date.year()), date) << iso;
    EXPECT_EQ(date.weekday(), Weekday::sunday) << iso;
  }
}

TEST(CivilDate, years_with_a_week_53) {
  for (int year = 2015; year <= 2035; ++year) {
    const bool expected = year == 2015 || year == 2020 || year == 2026 || year == 2032;
    EXPECT_EQ(CivilDate::from_ymd(year, 12, 31)->iso_week() == 53, expected) << year;
  }
}

}  // namespace
}  // namespace aftale::time
