#pragma once
#include "engine/machine/chart/run.h"

/// Clocks that rest: while a state of `pause_in` is active, while the case is suspended, while a branch is kept.
/// Nothing of it is done for cases of older semantics (model::kSemantics). Errors, everywhere: expression-failed.
namespace aftale::machine::deadlines {

/// A microstep of the branch is done: clocks rest or go on by the states that are active now. One that is overdue has
/// run out already.
Result<void> rest_clocks(Run& run, BranchNo branch);

/// Days on which the whole branch rested: what is counted from the entry of its steps is that much later.
void add_rest(Branch& branch, std::int64_t days);
/// A state of a branch goes on after such days: its dates are computed anew. What has fired has fired.
Result<void> resume_state(Run& run, BranchNo branch, model::StateIx state);
/// The case goes on after a rest: the days since Branch::resting_since are not counted in what is counted from
/// `entered`; reminders whose day has passed meanwhile are not sent.
Result<void> resume(Run& run);

}  // namespace aftale::machine::deadlines
