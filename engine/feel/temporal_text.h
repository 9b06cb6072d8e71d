#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/feel/value.h"

/// Dates, times and durations as text, both ways (DMN 1.5 section 10.3.2.3.4 to 10.3.2.3.8, XML Schema part 2):
/// `2022-11-24`, `12:00:00+01:00`, `12:00:00@Europe/Copenhagen`, `P1Y2M`, `P1DT2H3.5S`. Pure functions; no clock.
namespace aftale::feel {

/// Years run from -999,999,999 to 999,999,999; more than four digits have no leading zero.
inline constexpr std::int64_t kYearMax = 999'999'999;
/// Offsets of times run to 18 hours either way, both included.
inline constexpr std::int32_t kOffsetSecondsMax = 18 * 3600;
inline constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr std::int64_t kSecondsPerDay = 86'400;

/// None for a text that is no date; nothing else is a date, a date and time neither.
std::optional<Value> parse_date(std::string_view text);
/// `13:20:00`, with fraction (cut to nanoseconds), `Z`, an offset with optional seconds, or `@` and the name of a zone.
std::optional<Value> parse_time(std::string_view text);
/// A date, `T` and a time. `24:00:00` is the start of the next day.
std::optional<Value> parse_date_time(std::string_view text);
/// Of days and time, or of years and months; the two never mix.
std::optional<Value> parse_duration(std::string_view text);
/// By content, as the `@"..."` literals choose.
std::optional<Value> parse_temporal(std::string_view text);

/// The canonical text of a date, time, date and time or duration. A broken invariant for other kinds.
std::string text_of(const Value& value);
std::string text_of(const Time& time);
std::string text_of(const DateTime& moment);
std::string text_of(MonthsDuration duration);
std::string text_of(DaysDuration duration);

}  // namespace aftale::feel
