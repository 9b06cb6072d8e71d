#include "engine/time/civil.h"

#include <algorithm>
#include <array>

namespace aftale::time {
namespace {

constexpr std::int64_t kYearMax = 999'999'999;
constexpr std::int64_t kEraDays = 146'097;     // of 400 years
constexpr std::int64_t kEpochShift = 719'468;  // days from 0000-03-01 to 1970-01-01

constexpr std::int64_t floor_div(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}
constexpr std::int64_t floor_mod(std::int64_t number, std::int64_t by) {
  return number - floor_div(number, by) * by;
}

/// Years that begin in March put the leap day last (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
constexpr std::int64_t days_of(std::int64_t year, int month, int day) {
  const std::int64_t shifted = year - (month <= 2 ? 1 : 0);
  const std::int64_t era = floor_div(shifted, 400);
  const std::int64_t year_of_era = shifted - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * kEraDays + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - kEpochShift;
}

/// The number in `text`, which must be digits only; -1 otherwise. Callers keep it under 18 digits.
std::int64_t digits_of(std::string_view text) {
  if (text.empty()) return -1;
  std::int64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return -1;
    number = number * 10 + (digit - '0');
  }
  return number;
}

void append_padded(std::string& out, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out.append(digits);
}

}  // namespace

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

YearMonthDay ymd_of(CivilDate date) {
  const std::int64_t shifted = date.days() + kEpochShift;
  const std::int64_t era = floor_div(shifted, kEraDays);
  const std::int64_t day_of_era = shifted - era * kEraDays;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::optional<CivilDate> CivilDate::from_ymd(std::int64_t year, int month, int day) {
  if (year < -kYearMax || year > kYearMax || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return CivilDate(days_of(year, month, day));
}

std::optional<CivilDate> CivilDate::parse_iso(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  // Year of 4 to 9 digits, the longer ones without leading zeros, then -MM-DD.
  if (text.size() < 10 || text.size() > 15) return std::nullopt;
  const std::size_t width = text.size() - 6;
  if (width > 4 && text[0] == '0') return std::nullopt;
  if (text[width] != '-' || text[width + 3] != '-') return std::nullopt;
  const std::int64_t year = digits_of(text.substr(0, width));
  const std::int64_t month = digits_of(text.substr(width + 1, 2)), day = digits_of(text.substr(width + 4, 2));
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return from_ymd(negative ? -year : year, static_cast<int>(month), static_cast<int>(day));
}

std::int64_t CivilDate::year() const {
  return ymd_of(*this).year;
}
int CivilDate::month() const {
  return ymd_of(*this).month;
}
int CivilDate::day() const {
  return ymd_of(*this).day;
}

Weekday CivilDate::weekday() const {
  // 1970-01-01 was a Thursday.
  return static_cast<Weekday>(floor_mod(days_ + 3, 7) + 1);
}

int CivilDate::day_of_year() const {
  return static_cast<int>(days_ - days_of(year(), 1, 1)) + 1;
}

int CivilDate::iso_week() const {
  // The week belongs to the year of its Thursday (ISO 8601).
  const CivilDate thursday = plus_days(4 - static_cast<int>(weekday()));
  return (thursday.day_of_year() - 1) / 7 + 1;
}

std::string CivilDate::iso() const {
  const auto [year, month, day] = ymd_of(*this);
  std::string out;
  out.reserve(11);
  if (year < 0) out.push_back('-');
  append_padded(out, year < 0 ? -year : year, 4);
  out.push_back('-');
  append_padded(out, month, 2);
  out.push_back('-');
  append_padded(out, day, 2);
  return out;
}

CivilDate CivilDate::plus_months(std::int64_t months) const {
  const auto [year, month, day] = ymd_of(*this);
  const std::int64_t total = year * 12 + (month - 1) + months;
  const std::int64_t new_year = floor_div(total, 12);
  const int new_month = static_cast<int>(floor_mod(total, 12)) + 1;
  return CivilDate(days_of(new_year, new_month, std::min(day, days_in_month(new_year, new_month))));
}

CivilDate easter_sunday(std::int64_t year) {
  const std::int64_t a = year % 19, b = year / 100, c = year % 100;
  const std::int64_t d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const std::int64_t h = (19 * a + b - d - g + 15) % 30;
  const std::int64_t i = c / 4, k = c % 4;
  const std::int64_t l = (32 + 2 * e + 2 * i - h - k) % 7;
  const std::int64_t m = (a + 11 * h + 22 * l) / 451;
  const std::int64_t day_from_march = h + l - 7 * m + 114;
  return CivilDate::from_days(
      days_of(year, static_cast<int>(day_from_march / 31), static_cast<int>(day_from_march % 31) + 1));
}

}  // namespace aftale::time
