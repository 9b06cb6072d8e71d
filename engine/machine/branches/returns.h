#pragma once
#include <vector>

#include "engine/machine/branches/list_keys.h"
#include "engine/machine/chart/leaving.h"
#include "engine/machine/chart/macrostep.h"

/// A `for_each` or call is left, and its branches rest until it is entered again (`rest: keep`), or are cancelled.
namespace aftale::machine::branches {

void leave_children(Run& run, BranchNo parent, model::StateIx state, const Left& left);
/// A branch that was kept goes on where it was: nothing is entered again, only the dates are computed anew. Error:
/// expression-failed.
Result<void> wake_branch(Run& run, Agenda& agenda, BranchNo branch);
/// Kept branches come back, by the list as it is now. Errors: as those of new rounds.
Result<void> come_back(Macrostep& macrostep, Fork at, const std::vector<Element>& elements);

}  // namespace aftale::machine::branches
