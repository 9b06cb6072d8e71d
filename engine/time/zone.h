#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace aftale::time {

/// A time zone of the system's tzdata as a value; cheap to copy, safe to share between threads.
/// The default one is UTC.
class Zone {
 public:
  Zone() = default;
  /// Error: not_found, code `unknown-zone`.
  static Result<Zone> find(std::string_view name);

  const std::string& name() const;
  /// Offset from UTC in seconds at `instant` (east is positive).
  std::int64_t offset_seconds(Instant instant) const;
  /// The instant of a local time, `second_of_day` 0 to 86,400 (86,400 is 00:00 of the next day).
  /// In a gap (clocks go forward) the local time is read with the offset before it, so 02:30 becomes 03:30;
  /// in an overlap the first of the two is taken. The last rule of the zone holds for ever after;
  /// beyond what an Instant can hold (some 290,000 years) the date is taken as the last one it can.
  Instant instant_of(CivilDate date, std::int64_t second_of_day) const;
  /// The first instant of `date`: normally 00:00.
  Instant start_of(CivilDate date) const { return instant_of(date, 0); }
  /// The first instant after `date`, when a deadline that ends with that day has passed.
  Instant end_of(CivilDate date) const { return instant_of(date.plus_days(1), 0); }
  CivilDate date_of(Instant instant) const;
  /// Local second of the day, 0 to 86,399.
  std::int64_t second_of_day(Instant instant) const;

 private:
  struct Rules;
  std::shared_ptr<const Rules> rules_;
};

}  // namespace aftale::time
