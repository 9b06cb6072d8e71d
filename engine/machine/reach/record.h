#pragma once
#include "engine/machine/chart/macrostep.h"

namespace aftale::machine {

/// A body has treated the matter at a meeting (language, section 8: ballots): reads the minutes, checks them, and takes
/// the transition that they mean. `Macrostep::rest` follows. Errors: those of the command `record`.
Result<void> record(Macrostep& macrostep, const Record& record);

}  // namespace aftale::machine
