#pragma once
#include <cstdint>

#include "engine/loader/scope/bundle.h"

namespace aftale::loader {

/// Reads one workflow file into place `workflow` of the bundle: first its states, so that names are known; then, chart
/// by chart from the outside in, its data and everything that holds expressions. Gives the index of its chart; findings
/// are in the bundle.
model::ChartIx read_workflow(Bundle& bundle, const Node& root, std::uint16_t workflow);

}  // namespace aftale::loader
