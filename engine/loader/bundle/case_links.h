#pragma once
#include "engine/loader/scope/bundle.h"

namespace aftale::loader {

/// What a case is given that is opened must be inputs of its workflow, and all that are needed. Findings
/// `unknown-input`, `missing-input`.
void check_given(const Bundle::Opened& opened, const std::vector<model::Variable>& variables,
                 std::vector<Diagnostic>& findings);
/// What a case is told must be an event that its workflow knows, with the data that it declares there. Findings
/// `unknown-event`, `unknown-input`, `missing-input`.
void check_told(const Bundle::Told& told, const model::Definition& other, std::vector<Diagnostic>& findings);

}  // namespace aftale::loader
