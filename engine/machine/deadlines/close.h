#pragma once
#include "engine/machine/chart/leaving.h"
#include "engine/machine/chart/run.h"

namespace aftale::machine::deadlines {

/// A state is left: each of its deadlines is met, given up or rests, and those who were told that one had passed are
/// told when it was kept after all. Judged by the day on which the bodies decided, not by the day on which we were
/// told.
void close(Run& run, BranchNo branch, model::StateIx state, const Left& left);

}  // namespace aftale::machine::deadlines
