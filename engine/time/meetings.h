#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/time/civil.h"

namespace aftale::time {

/// The meeting plan of a body: a recurrence rule (RFC 5545 RRULE), less some months or days, and extra days
/// (which win over `except`). A plan has no first meeting, so periods are counted as if the rule had begun on
/// Monday 1 January 1900: INTERVAL=2 means the odd weeks of that count, January, March ... and even years; a rule
/// without BYDAY or BYMONTHDAY falls on Mondays, the first of the month, 1 January. By rule there are no meetings
/// before 1900 or after 2500.
struct MeetingPlan {
  std::string rule;                 ///< `FREQ=MONTHLY;BYDAY=-1MO`; empty: only `also`
  std::vector<std::string> except;  ///< `2022-07` (a month) or `2022-07-04` (a day)
  std::vector<CivilDate> also;

  bool empty() const { return rule.empty() && also.empty(); }
  /// The first planned meeting on or after `from`, looked for at most three years ahead.
  std::optional<CivilDate> next(CivilDate from) const;
  /// All planned meetings in [from, to], at most 1,000.
  std::vector<CivilDate> between(CivilDate from, CivilDate to) const;
};

/// The first day after `after` of a rule that begins on `start` (RFC 5545, DTSTART): periods are counted from there,
/// and parts that the rule leaves out are those of that day. None where there is no more within 100 years.
std::optional<CivilDate> next_of_rule(const std::string& rule, CivilDate start, CivilDate after);

/// Checks the rule; COUNT, units below a day and rules that never fall on a day are refused. Error: refused, code
/// `bad-rule`.
Result<void> check_rule(const std::string& rule);

}  // namespace aftale::time
