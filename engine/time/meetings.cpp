#include "engine/time/meetings.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/time/recurrence.h"
#include "engine/time/recurrence_by_libical.h"

namespace aftale::time {
namespace {

constexpr std::size_t kMeetingsMax = 1'000;
constexpr std::int64_t kMonthsAhead = 36;
constexpr std::int64_t kYearsAhead = 100;
constexpr std::size_t kRulesRemembered = 256;

/// The rule of a plan runs as if its first period began on Monday 1 January 1900.
const CivilDate kEpoch = *CivilDate::from_ymd(kFirstYear, 1, 1);
const CivilDate kLastDay = *CivilDate::from_ymd(kLastYear, 12, 31);

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
  if (text.empty()) return;
  const auto rule = Recurrence::parse(text, kEpoch);
  if (!rule) return;
  for (auto day = rule->next(from, to); day && take(*day); day = rule->next(day->plus_days(1), to)) continue;
}

/// The days of a rule from 1 January of one year, for as long as any day of that year looks ahead.
struct YearsOfRule {
  std::int64_t year = 0;
  std::vector<CivilDate> days;
};

/// A rule is asked again and again for days of the same year: each thread remembers what it counted last of each rule.
const std::vector<CivilDate>& days_ahead(const std::string& rule, std::int64_t year, Counting counting) {
  thread_local std::map<std::pair<Counting, std::string>, YearsOfRule> remembered;
  const auto key = std::make_pair(counting, rule);
  const auto found = remembered.find(key);
  if (found != remembered.end() && found->second.year == year) return found->second.days;
  if (found == remembered.end() && remembered.size() >= kRulesRemembered) remembered.clear();
  YearsOfRule& fresh = remembered[key];
  fresh.year = year;
  fresh.days.clear();
  const CivilDate start = CivilDate().plus_months((year - 1970) * 12);
  const CivilDate end = start.plus_months(kMonthsAhead + 12);
  const auto take = [&](CivilDate day) {
    fresh.days.push_back(day);
    return true;
  };
  if (counting == Counting::rfc5545) {
    each_by_rule(rule, start, end, take);
  } else {
    each_day_by_libical(rule, start, end, take);
  }
  return fresh.days;
}

/// Where a rule begins on a day that nobody knows yet, whether it falls on a day from any of them: that day gives at
/// most its weekday, or a day of a month that there is. Every kind of year comes within 28 years.
bool ever_falls(const std::string& text, const Recurrence& plan, RuleBegins begins) {
  if (begins == RuleBegins::in_1900) return plan.next(kEpoch, kLastDay).has_value();
  for (std::int64_t days = 0; days < 7; ++days) {
    const auto rule = Recurrence::parse(text, kEpoch.plus_days(days));
    if (rule && rule->without_interval().next(kEpoch, kEpoch.plus_months(12 * 40))) return true;
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

template <class Skips>
std::optional<CivilDate> MeetingPlan::first(CivilDate from, Counting counting, const Skips& skips) const {
  const CivilDate to = from.plus_months(kMonthsAhead);
  std::optional<CivilDate> found;
  if (!rule.empty()) {
    const std::vector<CivilDate>& days = days_ahead(rule, from.year(), counting);
    auto day = std::lower_bound(days.begin(), days.end(), from);
    while (day != days.end() && (is_excepted(*this, *day) || skips(*day))) ++day;
    if (day != days.end() && *day <= to) found = *day;
  }
  for (const CivilDate day : also) {
    if (day >= from && day <= to && (!found || day < *found)) found = day;
  }
  return found;
}

std::optional<CivilDate> MeetingPlan::next(CivilDate from, const Calendar& calendar) const {
  return first(from, Counting::rfc5545, [&](CivilDate day) { return !calendar.is_working_day(day); });
}

std::optional<CivilDate> MeetingPlan::next_by_libical(CivilDate from) const {
  return first(from, Counting::libical, [](CivilDate) { return false; });
}

std::vector<CivilDate> MeetingPlan::days_off(CivilDate from, CivilDate to, const Calendar& calendar) const {
  std::vector<CivilDate> days;
  each_by_rule(rule, from, to, [&](CivilDate day) {
    const bool also_named = std::find(also.begin(), also.end(), day) != also.end();
    if (!is_excepted(*this, day) && !also_named && !calendar.is_working_day(day)) days.push_back(day);
    return days.size() < kMeetingsMax;
  });
  return days;
}

std::vector<CivilDate> MeetingPlan::between(CivilDate from, CivilDate to, const Calendar& calendar) const {
  std::vector<CivilDate> days;
  each_by_rule(rule, from, to, [&](CivilDate day) {
    if (!is_excepted(*this, day) && calendar.is_working_day(day)) days.push_back(day);
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

std::optional<CivilDate> next_of_rule(const std::string& rule, CivilDate start, CivilDate after, Counting counting) {
  const CivilDate last = after.plus_months(12 * kYearsAhead);
  if (counting == Counting::libical) return next_by_libical(rule, start, after, last);
  const auto parsed = start < kEpoch ? std::nullopt : Recurrence::parse(rule, start);
  return parsed ? parsed->next(after.plus_days(1), last) : std::nullopt;
}

Result<void> check_rule(const std::string& rule, RuleBegins begins) {
  if (Text reason = unfit(rule); !reason.empty()) {
    return fail(Error::Kind::refused, "bad-rule", std::move(reason));
  }
  const auto parsed = Recurrence::parse(rule, kEpoch);
  if (!parsed) {
    return fail(Error::Kind::refused, "bad-rule",
                {"Reglen \"" + rule +
                     "\" er ikke en gyldig RRULE (RFC 5545); skriv fx FREQ=MONTHLY;BYDAY=-1MO "
                     "for den sidste mandag i hver måned",
                 "The rule \"" + rule +
                     "\" is not a valid RRULE (RFC 5545); write for example "
                     "FREQ=MONTHLY;BYDAY=-1MO for the last Monday of each month"});
  }
  const bool short_period =
      parsed->frequency() == Recurrence::Frequency::daily || parsed->frequency() == Recurrence::Frequency::weekly;
  // RFC 5545, 3.3.10, lets only monthly and yearly rules count weekdays.
  if (short_period && parsed->counts_in_period()) {
    return fail(Error::Kind::refused, "bad-rule",
                {"Reglen \"" + rule +
                     "\" tæller ugedage (som 2TU eller BYSETPOS) inden for en dag eller en uge; "
                     "brug FREQ=MONTHLY eller FREQ=YEARLY",
                 "The rule \"" + rule +
                     "\" counts weekdays (as 2TU or BYSETPOS do) within a day or a week; "
                     "use FREQ=MONTHLY or FREQ=YEARLY"});
  }
  if (!ever_falls(rule, *parsed, begins)) {
    return fail(Error::Kind::refused, "bad-rule",
                {"Reglen \"" + rule + "\" rammer aldrig en dag; ret måned, dag eller UNTIL",
                 "The rule \"" + rule + "\" never falls on a day; correct the month, the day or UNTIL"});
  }
  return {};
}

}  // namespace aftale::time
