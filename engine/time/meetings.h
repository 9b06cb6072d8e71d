#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/time/calendar.h"

namespace aftale::time {

/// Whose days a rule falls on: counted as RFC 5545 has them, or by libical, as cases were promised that were opened
/// before aftale counted for itself.
enum class Counting : std::uint8_t { rfc5545, libical };

/// The meeting plan of a body: a recurrence rule (RFC 5545 RRULE), less some months or days, and extra days
/// (which win over `except`). A plan has no first meeting, so periods are counted as if the rule had begun on
/// Monday 1 January 1900: INTERVAL=2 means the odd weeks of that count, January, March ... and even years; a rule
/// without BYDAY or BYMONTHDAY falls on Mondays, the first of the month, 1 January. By rule there are no meetings
/// before 1900 or after 2500, and none on a day that is no working day; an extra day is a meeting whatever day it is.
struct MeetingPlan {
  std::string rule;                 ///< `FREQ=MONTHLY;BYDAY=-1MO`; empty: only `also`
  std::vector<std::string> except;  ///< `2022-07` (a month) or `2022-07-04` (a day)
  std::vector<CivilDate> also;

  bool empty() const { return rule.empty() && also.empty(); }
  /// The first planned meeting on or after `from`, looked for at most three years ahead.
  std::optional<CivilDate> next(CivilDate from, const Calendar& calendar) const;
  /// The same as libical counts, on days off too.
  std::optional<CivilDate> next_by_libical(CivilDate from) const;
  /// All planned meetings in [from, to], at most 1,000.
  std::vector<CivilDate> between(CivilDate from, CivilDate to, const Calendar& calendar) const;
  /// The days in [from, to] that the rule gives and that are no meetings because nobody works, at most 1,000.
  std::vector<CivilDate> days_off(CivilDate from, CivilDate to, const Calendar& calendar) const;

 private:
  template <class Skips>
  std::optional<CivilDate> first(CivilDate from, Counting counting, const Skips& skips) const;
};

/// The first day after `after` of a rule that begins on `start` (RFC 5545, DTSTART): periods are counted from there,
/// and parts that the rule leaves out are those of that day. None where there is no more within 100 years.
std::optional<CivilDate> next_of_rule(const std::string& rule, CivilDate start, CivilDate after,
                                      Counting counting = Counting::rfc5545);

/// From where the periods of a rule are counted: a meeting plan has no first day, a state is entered on some day.
enum class RuleBegins : std::uint8_t { in_1900, on_entry };

/// Checks the rule; COUNT, units below a day and rules that never fall on a day, wherever they begin, are refused.
/// Error: refused, code `bad-rule`.
Result<void> check_rule(const std::string& rule, RuleBegins begins = RuleBegins::in_1900);

}  // namespace aftale::time
