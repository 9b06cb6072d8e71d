#pragma once
#include "engine/machine/chart/macrostep.h"

/// Internal: a case begins.
namespace aftale::machine {

/// Checks inputs (missing-data, bad-value, unknown-name, check-failed), then enters the first state.
/// The organisation holds on the day. Error: check-failed.
Result<void> check_validity(const Run& run);
/// What the case is called, by its data: into the step.
Result<void> name_case(Run& run);
Result<void> open_case(Run& run, Macrostep& macrostep, const Open& open);

}  // namespace aftale::machine
