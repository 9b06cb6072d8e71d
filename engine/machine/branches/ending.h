#pragma once
#include "engine/machine/chart/agenda.h"
#include "engine/machine/chart/run.h"

/// Branches end: by themselves, or given up from outside.
namespace aftale::machine::branches {

/// A branch has come to a final state of its chart, and has its outcome. With branch 0 the case is over.
void end(Run& run, Agenda& agenda, BranchNo branch);
/// Given up with all that is below it: nothing more is done in it, so no exit actions either.
void cancel(Run& run, BranchNo branch);
/// A body that is passed over: nothing more happens in its branch, which counts as answered.
void pass_over(Run& run, Agenda& agenda, BranchNo branch);

}  // namespace aftale::machine::branches
