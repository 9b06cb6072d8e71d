#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "engine/feel/value.h"

/// Values as the suite's test files write them, and how its published runners compare them.
namespace aftale::dmn_tck {

/// The name of an element or attribute without its prefix.
std::string_view local_name(std::string_view qualified);
/// The first child element of that local name, or an empty node.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
/// The text of that child, or empty.
std::string child_text(const pugi::xml_node& node, std::string_view name);
bool is_element(const pugi::xml_node& node, std::string_view name);

/// The value of an `expected`, `inputNode`, `item` or `component`.
feel::Value read_value(const pugi::xml_node& node);
/// Numbers are the same when they differ by less than 0.00000001, everything else by its parts.
bool same_value(const feel::Value& got, const feel::Value& expected);

}  // namespace aftale::dmn_tck
