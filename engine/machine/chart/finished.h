#pragma once
#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// A state has come to its end (SCXML's isInFinalState): a compound one to its final state, a parallel one in every
/// region, a `for_each` or call in its branches.
bool finished(const Run& run, BranchNo branch, model::StateIx state);
/// The day on which the last of what was inside came to its end.
time::CivilDate finished_on(const Run& run, BranchNo branch, model::StateIx state);

}  // namespace aftale::machine
