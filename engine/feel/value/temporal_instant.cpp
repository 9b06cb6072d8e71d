#include "engine/feel/value/temporal_instant.h"

#include "engine/feel/temporal_text.h"
#include "engine/time/zone.h"

namespace aftale::feel {

using time::CivilDate;

bool is_zone_name(std::string_view name) {
  return !name.empty() && time::Zone::find(name).has_value();
}

std::optional<std::int32_t> offset_of(const DateTime& moment) {
  if (moment.time.offset_seconds) return moment.time.offset_seconds;
  if (moment.time.zone.empty()) return std::nullopt;
  const Result<time::Zone> zone = time::Zone::find(moment.time.zone);
  if (!zone) return std::nullopt;
  // The instant type ends at about 292,000 years; zones have no rules out there, so the last one holds.
  constexpr std::int64_t kFar = 100'000'000;
  CivilDate date = moment.date;
  if (date.days() > kFar) date = CivilDate::from_days(kFar);
  if (date.days() < -kFar) date = CivilDate::from_days(-kFar);
  const std::int64_t second_of_day = moment.time.nanos_of_day / kNanosPerSecond;
  return static_cast<std::int32_t>(zone->offset_seconds(zone->instant_of(date, second_of_day)));
}

WideNanos nanos_since_epoch(const DateTime& moment) {
  const WideNanos local = WideNanos{moment.date.days()} * kSecondsPerDay * kNanosPerSecond + moment.time.nanos_of_day;
  return local - WideNanos{offset_of(moment).value_or(0)} * kNanosPerSecond;
}

std::optional<DateTime> local_from_nanos(WideNanos nanos) {
  constexpr WideNanos kDay = WideNanos{kSecondsPerDay} * kNanosPerSecond;
  WideNanos days = nanos / kDay;
  WideNanos of_day = nanos % kDay;
  if (of_day < 0) {
    of_day += kDay;
    --days;
  }
  constexpr WideNanos kDaysMost = WideNanos{kYearMax} * 366;
  if (days > kDaysMost || days < -kDaysMost) return std::nullopt;
  DateTime moment;
  moment.date = CivilDate::from_days(static_cast<std::int64_t>(days));
  const std::int64_t year = moment.date.year();
  if (year > kYearMax || year < -kYearMax) return std::nullopt;
  moment.time.nanos_of_day = static_cast<std::int64_t>(of_day);
  return moment;
}

WideNanos nanos_of(DaysDuration duration) {
  return WideNanos{duration.seconds} * kNanosPerSecond + duration.nanos;
}

std::optional<DaysDuration> duration_of_nanos(WideNanos nanos) {
  WideNanos seconds = nanos / kNanosPerSecond;
  WideNanos rest = nanos % kNanosPerSecond;
  if (rest < 0) {
    rest += kNanosPerSecond;
    --seconds;
  }
  if (seconds > WideNanos{INT64_MAX} || seconds < WideNanos{INT64_MIN}) return std::nullopt;
  return DaysDuration{static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(rest)};
}

}  // namespace aftale::feel
