#include "engine/time/format.h"

#include <gtest/gtest.h>

#include "tests/unit/time/danish_calendar.h"

namespace aftale::time {
namespace {

TEST(Format, months_are_written_as_an_office_does) {
  const std::vector<std::pair<const char*, const char*>> months{
      {"1. jan. 2022", "1 Jan 2022"},  {"1. feb. 2022", "1 Feb 2022"}, {"1. marts 2022", "1 Mar 2022"},
      {"1. april 2022", "1 Apr 2022"}, {"1. maj 2022", "1 May 2022"},  {"1. juni 2022", "1 Jun 2022"},
      {"1. juli 2022", "1 Jul 2022"},  {"1. aug. 2022", "1 Aug 2022"}, {"1. sep. 2022", "1 Sep 2022"},
      {"1. okt. 2022", "1 Oct 2022"},  {"1. nov. 2022", "1 Nov 2022"}, {"1. dec. 2022", "1 Dec 2022"}};
  for (std::size_t i = 0; i < months.size(); ++i) {
    const CivilDate date = *CivilDate::from_ymd(2022, static_cast<int>(i) + 1, 1);
    EXPECT_EQ(short_date(date, Language::da), months[i].first);
    EXPECT_EQ(short_date(date, Language::en), months[i].second);
  }
}

TEST(Format, long_dates_name_the_weekday) {
  EXPECT_EQ(long_date(day("2022-11-24"), Language::da), "torsdag den 24. november 2022");
  EXPECT_EQ(long_date(day("2022-11-24"), Language::en), "Thursday 24 November 2022");
  EXPECT_EQ(long_date(day("2022-10-15"), Language::da), "lørdag den 15. oktober 2022");
  EXPECT_EQ(long_date(day("2022-10-16"), Language::da), "søndag den 16. oktober 2022");
}

TEST(Format, times_are_local) {
  const Zone copenhagen = Zone::find("Europe/Copenhagen").value();
  const Instant noon = *Instant::parse("2022-11-24T11:00:59Z"), night = *Instant::parse("2022-06-30T22:05:00Z");
  EXPECT_EQ(date_and_time(noon, copenhagen, Language::da), "24. nov. 2022 kl. 12.00");
  EXPECT_EQ(date_and_time(noon, copenhagen, Language::en), "24 Nov 2022 12:00");
  EXPECT_EQ(date_and_time(night, copenhagen, Language::da), "1. juli 2022 kl. 00.05");
  EXPECT_EQ(day_and_month(day("2022-11-24"), Language::da), "24. nov.");
  EXPECT_EQ(day_and_month(day("2022-03-04"), Language::en), "4 Mar");
}

}  // namespace
}  // namespace aftale::time
