#pragma once
#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/run.h"
#include "engine/machine/deadlines/work_items.h"

/// Who was told of a deadline.
namespace aftale::machine {

/// Whether whoever was told that a deadline has passed is kept with it, so that the same are told when it was kept
/// after all. Cases before semantics 3 tell owner and secretariat (model::kSemantics).
bool remembers_told(const Run& run);
/// What was said to somebody about one step of a deadline; a new entry where nothing was.
Told& told_of(const Run& run, DeadlineState& deadline, const OpenWork& work, const Target& target);
/// Whether somebody has heard that the present due date has passed.
bool was_told_it_passed(const DeadlineState& deadline, const Told& told);
/// Something has been said now.
void note_told(const Run& run, DeadlineState& deadline, const OpenWork& work, const Target& target);
/// Whoever is kept under a name; somebody without a place in the organisation is called as before.
Target target_of(const Run& run, const Told& told);

}  // namespace aftale::machine
