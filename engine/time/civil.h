#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aftale::time {

enum class Weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

/// A day of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999 (FEEL's range; the chrono
/// types stop at 32,767). A value of 8 bytes: days since 1970-01-01.
class CivilDate {
 public:
  constexpr CivilDate() = default;
  static constexpr CivilDate from_days(std::int64_t days_since_epoch) { return CivilDate(days_since_epoch); }
  /// Empty if there is no such day.
  static std::optional<CivilDate> from_ymd(std::int64_t year, int month, int day);
  /// `YYYY-MM-DD`, more than four year digits and a leading minus as in XML Schema. Nothing else.
  static std::optional<CivilDate> parse_iso(std::string_view text);

  constexpr std::int64_t days() const { return days_; }
  std::int64_t year() const;
  int month() const;  ///< 1 to 12
  int day() const;    ///< 1 to 31
  Weekday weekday() const;
  int day_of_year() const;  ///< 1 to 366
  int iso_week() const;     ///< 1 to 53
  /// `2022-11-24`.
  std::string iso() const;
  constexpr CivilDate plus_days(std::int64_t days) const { return CivilDate(days_ + days); }
  /// The same day `months` later, or the last day of that month where it has no such day.
  CivilDate plus_months(std::int64_t months) const;

  friend constexpr auto operator<=>(CivilDate, CivilDate) = default;

 private:
  explicit constexpr CivilDate(std::int64_t days) : days_(days) {}
  std::int64_t days_ = 0;
};

struct YearMonthDay {
  std::int64_t year;
  int month, day;
};
YearMonthDay ymd_of(CivilDate date);
bool is_leap(std::int64_t year);
int days_in_month(std::int64_t year, int month);
/// Easter Sunday of a year after 1582 (Meeus/Jones/Butcher).
CivilDate easter_sunday(std::int64_t year);

}  // namespace aftale::time
