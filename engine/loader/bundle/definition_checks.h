#pragma once
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/loader/scope/bundle.h"

namespace aftale::loader {

/// The findings of model::check, without those that only follow from something that could not be read.
void check_definition(Bundle& bundle, const model::Definition& definition);
/// Findings in the order of their places, each once.
std::vector<Diagnostic> sorted_findings(std::vector<Diagnostic> all);

}  // namespace aftale::loader
