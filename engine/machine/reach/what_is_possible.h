#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// `step: event` of what can be done now, for refusals: what lies in the same branch as `near` where anything does,
/// else the first ones, with a last entry `…` where there are more.
std::vector<std::string> what_is_possible(const Run& run, std::string_view near = {});

}  // namespace aftale::machine
