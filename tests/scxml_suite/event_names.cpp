#include "tests/scxml_suite/event_names.h"

#include <algorithm>

#include "tests/scxml_suite/xml.h"

namespace aftale::scxml_suite {
namespace {

void add(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

void collect(const pugi::xml_node& node, std::vector<std::string>& names) {
  const std::string_view name = name_of(node);
  if (name == "raise" || name == "send") add(names, node.attribute("event").value());
  const std::string id = node.attribute("id").value();
  if ((name == "state" || name == "parallel") && !id.empty()) add(names, "done.state." + id);
  for (const pugi::xml_node& child : node.children()) collect(child, names);
}

}  // namespace

bool takes(std::string_view descriptor, std::string_view event) {
  if (descriptor == "*") return true;
  if (descriptor.ends_with(".*")) descriptor.remove_suffix(2);
  if (descriptor.ends_with(".")) descriptor.remove_suffix(1);
  return event.starts_with(descriptor) && (event.size() == descriptor.size() || event[descriptor.size()] == '.');
}

std::vector<std::string> events_of(const pugi::xml_node& chart, const std::vector<std::string>& from_outside) {
  std::vector<std::string> names{"error.execution"};
  for (const std::string& name : from_outside) add(names, name);
  collect(chart, names);
  return names;
}

}  // namespace aftale::scxml_suite
