#pragma once
#include "engine/machine/chart/macrostep.h"

/// A `for_each` or a call from its entry to its decision. Errors, everywhere: expression-failed, those of a list's
/// keys, and too-large where a case gets too many branches.
namespace aftale::machine::branches {

/// Opens the branches of a state that was entered, or lets kept ones come back.
Result<void> open(Macrostep& macrostep, Fork at);
/// Looks at `decide`, `empty` and `done`. Where all have answered and no rule holds, the secretariat is told.
Result<void> look(Macrostep& macrostep, Fork at);

}  // namespace aftale::machine::branches
