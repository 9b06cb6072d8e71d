#include "engine/time/meetings.h"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>

namespace aftale::time {
namespace {

constexpr std::size_t kMeetingsMax = 1'000;
constexpr std::int64_t kMonthsAhead = 36;
constexpr std::size_t kRulesRemembered = 256;
constexpr std::size_t kRuleBytesMax = 500;
/// libical counts to 2582; outside these years a plan has no meetings by rule.
constexpr std::int64_t kFirstYear = 1900, kLastYear = 2500;

/// Every rule runs as if its first period began on Monday 1 January 1900.
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

/// Empty where libical does not take the rule.
std::optional<icalrecurrencetype> parse(const std::string& text) {
  static std::once_flag once;
  std::call_once(once, [] { icalerror_set_errors_are_fatal(0); });
  icalerror_clear_errno();
  icalrecurrencetype rule = icalrecurrencetype_from_string(text.c_str());
  const bool good = rule.freq != ICAL_NO_RECURRENCE && icalerrno == ICAL_NO_ERROR;
  icalerror_clear_errno();
  if (!good) return std::nullopt;
  return rule;
}

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

bool is_excepted(const MeetingPlan& plan, CivilDate date) {
  if (plan.except.empty()) return false;
  const std::string day = date.iso();
  const std::string_view month = std::string_view(day).substr(0, day.size() - 3);
  return std::any_of(plan.except.begin(), plan.except.end(),
                     [&](const auto& one) { return one == day || one == month; });
}

/// Calls `take` with each day of a rule in [from, to], in order, until it says false.
template <class Take>
void each_by_rule(const std::string& text, CivilDate from, CivilDate to, const Take& take) {
  if (text.empty() || from.year() > kLastYear || to < kEpoch) return;
  const auto rule = parse(text);
  if (!rule) return;
  const CivilDate first = std::max(from, kEpoch);
  Iterator days(*rule, start_before(*rule, first));
  for (auto day = days.next(); day && *day <= to; day = days.next()) {
    if (*day >= first && !take(*day)) return;
  }
}

/// The days of a rule from 1 January of one year, for as long as any day of that year looks ahead.
struct YearsOfRule {
  std::int64_t year = 0;
  std::vector<CivilDate> days;
};

/// A rule is asked again and again for days of the same year, and libical takes some 50 microseconds an answer:
/// each thread remembers what it was told last of each rule.
const std::vector<CivilDate>& days_ahead(const std::string& rule, std::int64_t year) {
  thread_local std::map<std::string, YearsOfRule> remembered;
  const auto found = remembered.find(rule);
  if (found != remembered.end() && found->second.year == year) return found->second.days;
  if (found == remembered.end() && remembered.size() >= kRulesRemembered) remembered.clear();
  YearsOfRule& fresh = remembered[rule];
  fresh.year = year;
  fresh.days.clear();
  const CivilDate start = CivilDate().plus_months((year - 1970) * 12);
  each_by_rule(rule, start, start.plus_months(kMonthsAhead + 12), [&](CivilDate day) {
    fresh.days.push_back(day);
    return true;
  });
  return fresh.days;
}

/// RFC 5545, 3.3.10, lets only monthly and yearly rules count weekdays; libical answers with other days.
bool counts_in_short_period(const icalrecurrencetype& rule) {
  if (rule.freq == ICAL_MONTHLY_RECURRENCE || rule.freq == ICAL_YEARLY_RECURRENCE) return false;
  if (rule.by_set_pos[0] != ICAL_RECURRENCE_ARRAY_MAX) return true;
  for (const short day : rule.by_day) {
    if (day == ICAL_RECURRENCE_ARRAY_MAX) break;
    if (icalrecurrencetype_day_position(day) != 0) return true;
  }
  return false;
}

/// Why a rule cannot be a meeting plan although libical would take it; empty if it can.
Text unfit(const std::string& rule) {
  constexpr std::array<std::string_view, 7> kParts{"HOURLY",   "MINUTELY", "SECONDLY", "BYHOUR",
                                                   "BYMINUTE", "BYSECOND", "RSCALE"};
  for (const std::string_view part : kParts) {
    if (rule.find(part) == std::string::npos) continue;
    return {"Reglen \"" + rule + "\" bruger " + std::string(part) +
                ", men en mødeplan tæller i hele dage; brug DAILY, WEEKLY, MONTHLY eller YEARLY",
            "The rule \"" + rule + "\" uses " + std::string(part) +
                ", but a meeting plan counts whole days; use DAILY, WEEKLY, MONTHLY or YEARLY"};
  }
  if (rule.find("COUNT") != std::string::npos) {
    return {"Reglen \"" + rule +
                "\" bruger COUNT, men en mødeplan har intet første møde at tælle fra; "
                "brug UNTIL med en dato",
            "The rule \"" + rule +
                "\" uses COUNT, but a meeting plan has no first meeting to count from; "
                "use UNTIL with a date"};
  }
  return {};
}

}  // namespace

std::optional<CivilDate> MeetingPlan::next(CivilDate from) const {
  const CivilDate to = from.plus_months(kMonthsAhead);
  std::optional<CivilDate> found;
  if (!rule.empty()) {
    const std::vector<CivilDate>& days = days_ahead(rule, from.year());
    auto day = std::lower_bound(days.begin(), days.end(), from);
    while (day != days.end() && is_excepted(*this, *day)) ++day;
    if (day != days.end() && *day <= to) found = *day;
  }
  for (const CivilDate day : also) {
    if (day >= from && day <= to && (!found || day < *found)) found = day;
  }
  return found;
}

std::optional<CivilDate> next_of_rule(const std::string& rule, CivilDate start, CivilDate after) {
  constexpr std::int64_t kYearsAhead = 100;
  const auto parsed = parse(rule);
  if (!parsed || start < kEpoch || after.year() > kLastYear) return std::nullopt;
  const CivilDate last = after.plus_months(12 * kYearsAhead);
  Iterator days(*parsed, start);
  for (auto day = days.next(); day && *day <= last; day = days.next()) {
    if (*day > after) return day;
  }
  return std::nullopt;
}

std::vector<CivilDate> MeetingPlan::between(CivilDate from, CivilDate to) const {
  std::vector<CivilDate> days;
  each_by_rule(rule, from, to, [&](CivilDate day) {
    if (!is_excepted(*this, day)) days.push_back(day);
    return days.size() < kMeetingsMax;
  });
  for (const CivilDate day : also) {
    if (day >= from && day <= to) days.push_back(day);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  if (days.size() > kMeetingsMax) days.resize(kMeetingsMax);
  return days;
}

Result<void> check_rule(const std::string& rule) {
  if (Text reason = unfit(rule); !reason.empty()) {
    return fail(Error::Kind::refused, "bad-rule", std::move(reason));
  }
  const auto parsed = rule.size() <= kRuleBytesMax ? parse(rule) : std::nullopt;
  if (!parsed) {
    return fail(Error::Kind::refused, "bad-rule",
                {"Reglen \"" + rule +
                     "\" er ikke en gyldig RRULE (RFC 5545); skriv fx FREQ=MONTHLY;BYDAY=-1MO "
                     "for den sidste mandag i hver måned",
                 "The rule \"" + rule +
                     "\" is not a valid RRULE (RFC 5545); write for example "
                     "FREQ=MONTHLY;BYDAY=-1MO for the last Monday of each month"});
  }
  if (counts_in_short_period(*parsed)) {
    return fail(Error::Kind::refused, "bad-rule",
                {"Reglen \"" + rule +
                     "\" tæller ugedage (som 2TU eller BYSETPOS) inden for en dag eller en uge; "
                     "brug FREQ=MONTHLY eller FREQ=YEARLY",
                 "The rule \"" + rule +
                     "\" counts weekdays (as 2TU or BYSETPOS do) within a day or a week; "
                     "use FREQ=MONTHLY or FREQ=YEARLY"});
  }
  if (!Iterator(*parsed, kEpoch).next()) {
    return fail(Error::Kind::refused, "bad-rule",
                {"Reglen \"" + rule + "\" rammer aldrig en dag; ret måned, dag eller UNTIL",
                 "The rule \"" + rule + "\" never falls on a day; correct the month, the day or UNTIL"});
  }
  return {};
}

}  // namespace aftale::time
