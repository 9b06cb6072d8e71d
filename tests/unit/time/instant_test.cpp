#include "engine/time/instant.h"

#include <gtest/gtest.h>

#include "engine/time/period.h"

namespace aftale::time {
namespace {

TEST(Instant, is_read_and_written_as_rfc_3339) {
  struct Case {
    const char* text;
    std::int64_t micros;
    const char* utc;
  };
  const std::vector<Case> cases{{"1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"},
                                {"2022-11-24T12:00:00+01:00", 1'669'287'600'000'000, "2022-11-24T11:00:00Z"},
                                {"2022-11-24t11:00:00z", 1'669'287'600'000'000, "2022-11-24T11:00:00Z"},
                                {"2022-11-24T11:00:00.5Z", 1'669'287'600'500'000, "2022-11-24T11:00:00.500000Z"},
                                {"2022-11-24T11:00:00.1234567Z", 1'669'287'600'123'456, "2022-11-24T11:00:00.123456Z"},
                                {"1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"},
                                {"2022-11-24T00:30:00+05:45", 1'669'229'100'000'000, "2022-11-23T18:45:00Z"},
                                {"2022-11-23T23:30:00-03:30", 1'669'258'800'000'000, "2022-11-24T03:00:00Z"},
                                {"9999-12-31T23:59:59Z", 253'402'300'799'000'000, "9999-12-31T23:59:59Z"}};
  for (const Case& one : cases) {
    const auto instant = Instant::parse(one.text);
    ASSERT_TRUE(instant) << one.text;
    EXPECT_EQ(instant->micros, one.micros) << one.text;
    EXPECT_EQ(instant->rfc3339(), one.utc);
    EXPECT_EQ(Instant::parse(one.utc), instant);
  }
}

TEST(Instant, anything_but_a_full_time_with_offset_is_refused) {
  for (const char* text :
       {"", "2022-11-24", "2022-11-24T11:00:00", "2022-11-24T11:00Z", "2022-11-24 11:00:00Z", "2022-11-24T24:00:00Z",
        "2022-11-24T11:60:00Z", "2022-11-24T11:00:60Z", "2022-02-30T11:00:00Z", "2022-11-24T11:00:00.Z",
        "2022-11-24T11:00:00+1:00", "2022-11-24T11:00:00+0100", "2022-11-24T11:00:00+24:00",
        "2022-11-24T11:00:00+01:60", "2022-11-24T11:00:00ZZ", "2022-11-24T11:00:00 Z", "2022-11-24T1a:00:00Z"}) {
    EXPECT_FALSE(Instant::parse(text)) << text;
  }
}

TEST(Instant, is_written_with_an_offset) {
  const Instant noon = *Instant::parse("2022-11-24T11:00:00Z");
  EXPECT_EQ(noon.rfc3339(3'600), "2022-11-24T12:00:00+01:00");
  EXPECT_EQ(noon.rfc3339(-12'600), "2022-11-24T07:30:00-03:30");
  EXPECT_EQ(noon.rfc3339(0), "2022-11-24T11:00:00+00:00");
  // Local mean time of Copenhagen: the offset is rounded, the instant is not.
  EXPECT_EQ(Instant::parse(noon.rfc3339(3'020)), noon);
}

TEST(Instant, seconds_are_rounded_down_before_1970_too) {
  EXPECT_EQ(Instant{-1}.unix_seconds(), -1);
  EXPECT_EQ(Instant{-1'000'000}.unix_seconds(), -1);
  EXPECT_EQ(Instant{-1'000'001}.unix_seconds(), -2);
  EXPECT_EQ(Instant{999'999}.unix_seconds(), 0);
}

TEST(Period, whole_days_and_longer_are_read) {
  struct Case {
    const char* text;
    std::int64_t months, days;
    const char* iso;
  };
  const std::vector<Case> cases{{"P14D", 0, 14, "P14D"}, {"P2W", 0, 14, "P14D"},
                                {"P1M", 1, 0, "P1M"},    {"P1Y6M", 18, 0, "P1Y6M"},
                                {"P12M", 12, 0, "P1Y"},  {"P1Y2M3W4D", 14, 25, "P1Y2M25D"},
                                {"P0D", 0, 0, "P0D"},    {"P999999999D", 0, 999'999'999, "P999999999D"}};
  for (const Case& one : cases) {
    const auto period = Period::parse(one.text);
    ASSERT_TRUE(period) << one.text;
    EXPECT_EQ(*period, (Period{one.months, one.days})) << one.text;
    EXPECT_EQ(period->iso(), one.iso);
    EXPECT_EQ(Period::parse(period->iso()), period);
  }
}

TEST(Period, anything_else_is_refused) {
  for (const char* text : {"", "P", "14D", "-P14D", "P-14D", "P14", "PT24H", "P1DT1H", "P1D1M", "P1M1M", "P1.5D",
                           "p14d", "P14D ", "P1000000000D", "PD"}) {
    EXPECT_FALSE(Period::parse(text)) << text;
  }
}

}  // namespace
}  // namespace aftale::time
