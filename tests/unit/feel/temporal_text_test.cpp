#include "engine/feel/temporal_text.h"
#include "engine/feel/value/temporal_instant.h"

#include <gtest/gtest.h>

namespace aftale::feel {
namespace {

struct Row {
  const char* text;
  Kind kind;              ///< null: refused
  const char* canonical;  ///< null: as written
};

std::string written(const Row& row) {
  return row.canonical == nullptr ? row.text : row.canonical;
}

TEST(TemporalText, content_decides_the_kind_and_writing_gives_the_canonical_text) {
  const Row rows[] = {
      {"2022-11-24", Kind::date, nullptr},
      {"-0044-03-15", Kind::date, nullptr},
      {"999999999-12-31", Kind::date, nullptr},
      {"-999999999-01-01", Kind::date, nullptr},
      {"2020-02-29", Kind::date, nullptr},
      {"12:00:00", Kind::time, nullptr},
      {"12:00:00.5", Kind::time, nullptr},
      {"12:00:00.123456789", Kind::time, nullptr},
      {"12:00:00.1234567899", Kind::time, "12:00:00.123456789"},
      {"12:00:00Z", Kind::time, nullptr},
      {"12:00:00-00:00", Kind::time, "12:00:00Z"},
      {"12:00:00+01:00", Kind::time, nullptr},
      {"12:00:00-02:45:55", Kind::time, nullptr},
      {"12:00:00+18:00", Kind::time, nullptr},
      {"12:00:00@Europe/Copenhagen", Kind::time, nullptr},
      {"24:00:00", Kind::time, "00:00:00"},
      {"2022-11-24T12:00:00", Kind::date_time, nullptr},
      {"2022-11-24T12:00:00.001+01:00", Kind::date_time, nullptr},
      {"2022-11-24T12:00:00@Europe/Copenhagen", Kind::date_time, nullptr},
      {"2022-12-31T24:00:00", Kind::date_time, "2023-01-01T00:00:00"},
      {"P14D", Kind::days, nullptr},
      {"-P14D", Kind::days, nullptr},
      {"PT36H", Kind::days, "P1DT12H"},
      {"P1DT2H3M4.5S", Kind::days, nullptr},
      {"-PT0.5S", Kind::days, nullptr},
      {"PT0S", Kind::days, nullptr},
      {"P0D", Kind::days, "PT0S"},
      {"P18M", Kind::months, "P1Y6M"},
      {"P1Y0M", Kind::months, "P1Y"},
      {"-P1M", Kind::months, nullptr},
      {"P0Y", Kind::months, "P0M"},
  };
  for (const Row& row : rows) {
    const std::optional<Value> value = parse_temporal(row.text);
    ASSERT_TRUE(value.has_value()) << row.text;
    EXPECT_EQ(value->kind(), row.kind) << row.text;
    EXPECT_EQ(text_of(*value), written(row)) << row.text;
  }
}

TEST(TemporalText, what_is_no_date_time_or_duration_is_refused) {
  const char* rows[] = {"",
                        "foo",
                        "2022-2-1",
                        "2022-02-30",
                        "22-02-01",
                        "02022-02-01",
                        "1000000000-01-01",
                        "+2022-01-01",
                        "2022-01-01T",
                        "2022-01-01 ",
                        "7:00:00",
                        "07:00",
                        "12:60:00",
                        "12:00:60",
                        "24:00:01",
                        "25:00:00",
                        "12:00:00+19:00",
                        "12:00:00+5:00",
                        "12:00:00.",
                        "12:00:00+18:00:01",
                        "12:00:00@Mars/Base",
                        "12:00:00+02:00@Europe/Paris",
                        "12:00:00z",
                        "P",
                        "PT",
                        "P1DT",
                        "P1Y1D",
                        "P1M2Y",
                        "1D",
                        "P1S",
                        "PT1D",
                        "P-1D",
                        "P1.5D",
                        "PT1.5H",
                        "P99999999999999999999D",
                        "PT.5S",
                        "--P1D"};
  for (const char* row : rows) EXPECT_FALSE(parse_temporal(row).has_value()) << row;
}

TEST(TemporalText, a_zone_gives_the_offset_of_its_day) {
  const struct {
    const char* text;
    std::int32_t offset;
  } rows[] = {{"2022-01-15T12:00:00@Europe/Copenhagen", 3600},
              {"2022-07-15T12:00:00@Europe/Copenhagen", 7200},
              {"2022-07-15T12:00:00-05:00", -18000},
              {"2022-07-15T12:00:00Z", 0}};
  for (const auto& row : rows) EXPECT_EQ(offset_of(parse_date_time(row.text)->moment()), row.offset) << row.text;
  EXPECT_EQ(offset_of(parse_date_time("2022-07-15T12:00:00")->moment()), std::nullopt);
}

TEST(TemporalText, nanoseconds_go_there_and_back_over_the_whole_range) {
  for (const char* text : {"1970-01-01T00:00:00", "1969-12-31T23:59:59.999999999", "-999999999-01-01T00:00:00",
                           "999999999-12-31T23:59:59.999999999", "2022-11-24T12:00:00.000000001"}) {
    const std::optional<DateTime> back = local_from_nanos(nanos_since_epoch(parse_date_time(text)->moment()));
    ASSERT_TRUE(back.has_value()) << text;
    EXPECT_EQ(text_of(*back), text);
  }
  const DateTime last = parse_date_time("999999999-12-31T23:59:59.999999999")->moment();
  EXPECT_FALSE(local_from_nanos(nanos_since_epoch(last) + 1).has_value());
  const WideNanos half_before = nanos_of(parse_duration("-PT0.5S")->days());
  EXPECT_EQ(static_cast<std::int64_t>(half_before), -500'000'000);
  EXPECT_EQ(text_of(*duration_of_nanos(half_before)), "-PT0.5S");
}

}  // namespace
}  // namespace aftale::feel
