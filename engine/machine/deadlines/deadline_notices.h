#pragma once
#include <optional>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/run.h"
#include "engine/machine/deadlines/work_items.h"

/// Internal: who was told of a deadline, and who is told that it was kept after all.
namespace aftale::machine {

/// What was said to somebody about one step of a deadline; a new entry where nothing was.
Told& told_of(const Run& run, DeadlineState& deadline, const OpenWork& work, const Target& target);
/// Whether somebody has heard that the present due date has passed.
bool was_told_it_passed(const DeadlineState& deadline, const Told& told);
/// Something has been said now.
void note_told(const Run& run, DeadlineState& deadline, const OpenWork& work, const Target& target);

/// Whether whoever was told that a deadline has passed is kept with it, so that the same are told when it was kept
/// after all. Cases before semantics 3 tell owner and secretariat (model::kSemantics).
bool remembers_told(const Run& run);

/// The deadline was kept after all: tells everybody who was told that it had passed, about the same step, once.
void correct_deadline(Run& run, BranchNo branch, DeadlineState& deadline);
/// A branch has ended. Where the deadline of all branches has passed and this one was in time, those who were told
/// about it need not wait for the others.
void correct_branch(Run& run, BranchNo ended);

/// The day on which a body was to treat a step is another now, or none. Whoever had a message that named it, and would
/// find it in the calendar on a day that is still to come, is told the new one, or that it is off.
void tell_of_meeting(Run& run, BranchNo branch, const ActiveState& step, time::CivilDate before,
                     std::optional<time::CivilDate> now);
/// A step is left: as above, where a meeting was still to come.
void give_up_meeting(Run& run, BranchNo branch, const ActiveState& step);

}  // namespace aftale::machine
