#pragma once
#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// Sends what a notify action says, with the documents it attaches. Error: expression-failed.
Result<void> notify(Run& run, BranchNo branch, model::StateIx state, const model::NotifyAction& action);

}  // namespace aftale::machine
