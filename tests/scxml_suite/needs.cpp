#include "tests/scxml_suite/needs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "tests/scxml_suite/sending.h"
#include "tests/scxml_suite/xml.h"

namespace aftale::scxml_suite {
namespace {

constexpr std::array<std::string_view, 15> kElements{"scxml",      "state", "parallel", "final",     "history",
                                                     "initial",    "raise", "onentry",  "log",       "onexit",
                                                     "transition", "send",  "cancel",   "conf:pass", "conf:fail"};
constexpr std::array<std::string_view, 6> kConformance{"conf:datamodel", "conf:targetpass", "conf:targetfail",
                                                       "conf:delay",     "conf:true",       "conf:false"};

template <std::size_t n>
bool among(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Needs {
 public:
  void look(const pugi::xml_node& node) {
    const std::string_view name = name_of(node);
    if (name.empty()) return;
    if (!among(kElements, name)) add("<" + std::string(name) + ">");
    for (const pugi::xml_attribute& attribute : node.attributes()) look(name, attribute);
    for (const pugi::xml_node& child : node.children()) look(child);
  }

  std::vector<std::string> take() { return std::move(found_); }

 private:
  void look(std::string_view element, const pugi::xml_attribute& attribute) {
    const std::string_view name = name_of(attribute), value = attribute.value();
    const std::string shown = std::string(name) + "=\"" + std::string(value) + "\"";
    if (name.starts_with("conf:")) {
      if (!among(kConformance, name)) add(shown);
    } else if (name == "cond") {
      if (value != "true" && value != "false") add(shown);
    } else if (name == "namelist" || name == "idlocation" || (name.ends_with("expr") && element != "log")) {
      add(shown);
    } else if (element == "send") {
      const bool foreign = (name == "target" && !value.empty() && value != "#_internal") ||
                           (name == "type" && value != "scxml" && !value.ends_with("#SCXMLEventProcessor")) ||
                           (name == "delay" && !milliseconds_of(value));
      if (foreign) add("<send " + shown + ">");
    }
  }

  void add(std::string need) {
    if (std::find(found_.begin(), found_.end(), need) == found_.end()) found_.push_back(std::move(need));
  }

  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> needs_of(const pugi::xml_node& chart) {
  Needs needs;
  needs.look(chart);
  return needs.take();
}

}  // namespace aftale::scxml_suite
