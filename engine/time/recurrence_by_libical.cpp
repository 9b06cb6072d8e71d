#include "engine/time/recurrence_by_libical.h"

#include <algorithm>
#include <memory>

#include "engine/time/recurrence.h"
#include "engine/time/rrule_text.h"

namespace aftale::time {
namespace {

const CivilDate kEpoch = *CivilDate::from_ymd(kFirstYear, 1, 1);

struct Iterator {
  struct Free {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
  };
  std::unique_ptr<icalrecur_iterator, Free> ical;

  Iterator(const icalrecurrencetype& rule, CivilDate start) {
    const auto [year, month, day] = ymd_of(start);
    // All zero, for icaltime_null_date() has the hour -1 and so counts from the day before.
    icaltimetype first = icaltime_null_time();
    first.is_date = 1;
    first.year = static_cast<int>(year);
    first.month = month;
    first.day = day;
    ical.reset(icalrecur_iterator_new(rule, first));
  }
  std::optional<CivilDate> next() {
    if (!ical) return std::nullopt;
    const icaltimetype day = icalrecur_iterator_next(ical.get());
    if (icaltime_is_null_time(day)) return std::nullopt;
    return CivilDate::from_ymd(day.year, day.month, day.day);
  }
};

/// The first day of a period of the rule, counted from kEpoch, with a whole period before `from`:
/// so the answer for a day is the same from wherever one asks, and nobody walks from 1900.
CivilDate start_before(const icalrecurrencetype& rule, CivilDate from) {
  const std::int64_t interval = std::max<std::int64_t>(rule.interval, 1);
  if (rule.freq == ICAL_YEARLY_RECURRENCE || rule.freq == ICAL_MONTHLY_RECURRENCE) {
    const std::int64_t step = rule.freq == ICAL_YEARLY_RECURRENCE ? 12 * interval : interval;
    const auto [year, month, day] = ymd_of(from);
    const std::int64_t periods = ((year - kFirstYear) * 12 + month - 1) / step - 1;
    return kEpoch.plus_months(std::max<std::int64_t>(periods, 0) * step);
  }
  const std::int64_t step = rule.freq == ICAL_WEEKLY_RECURRENCE ? 7 * interval : interval;
  const std::int64_t periods = (from.days() - kEpoch.days()) / step - 1;
  return kEpoch.plus_days(std::max<std::int64_t>(periods, 0) * step);
}

}  // namespace

void each_day_by_libical(const std::string& rule, CivilDate from, CivilDate to,
                         const std::function<bool(CivilDate)>& take) {
  if (rule.empty() || from.year() > kLastYear || to < kEpoch) return;
  const auto read = read_rrule(rule);
  if (!read) return;
  const CivilDate first = std::max(from, kEpoch);
  Iterator days(*read, start_before(*read, first));
  for (auto day = days.next(); day && *day <= to; day = days.next()) {
    if (*day >= first && !take(*day)) return;
  }
}

std::optional<CivilDate> next_by_libical(const std::string& rule, CivilDate start, CivilDate after, CivilDate to) {
  const auto read = read_rrule(rule);
  if (!read || start < kEpoch || after.year() > kLastYear) return std::nullopt;
  Iterator days(*read, start);
  for (auto day = days.next(); day && *day <= to; day = days.next()) {
    if (*day > after) return day;
  }
  return std::nullopt;
}

}  // namespace aftale::time
