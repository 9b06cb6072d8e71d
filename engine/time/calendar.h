#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/period.h"
#include "engine/time/zone.h"

namespace aftale::time {

/// A day that comes every year by a rule, possibly only for some years.
struct DayRule {
  Text title;
  /// Days from Easter Sunday, or a month and day; exactly one of the two.
  std::optional<int> easter_offset;
  std::optional<std::pair<int, int>> month_day;
  /// First and last date on which the rule holds; none is open.
  std::optional<CivilDate> from, to;
};

/// Counting stops here (some four centuries), so that no number given by a user can hang a command.
inline constexpr std::int64_t kWorkingDaysMax = 100'000;

/// What to do with a due date that is no working day.
enum class Roll : std::uint8_t { none, forward, back };

/// The weekend where a calendar names none. (Not an initializer list in the struct: g++ 12 warns of it in error.)
std::vector<Weekday> saturday_and_sunday();

/// When people work: zone, weekend, public holidays and closing days. A value; immutable once loaded.
struct Calendar {
  std::string name;
  Zone zone;
  /// Local second of the day at which reminders go out.
  std::int64_t reminders_at = 8 * 3600;
  std::vector<Weekday> weekend = saturday_and_sunday();
  std::vector<DayRule> holidays, closing_days;

  /// The holiday or closing day that falls on `date`, or null.
  const DayRule* day_off(CivilDate date) const;
  bool is_working_day(CivilDate date) const;
  /// The `days`-th working day after `date` (before it if negative); 0 is `date` itself.
  /// At most kWorkingDaysMax either way; a calendar that never works gives `date` back.
  CivilDate add_working_days(CivilDate date, std::int64_t days) const;
  /// Working days after `from` up to and including `to`; negative where `to` is before `from`.
  /// At most kWorkingDaysMax.
  std::int64_t working_days(CivilDate from, CivilDate to) const;
  /// `date` or the nearest working day in that direction.
  CivilDate roll(CivilDate date, Roll roll) const;
  CivilDate add(CivilDate date, const Period& period) const;
  CivilDate subtract(CivilDate date, const Period& period) const;
};

}  // namespace aftale::time
