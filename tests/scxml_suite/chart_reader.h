#pragma once
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/definition.h"

namespace aftale::scxml_suite {

/// Which transition domains a chart will be run with: the engine's (D1), or SCXML's own.
enum class Domains : std::uint8_t { regional, strict };

/// The chart as the engine takes it; `events` are all that can come (`events_of`). Only for charts that need nothing
/// more (`needs_of`). Errors: unknown-state for an id that no state has.
Result<model::Definition> read_chart(const pugi::xml_node& chart, const std::vector<std::string>& events,
                                     Domains domains);

}  // namespace aftale::scxml_suite
