#pragma once
#include <optional>

#include "engine/machine/chart/run.h"

/// Deadlines and timed rules of a state get their dates and timers. Errors, everywhere: expression-failed, where a date
/// cannot be computed.
namespace aftale::machine::deadlines {

using Date = std::optional<time::CivilDate>;

/// The state has been entered, or comes back.
Result<void> arm(Run& run, BranchNo branch, model::StateIx state);

/// The due date of a deadline as its expression gives it now, rested days and roll included; none: never.
Result<Date> due_of(const Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline);
/// `goes_on`: its state was active before; else it is entered or comes back.
void set_due(Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline, Date due, bool goes_on);

/// The date of a timed rule of the kinds `after` and `from` as its expression gives it now; none: never.
Result<Date> date_of_timed(const Run& run, BranchNo branch, model::StateIx state, std::uint16_t rule);
/// Sets its timer, whatever there was.
void set_timed(Run& run, BranchNo branch, model::StateIx state, std::uint16_t rule, time::CivilDate date);
/// The rule stands for `date` now, where it has not fired for that day: one that has fired comes again only for a new
/// day that is not past.
void put_timed(Run& run, BranchNo branch, model::StateIx state, std::uint16_t rule, Date date);
/// Arms the next day of an `every` behind `last`.
void arm_next(Run& run, BranchNo branch, model::StateIx state, std::uint16_t rule, time::CivilDate last);

}  // namespace aftale::machine::deadlines
