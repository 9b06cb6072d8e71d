#pragma once
#include "engine/machine/chart/run.h"

/// What the timer of a deadline does when it fires. Errors, everywhere: expression-failed, where a table says who is
/// told and cannot be used.
namespace aftale::machine::deadlines {

/// `moment` as Timer::moment.
Result<void> remind(Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline, std::uint16_t moment);
/// The due date has passed: the overdue mark.
Result<void> miss(Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline);
/// What a missed deadline leads to is taken now, some time after the overdue mark (`grace`).
void note_then(Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline);
/// A timer, of a timed rule too, that has been taken away without effect: it does not come again for its day, and what
/// follows on it is set as if it had fired.
Result<void> pass_over(Run& run, BranchNo branch, const Timer& timer);

}  // namespace aftale::machine::deadlines
