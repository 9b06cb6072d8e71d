#pragma once
#include "engine/loader/bundle.h"

namespace aftale::loader {

/// What a case is told must be an event that its workflow knows, with the data that it declares there. Findings
/// `unknown-event`, `unknown-input`, `missing-input`.
void check_told(const Bundle::Told& told, const model::Definition& other, std::vector<Diagnostic>& findings);

}  // namespace aftale::loader
