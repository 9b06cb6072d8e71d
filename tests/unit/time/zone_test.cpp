#include "engine/time/zone.h"

#include <gtest/gtest.h>

#include <thread>

#include "engine/time/clock.h"
#include "engine/time/posix_rule.h"
#include "tests/unit/time/danish_calendar.h"

namespace aftale::time {
namespace {

Zone zone(const char* name) {
  return Zone::find(name).value();
}

TEST(Zone, local_times_of_copenhagen) {
  struct Case {
    const char *date, *utc;
    std::int64_t second;
  };
  const std::vector<Case> cases{
      {"2022-11-24", "2022-11-24T11:00:00Z", 12 * 3600},
      {"2022-07-01", "2022-06-30T22:00:00Z", 0},
      {"2022-10-15", "2022-10-15T22:00:00Z", 86'400},
      // 27 March 2022: 02:00 to 03:00 does not exist, so it is read an hour later.
      {"2022-03-27", "2022-03-27T00:59:59Z", 2 * 3600 - 1},
      {"2022-03-27", "2022-03-27T01:00:00Z", 2 * 3600},
      {"2022-03-27", "2022-03-27T01:30:00Z", 2 * 3600 + 1800},
      {"2022-03-27", "2022-03-27T01:00:00Z", 3 * 3600},
      // 30 October 2022: 02:00 to 03:00 comes twice, and the first counts.
      {"2022-10-30", "2022-10-30T00:00:00Z", 2 * 3600},
      {"2022-10-30", "2022-10-30T00:59:59Z", 3 * 3600 - 1},
      {"2022-10-30", "2022-10-30T02:00:00Z", 3 * 3600},
      // Past the tables of tzdata, by the last rule: 28 March 2038, 27 March 2050, and 400 years later.
      {"2038-03-28", "2038-03-28T01:30:00Z", 2 * 3600 + 1800},
      {"2050-03-27", "2050-03-26T23:00:00Z", 0},
      {"2050-03-28", "2050-03-27T22:00:00Z", 0},
      {"2450-03-28", "2450-03-27T22:00:00Z", 0},
      {"2850-03-28", "2850-03-27T22:00:00Z", 0},
      {"9999-07-01", "9999-06-30T22:00:00Z", 0},
      {"9999-12-01", "9999-11-30T23:00:00Z", 0}};
  const Zone copenhagen = zone("Europe/Copenhagen");
  for (const Case& one : cases) {
    EXPECT_EQ(copenhagen.instant_of(day(one.date), one.second).rfc3339(), one.utc) << one.date << " " << one.second;
  }
}

TEST(Zone, a_day_of_the_clock_change_has_23_or_25_hours) {
  const Zone copenhagen = zone("Europe/Copenhagen");
  const auto hours = [&](const char* iso) {
    return (copenhagen.end_of(day(iso)).micros - copenhagen.start_of(day(iso)).micros) / 3'600'000'000;
  };
  EXPECT_EQ(hours("2022-03-27"), 23);
  EXPECT_EQ(hours("2022-10-30"), 25);
  EXPECT_EQ(hours("2022-10-15"), 24);
}

TEST(Zone, where_midnight_is_skipped_the_day_begins_after_the_gap) {
  // Santiago went from 24:00 on 10 September 2022 to 01:00.
  const Zone santiago = zone("America/Santiago");
  const Instant start = santiago.start_of(day("2022-09-11"));
  EXPECT_EQ(start.rfc3339(), "2022-09-11T04:00:00Z");
  EXPECT_EQ(santiago.date_of(start), day("2022-09-11"));
  EXPECT_EQ(santiago.date_of(start.plus_seconds(-1)), day("2022-09-10"));
  EXPECT_EQ(santiago.second_of_day(start), 3600);
}

TEST(Zone, every_instant_has_a_local_time_that_leads_back) {
  for (const char* name : {"Europe/Copenhagen", "America/Nuuk", "Australia/Lord_Howe", "Atlantic/Faroe", "UTC"}) {
    const Zone one = zone(name);
    for (Instant at = *Instant::parse("1890-01-01T00:00:00Z"); at.micros < 33'000'000'000'000'000;
         at = at.plus_seconds(7'777'777)) {
      const Instant back = one.instant_of(one.date_of(at), one.second_of_day(at));
      // In an overlap the first of the two moments is given.
      ASSERT_LE(back.unix_seconds(), at.unix_seconds()) << name;
      ASSERT_LE(at.unix_seconds() - back.unix_seconds(), 7'200) << name << " " << at.rfc3339();
      if (back != at) {
        ASSERT_NE(one.offset_seconds(back), one.offset_seconds(at)) << name << " " << at.rfc3339();
      }
    }
  }
}

TEST(Zone, far_dates_stay_in_range) {
  const Zone copenhagen = zone("Europe/Copenhagen");
  for (const char* iso : {"999999999-12-31", "-999999999-01-01"}) {
    const Instant instant = copenhagen.start_of(day(iso));
    EXPECT_EQ(instant.micros > 0, iso[0] != '-');
    EXPECT_EQ(copenhagen.date_of(instant).days() > 0, iso[0] != '-');
  }
}

TEST(Zone, the_default_is_utc) {
  const Zone utc;
  EXPECT_EQ(utc.name(), "UTC");
  EXPECT_EQ(utc.start_of(day("2022-07-01")).rfc3339(), "2022-07-01T00:00:00Z");
  EXPECT_EQ(utc.date_of(Instant{-1}), day("1969-12-31"));
  EXPECT_EQ(utc.second_of_day(Instant{-1}), 86'399);
}

TEST(Zone, a_name_that_does_not_exist_is_refused_with_the_nearest) {
  const auto unknown = Zone::find("Europe/Kopenhagen");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error()->kind, Error::Kind::not_found);
  EXPECT_STREQ(code_of(unknown.error()), "unknown-zone");
  EXPECT_EQ(unknown.error()->findings.front().possible, std::vector<std::string>{"Europe/Copenhagen"});
  for (const char* name : {"", "../../../etc/passwd", "Europe/", "europe/copenhagen", "Mars/Base"}) {
    EXPECT_FALSE(Zone::find(name)) << name;
  }
}

TEST(Zone, may_be_found_and_read_from_many_threads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (const char* name : {"Europe/Oslo", "Europe/Stockholm", "Europe/Helsinki"}) {
        const Zone one = zone(name);
        EXPECT_EQ(one.name(), name);
        EXPECT_GE(one.offset_seconds(*Instant::parse("2022-11-24T11:00:00Z")), 3600);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(PosixRule, reads_the_footers_of_tzdata) {
  struct Case {
    const char* text;
    const char *first, *second;
    std::int64_t first_offset, second_offset;
  };
  const std::vector<Case> cases{
      {"CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25T01:00:00Z", "2040-10-28T01:00:00Z", 7'200, 3'600},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2040-03-25T01:00:00Z", "2040-10-28T01:00:00Z", -3'600, -7'200},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", "2040-03-25T01:00:00Z", "2040-10-28T01:00:00Z", 3'600, 0},
      {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2040-03-31T15:00:00Z", "2040-10-06T15:30:00Z", 37'800, 39'600}};
  for (const Case& one : cases) {
    const auto rule = PosixRule::parse(one.text);
    ASSERT_TRUE(rule) << one.text;
    const auto [first, second] = rule->changes(2040);
    EXPECT_EQ(Instant{first.at * 1'000'000}.rfc3339(), one.first) << one.text;
    EXPECT_EQ(Instant{second.at * 1'000'000}.rfc3339(), one.second) << one.text;
    EXPECT_EQ(first.offset, one.first_offset) << one.text;
    EXPECT_EQ(second.offset, one.second_offset) << one.text;
  }
  for (const char* text :
       {"", "CET", "CET-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J60,J300", "<-02", "CET-1CEST,M3.5.0,M10.5.0/3x"}) {
    EXPECT_FALSE(PosixRule::parse(text)) << text;
  }
}

TEST(SystemClock, tells_the_time_of_this_century) {
  const Instant now = SystemClock().now();
  EXPECT_GT(now, *Instant::parse("2024-01-01T00:00:00Z"));
  EXPECT_GE(SystemClock().now(), now);
}

}  // namespace
}  // namespace aftale::time
