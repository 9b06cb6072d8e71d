#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/time/civil.h"

namespace aftale::time {

/// By rule nothing happens outside these years.
inline constexpr std::int64_t kFirstYear = 1900, kLastYear = 2500;

/// A recurrence rule (RFC 5545, 3.3.10) of whole days that begins on a certain day (DTSTART): periods are counted from
/// there, and parts that the rule leaves out are those of that day. libical reads the text; the days are counted here,
/// because libical's own count differs from the RFC at the ends of years and from version to version. A value.
///
/// Where the RFC is silent: a day is looked for in its calendar year, also where its week belongs to the next one
/// (BYWEEKNO); weekdays with and without a number are added up (`BYDAY=MO,2TU`), all other parts cut each other down.
class Recurrence {
 public:
  enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };

  /// Empty where the text is no rule of whole days, or has parts that the RFC keeps apart. COUNT is not counted.
  static std::optional<Recurrence> parse(const std::string& text, CivilDate start);

  /// The first day of the rule in [from, to].
  std::optional<CivilDate> next(CivilDate from, CivilDate to) const;

  Frequency frequency() const { return frequency_; }
  /// The rule picks among the days of a period (BYSETPOS), or counts its weekdays (`2TU`).
  bool counts_in_period() const;
  /// The same rule in every period.
  Recurrence without_interval() const;

 private:
  /// All of it in [first, last]; `number` counts from the one that the start lies in.
  struct Stretch {
    CivilDate first, last;
    std::int64_t number;
  };
  struct WeekdayInPeriod {
    Weekday day;
    int position;  ///< 2: the second; -1: the last; 0: each
  };

  Recurrence() = default;
  void complete();
  Stretch around(CivilDate day) const;
  CivilDate first_of(std::int64_t period) const;
  bool holds(CivilDate day) const;
  bool is_in_week(CivilDate day) const;
  bool is_weekday(CivilDate day, const YearMonthDay& date) const;
  std::optional<CivilDate> picked(const Stretch& period, CivilDate from) const;

  Frequency frequency_ = Frequency::daily;
  CivilDate start_;
  std::int64_t interval_ = 1;
  Weekday week_start_ = Weekday::monday;
  std::optional<CivilDate> until_;
  std::vector<int> months_, month_days_, year_days_, weeks_, positions_;
  std::vector<WeekdayInPeriod> weekdays_;
};

}  // namespace aftale::time
