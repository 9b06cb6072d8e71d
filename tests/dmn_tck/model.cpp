#include "tests/dmn_tck/model.h"

#include <algorithm>
#include <set>

#include "engine/feel/value/coercion.h"
#include "tests/dmn_tck/xml_value.h"

namespace aftale::dmn_tck {
namespace {

using feel::Type;

const std::map<std::string, Type::Kind, std::less<>>& base_types() {
  static const std::map<std::string, Type::Kind, std::less<>> types{
      {"Any", Type::Kind::any},
      {"Null", Type::Kind::null},
      {"boolean", Type::Kind::boolean},
      {"number", Type::Kind::number},
      {"string", Type::Kind::string},
      {"date", Type::Kind::date},
      {"time", Type::Kind::time},
      {"date and time", Type::Kind::date_time},
      {"dateTime", Type::Kind::date_time},
      {"years and months duration", Type::Kind::months},
      {"yearMonthDuration", Type::Kind::months},
      {"days and time duration", Type::Kind::days},
      {"dayTimeDuration", Type::Kind::days},
      {"list", Type::Kind::list},
      {"context", Type::Kind::context},
      {"function", Type::Kind::function},
  };
  return types;
}

/// Resolves type references through the model's item definitions.
class Types {
 public:
  explicit Types(const pugi::xml_node& definitions) : definitions_(definitions) {}

  Type of_reference(const std::string& reference) {
    const auto base = base_types().find(local_name(reference));
    if (base != base_types().end()) return base->second;
    for (const pugi::xml_node& node : definitions_.children()) {
      if (is_element(node, "itemDefinition") && node.attribute("name").value() == reference) return of_item(node);
    }
    return {};
  }

  Type of_variable(const pugi::xml_node& element) {
    return of_reference(child(element, "variable").attribute("typeRef").value());
  }

 private:
  Type of_item(const pugi::xml_node& item) {
    constexpr int kDeepest = 20;  // an item definition may name itself
    if (depth_ > kDeepest) return {};
    ++depth_;
    Type type;
    std::vector<std::pair<std::string, Type>> members;
    for (const pugi::xml_node& node : item.children()) {
      if (is_element(node, "typeRef")) type = of_reference(node.text().get());
      if (is_element(node, "itemComponent")) members.emplace_back(node.attribute("name").value(), of_item(node));
      if (is_element(node, "functionItem")) type = Type::Kind::function;
    }
    --depth_;
    if (!members.empty()) type = Type::record(std::move(members), true);
    return item.attribute("isCollection").as_bool() ? Type::list_of(type) : type;
  }

  pugi::xml_node definitions_;
  int depth_ = 0;
};

std::optional<Logic> read_logic(const pugi::xml_node& holder, Types& types);

std::optional<Logic> read_context(const pugi::xml_node& context, Types& types) {
  Logic logic;
  logic.is_context = true;
  logic.type = types.of_reference(context.attribute("typeRef").value());
  for (const pugi::xml_node& node : context.children()) {
    if (!is_element(node, "contextEntry")) continue;
    std::optional<Logic> part = read_logic(node, types);
    if (!part) return std::nullopt;
    const pugi::xml_node variable = child(node, "variable");
    logic.entries.push_back({variable.attribute("name").value(), types.of_variable(node), std::move(*part)});
  }
  return logic;
}

std::optional<Logic> read_logic(const pugi::xml_node& holder, Types& types) {
  if (const pugi::xml_node literal = child(holder, "literalExpression")) {
    Logic logic;
    logic.text = child_text(literal, "text");
    logic.type = types.of_reference(literal.attribute("typeRef").value());
    return logic;
  }
  const pugi::xml_node context = child(holder, "context");
  return context ? read_context(context, types) : std::nullopt;
}

/// The ids behind the element's requirements; an id of another model makes it foreign.
void read_requirements(const pugi::xml_node& node, Element& element) {
  for (const pugi::xml_node& requirement : node.children()) {
    if (!is_element(requirement, "informationRequirement") && !is_element(requirement, "knowledgeRequirement")) {
      continue;
    }
    for (const pugi::xml_node& target : requirement.children()) {
      const std::string href = target.attribute("href").value();
      if (href.empty()) continue;
      const std::size_t hash = href.find('#');
      if (hash != 0) element.requires_foreign = true;
      element.requires_ids.push_back(hash == std::string::npos ? href : href.substr(hash + 1));
    }
  }
}

void read_function(const pugi::xml_node& node, Types& types, Element& element) {
  const pugi::xml_node function = child(node, "encapsulatedLogic");
  for (const pugi::xml_node& part : function.children()) {
    if (!is_element(part, "formalParameter")) continue;
    element.parameters.push_back(
        {part.attribute("name").value(), types.of_reference(part.attribute("typeRef").value())});
  }
  const std::string kind = function.attribute("kind").value();
  if (kind.empty() || kind == "FEEL") element.logic = read_logic(function, types);
}

}  // namespace

const Element* Model::by_id(const std::string& id) const {
  const auto found = std::find_if(elements.begin(), elements.end(), [&](const Element& each) { return each.id == id; });
  return found == elements.end() ? nullptr : &*found;
}

const Element* Model::by_name(const std::string& name) const {
  const auto found =
      std::find_if(elements.begin(), elements.end(), [&](const Element& each) { return each.name == name; });
  return found == elements.end() ? nullptr : &*found;
}

bool Model::attempts(const Element& element) const {
  std::vector<const Element*> open{&element};
  std::set<const Element*> seen;
  while (!open.empty()) {
    const Element* next = open.back();
    open.pop_back();
    if (!seen.insert(next).second || next->kind == Element::Kind::input) continue;
    if (!next->logic || next->requires_foreign) return false;
    for (const std::string& id : next->requires_ids) {
      const Element* required = by_id(id);
      if (required == nullptr) return false;
      open.push_back(required);
    }
  }
  return true;
}

std::optional<Model> read_model(const std::string& path) {
  pugi::xml_document document;
  if (!document.load_file(path.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single)) return std::nullopt;
  const pugi::xml_node definitions = document.document_element();
  Types types(definitions);
  Model model;
  for (const pugi::xml_node& node : definitions.children()) {
    Element element;
    if (is_element(node, "inputData"))
      element.kind = Element::Kind::input;
    else if (is_element(node, "decision"))
      element.kind = Element::Kind::decision;
    else if (is_element(node, "businessKnowledgeModel"))
      element.kind = Element::Kind::knowledge;
    else
      continue;
    element.id = node.attribute("id").value();
    element.name = node.attribute("name").value();
    element.type = types.of_variable(node);
    read_requirements(node, element);
    if (element.kind == Element::Kind::decision) element.logic = read_logic(node, types);
    if (element.kind == Element::Kind::knowledge) read_function(node, types, element);
    model.elements.push_back(std::move(element));
  }
  return model;
}

feel::Value fitted(const feel::Value& value, const Type& type) {
  return coerced(value, type).value_or(feel::Value());
}

}  // namespace aftale::dmn_tck
