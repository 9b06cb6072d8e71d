#pragma once
#include "engine/machine/macrostep.h"

/// Internal: a case begins.
namespace aftale::machine {

/// Checks inputs (missing-data, bad-value, unknown-name, check-failed), then enters the first state.
Result<void> open_case(Run& run, Macrostep& macrostep, const Open& open);

}  // namespace aftale::machine
