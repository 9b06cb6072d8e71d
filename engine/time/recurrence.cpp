#include "engine/time/recurrence.h"

#include <libical/ical.h>

#include <algorithm>

#include "engine/time/rrule_text.h"

namespace aftale::time {
namespace {

constexpr std::size_t kRuleBytesMax = 500;

template <std::size_t size>
std::vector<int> listed(const short (&values)[size]) {
  std::vector<int> out;
  for (const short value : values) {
    if (value == ICAL_RECURRENCE_ARRAY_MAX) break;
    out.push_back(value);
  }
  return out;
}

/// libical counts from Sunday, 1.
Weekday weekday_of(int ical) {
  return ical == ICAL_SUNDAY_WEEKDAY ? Weekday::sunday : static_cast<Weekday>(ical - 1);
}

std::int64_t floored(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

bool names(const std::vector<int>& list, std::int64_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Named from the front or, negative, from the end of `count`.
bool names_of(const std::vector<int>& list, std::int64_t value, std::int64_t count) {
  return names(list, value) || names(list, value - count - 1);
}

std::int64_t days_before(Weekday from, Weekday day) {
  return (static_cast<std::int64_t>(day) - static_cast<std::int64_t>(from) + 7) % 7;
}

CivilDate new_year(std::int64_t year) {
  return *CivilDate::from_ymd(year, 1, 1);
}

/// The first day of week 1, which has at least four days in the year.
CivilDate first_week(std::int64_t year, Weekday week_start) {
  const CivilDate day = new_year(year);
  const std::int64_t before = days_before(week_start, day.weekday());
  return day.plus_days(before <= 3 ? -before : 7 - before);
}

}  // namespace

std::optional<Recurrence> Recurrence::parse(const std::string& text, CivilDate start) {
  const auto read = text.size() <= kRuleBytesMax ? read_rrule(text) : std::nullopt;
  if (!read) return std::nullopt;
  Recurrence rule;
  switch (read->freq) {
    case ICAL_DAILY_RECURRENCE:
      rule.frequency_ = Frequency::daily;
      break;
    case ICAL_WEEKLY_RECURRENCE:
      rule.frequency_ = Frequency::weekly;
      break;
    case ICAL_MONTHLY_RECURRENCE:
      rule.frequency_ = Frequency::monthly;
      break;
    case ICAL_YEARLY_RECURRENCE:
      rule.frequency_ = Frequency::yearly;
      break;
    default:
      return std::nullopt;
  }
  rule.start_ = start;
  rule.interval_ = std::max<std::int64_t>(read->interval, 1);
  rule.week_start_ = read->week_start == ICAL_NO_WEEKDAY ? Weekday::monday : weekday_of(read->week_start);
  if (!icaltime_is_null_time(read->until)) {
    rule.until_ = CivilDate::from_ymd(read->until.year, read->until.month, read->until.day);
    if (!rule.until_) return std::nullopt;
  }
  rule.months_ = listed(read->by_month);
  rule.month_days_ = listed(read->by_month_day);
  rule.year_days_ = listed(read->by_year_day);
  rule.weeks_ = listed(read->by_week_no);
  rule.positions_ = listed(read->by_set_pos);
  for (const int day : listed(read->by_day)) {
    const auto coded = static_cast<short>(day);
    rule.weekdays_.push_back(
        {weekday_of(icalrecurrencetype_day_day_of_week(coded)), icalrecurrencetype_day_position(coded)});
  }
  const bool yearly = rule.frequency_ == Frequency::yearly;
  if ((!rule.weeks_.empty() || !rule.year_days_.empty()) && !yearly) return std::nullopt;
  if (!rule.month_days_.empty() && rule.frequency_ == Frequency::weekly) return std::nullopt;
  rule.complete();
  return rule;
}

/// What a rule leaves out it has from the day on which it begins.
void Recurrence::complete() {
  if (!month_days_.empty() || !year_days_.empty() || !weekdays_.empty()) return;
  const auto [year, month, day] = ymd_of(start_);
  switch (frequency_) {
    case Frequency::daily:
      return;
    case Frequency::weekly:
      weekdays_.push_back({start_.weekday(), 0});
      return;
    case Frequency::monthly:
      month_days_.push_back(day);
      return;
    case Frequency::yearly:
      if (!weeks_.empty()) {
        weekdays_.push_back({start_.weekday(), 0});
        return;
      }
      month_days_.push_back(day);
      if (months_.empty()) months_.push_back(month);
      return;
  }
}

bool Recurrence::counts_in_period() const {
  return !positions_.empty() || std::any_of(weekdays_.begin(), weekdays_.end(),
                                            [](const WeekdayInPeriod& weekday) { return weekday.position != 0; });
}

Recurrence Recurrence::without_interval() const {
  Recurrence rule = *this;
  rule.interval_ = 1;
  return rule;
}

CivilDate Recurrence::first_of(std::int64_t period) const {
  switch (frequency_) {
    case Frequency::daily:
      return start_.plus_days(period);
    case Frequency::weekly:
      return start_.plus_days(7 * period - days_before(week_start_, start_.weekday()));
    case Frequency::monthly:
      return start_.plus_days(1 - start_.day()).plus_months(period);
    case Frequency::yearly:
      break;
  }
  return new_year(start_.year() + period);
}

Recurrence::Stretch Recurrence::around(CivilDate day) const {
  Stretch period{};
  switch (frequency_) {
    case Frequency::daily:
      period.number = day.days() - start_.days();
      break;
    case Frequency::weekly:
      period.number = floored(day.days() - first_of(0).days(), 7);
      break;
    case Frequency::monthly:
      period.number = (day.year() - start_.year()) * 12 + day.month() - start_.month();
      break;
    case Frequency::yearly:
      period.number = day.year() - start_.year();
      break;
  }
  period.first = first_of(period.number);
  period.last = first_of(period.number + 1).plus_days(-1);
  return period;
}

bool Recurrence::is_in_week(CivilDate day) const {
  std::int64_t year = day.year();
  if (day < first_week(year, week_start_)) {
    --year;
  } else if (day >= first_week(year + 1, week_start_)) {
    ++year;
  }
  const CivilDate first = first_week(year, week_start_);
  const std::int64_t weeks = (first_week(year + 1, week_start_).days() - first.days()) / 7;
  return names_of(weeks_, (day.days() - first.days()) / 7 + 1, weeks);
}

bool Recurrence::is_weekday(CivilDate day, const YearMonthDay& date) const {
  const bool of_year = frequency_ == Frequency::yearly && months_.empty();
  const Weekday weekday = day.weekday();
  return std::any_of(weekdays_.begin(), weekdays_.end(), [&](const WeekdayInPeriod& wanted) {
    if (wanted.day != weekday || wanted.position == 0) return wanted.day == weekday;
    const int place = of_year ? day.day_of_year() : date.day;
    const int length = of_year ? (is_leap(date.year) ? 366 : 365) : days_in_month(date.year, date.month);
    const int position = wanted.position > 0 ? (place - 1) / 7 + 1 : -((length - place) / 7 + 1);
    return position == wanted.position;
  });
}

bool Recurrence::holds(CivilDate day) const {
  if (!weekdays_.empty() && frequency_ == Frequency::weekly && months_.empty()) return is_weekday(day, {});
  const YearMonthDay date = ymd_of(day);
  if (!months_.empty() && !names(months_, date.month)) return false;
  if (!month_days_.empty() && !names_of(month_days_, date.day, days_in_month(date.year, date.month))) return false;
  if (!year_days_.empty() && !names_of(year_days_, day.day_of_year(), is_leap(date.year) ? 366 : 365)) return false;
  if (!weekdays_.empty() && !is_weekday(day, date)) return false;
  return weeks_.empty() || is_in_week(day);
}

/// The first day on or after `from` among those that BYSETPOS picks.
std::optional<CivilDate> Recurrence::picked(const Stretch& period, CivilDate from) const {
  std::vector<CivilDate> days;
  for (CivilDate day = period.first; day <= period.last; day = day.plus_days(1)) {
    if (holds(day)) days.push_back(day);
  }
  const auto count = static_cast<std::int64_t>(days.size());
  for (std::int64_t n = 0; n < count; ++n) {
    if (days[static_cast<std::size_t>(n)] >= from && names_of(positions_, n + 1, count))
      return days[static_cast<std::size_t>(n)];
  }
  return std::nullopt;
}

std::optional<CivilDate> Recurrence::next(CivilDate from, CivilDate to) const {
  CivilDate day = std::max({from, start_, new_year(kFirstYear)});
  CivilDate last = std::min(to, new_year(kLastYear + 1).plus_days(-1));
  if (until_) last = std::min(last, *until_);
  while (day <= last) {
    const Stretch period = around(day);
    if (const std::int64_t over = period.number % interval_; over != 0) {
      day = first_of(period.number - over + interval_);
      continue;
    }
    if (!positions_.empty()) {
      const std::optional<CivilDate> found = picked(period, day);
      if (found) return *found <= last ? found : std::nullopt;
    } else {
      for (; day <= period.last && day <= last; day = day.plus_days(1)) {
        if (holds(day)) return day;
      }
    }
    day = first_of(period.number + interval_);
  }
  return std::nullopt;
}

}  // namespace aftale::time
