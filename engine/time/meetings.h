#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/time/civil.h"

namespace aftale::time {

/// The meeting plan of a body: a recurrence rule (RFC 5545 RRULE), less some months or days, and extra days.
struct MeetingPlan {
  std::string rule;  ///< `FREQ=MONTHLY;BYDAY=-1MO`; empty: only `also`
  std::vector<std::string> except;  ///< `2022-07` (a month) or `2022-07-04` (a day)
  std::vector<CivilDate> also;

  bool empty() const { return rule.empty() && also.empty(); }
  /// The first planned meeting on or after `from`, looked for at most three years ahead.
  std::optional<CivilDate> next(CivilDate from) const;
  /// All planned meetings in [from, to], at most 1,000.
  std::vector<CivilDate> between(CivilDate from, CivilDate to) const;
};

/// Checks the rule. Error: refused, code `bad-rule`.
Result<void> check_rule(const std::string& rule);

}  // namespace aftale::time
