#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

/// SCXML as XML: names without the prefix of its namespace. The suites write `conf:` for what is no SCXML.
namespace aftale::scxml_suite {

/// `state` of `state` and `ns0:state`; names that begin with `conf:` stay whole. Empty for what is no element.
std::string_view name_of(const pugi::xml_node& node);
/// Of an attribute, the same.
std::string_view name_of(const pugi::xml_attribute& attribute);

/// `state`, `parallel`, `final`, `history`, and what stands for finals: `conf:pass`, `conf:fail`.
bool is_state(std::string_view name);
/// The child elements of that name, in document order.
std::vector<pugi::xml_node> children_of(const pugi::xml_node& node, std::string_view name);
/// The words of a list of ids or event descriptors.
std::vector<std::string> words_of(std::string_view text);

}  // namespace aftale::scxml_suite
