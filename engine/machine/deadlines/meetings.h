#pragma once
#include <optional>

#include "engine/machine/chart/run.h"

/// The planned meeting of a step that a body treats has changed, and whoever had been told of it is told.
namespace aftale::machine {

/// The day on which a body was to treat a step is another now, or none. Whoever had a message that named it, and would
/// find it in the calendar on a day that is still to come, is told the new one, or that it is off.
void tell_of_meeting(Run& run, BranchNo branch, const ActiveState& step, time::CivilDate before,
                     std::optional<time::CivilDate> now);
/// A step is left: as above, where a meeting was still to come.
void give_up_meeting(Run& run, BranchNo branch, const ActiveState& step);
/// The plans have changed: planned meetings of a branch that are still to come are looked up again, and whoever had
/// been told of another day is told. What minutes have named stays.
void follow_meeting_plan(Run& run, BranchNo branch);

}  // namespace aftale::machine
