#pragma once
#include <functional>
#include <optional>
#include <string>

#include "engine/time/civil.h"

/// Internal to engine/time: the days of a rule as libical counts them, which is not always as RFC 5545 has it. Cases
/// that were opened before aftale counted for itself go on to meet those days.
namespace aftale::time {

/// Calls `take` with each day in [from, to], in order, until it says false; counted from Monday 1 January 1900.
void each_day_by_libical(const std::string& rule, CivilDate from, CivilDate to,
                         const std::function<bool(CivilDate)>& take);
/// The first day after `after` and up to `to` of a rule that begins on `start`.
std::optional<CivilDate> next_by_libical(const std::string& rule, CivilDate start, CivilDate after, CivilDate to);

}  // namespace aftale::time
