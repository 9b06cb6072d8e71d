#pragma once
#include "engine/machine/chart/macrostep.h"

/// A case begins.
namespace aftale::machine {

/// The organisation holds on the day. Error: check-failed.
Result<void> check_validity(const Run& run);
/// What the case is called, by its data: into the step.
Result<void> name_case(Run& run);
/// Checks inputs, enters the first state and carries on until the case is at rest. Errors: missing-data, bad-value,
/// unknown-name, check-failed.
Result<void> open_case(Macrostep& macrostep, const Open& open);

}  // namespace aftale::machine
