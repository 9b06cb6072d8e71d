#pragma once
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace aftale::scxml_suite {

/// What a chart needs and this engine has on purpose in another form, or not at all: data model, expressions, scripts,
/// invocations, messages to others. Each once, in document order; none: the chart is applicable.
std::vector<std::string> needs_of(const pugi::xml_node& chart);

}  // namespace aftale::scxml_suite
