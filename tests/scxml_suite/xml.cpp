#include "tests/scxml_suite/xml.h"

#include <algorithm>
#include <array>

namespace aftale::scxml_suite {
namespace {

std::string_view local(std::string_view name) {
  if (name.starts_with("conf:")) return name;
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view name_of(const pugi::xml_node& node) {
  return node.type() == pugi::node_element ? local(node.name()) : std::string_view();
}

std::string_view name_of(const pugi::xml_attribute& attribute) {
  return local(attribute.name());
}

bool is_state(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames{"state",   "parallel",  "final",
                                                          "history", "conf:pass", "conf:fail"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::vector<pugi::xml_node> children_of(const pugi::xml_node& node, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (const pugi::xml_node& child : node.children()) {
    if (name_of(child) == name) found.push_back(child);
  }
  return found;
}

std::vector<std::string> words_of(std::string_view text) {
  static constexpr std::string_view kSpace = " \t\r\n";
  std::vector<std::string> words;
  for (std::size_t at = text.find_first_not_of(kSpace); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(kSpace, end);
  }
  return words;
}

}  // namespace aftale::scxml_suite
