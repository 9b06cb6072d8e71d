#include "engine/time/calendar.h"

#include <algorithm>

namespace aftale::time {
namespace {

/// Longer than any run of days off that a calendar may have; a search past it has no answer.
constexpr int kSearchDaysMax = 3'660;
constexpr std::int64_t kGregorianFirstYear = 1583;

bool falls_on(const DayRule& rule, CivilDate date, const YearMonthDay& ymd) {
  if ((rule.from && date < *rule.from) || (rule.to && date > *rule.to)) return false;
  if (rule.month_day) return rule.month_day->first == ymd.month && rule.month_day->second == ymd.day;
  if (!rule.easter_offset) return false;
  const CivilDate easter = date.plus_days(-*rule.easter_offset);
  // The weekday alone rules out most days, cheaply.
  if (easter.weekday() != Weekday::sunday) return false;
  const std::int64_t year = easter.year();
  return year >= kGregorianFirstYear && easter_sunday(year) == easter;
}

const DayRule* find_rule(const std::vector<DayRule>& rules, CivilDate date, const YearMonthDay& ymd) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const auto& rule) { return falls_on(rule, date, ymd); });
  return found == rules.end() ? nullptr : &*found;
}

/// The nearest working day from `date` in `step`'s direction, `date` itself left out.
std::optional<CivilDate> next_working_day(const Calendar& calendar, CivilDate date, int step) {
  for (int i = 0; i < kSearchDaysMax; ++i) {
    date = date.plus_days(step);
    if (calendar.is_working_day(date)) return date;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Weekday> saturday_and_sunday() {
  return {Weekday::saturday, Weekday::sunday};
}

const DayRule* Calendar::day_off(CivilDate date) const {
  const YearMonthDay ymd = ymd_of(date);
  if (const DayRule* holiday = find_rule(holidays, date, ymd)) return holiday;
  return find_rule(closing_days, date, ymd);
}

bool Calendar::is_working_day(CivilDate date) const {
  return std::find(weekend.begin(), weekend.end(), date.weekday()) == weekend.end() && !day_off(date);
}

CivilDate Calendar::add_working_days(CivilDate date, std::int64_t days) const {
  const int step = days < 0 ? -1 : 1;
  const std::int64_t count = std::min(days < 0 ? -std::max(days, -kWorkingDaysMax) : days, kWorkingDaysMax);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto next = next_working_day(*this, date, step);
    if (!next) return date;
    date = *next;
  }
  return date;
}

std::int64_t Calendar::working_days(CivilDate from, CivilDate to) const {
  if (to < from) return -working_days(to, from);
  std::int64_t count = 0;
  for (CivilDate date = from; date < to && count < kWorkingDaysMax;) {
    const auto next = next_working_day(*this, date, 1);
    if (!next || *next > to) break;
    date = *next;
    ++count;
  }
  return count;
}

CivilDate Calendar::roll(CivilDate date, Roll roll) const {
  if (roll == Roll::none || is_working_day(date)) return date;
  return next_working_day(*this, date, roll == Roll::forward ? 1 : -1).value_or(date);
}

CivilDate Calendar::add(CivilDate date, const Period& period) const {
  return date.plus_months(period.months).plus_days(period.days);
}

CivilDate Calendar::subtract(CivilDate date, const Period& period) const {
  return date.plus_months(-period.months).plus_days(-period.days);
}

}  // namespace aftale::time
