#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace aftale::scxml_suite {

/// Whether a descriptor of a transition (`foo`, `foo.`, `foo.*`, `*`) takes an event: whole words between the dots,
/// from the left (SCXML 1.0 section 3.12.1).
bool takes(std::string_view descriptor, std::string_view event);

/// Every event that can come to a chart: what it raises and sends, what its states report, errors, and `from_outside`.
/// Each once.
std::vector<std::string> events_of(const pugi::xml_node& chart, const std::vector<std::string>& from_outside);

}  // namespace aftale::scxml_suite
