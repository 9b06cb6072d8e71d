#include "engine/loader/workflow/variables.h"

#include <algorithm>

#include "engine/loader/loader.h"
#include "engine/loader/scope/expressions.h"

namespace aftale::loader {

using model::ChartIx;
using model::Variable;

namespace {

/// `one_of: [a, b]` of a string.
void read_one_of(const Node& node, Reading& reading, model::DeclaredType& type) {
  const Node* one_of = node.find("one_of");
  if (!one_of) return;
  if (type.name != model::DeclaredType::Name::string) {
    reading.error("wrong-value", one_of->at,
                  {"one_of begrænser en string, ikke " + type.text(), "one_of limits a string, not " + type.text()});
    return;
  }
  for (const Node* word : reading.scalars(one_of, "one_of")) type.one_of.push_back(word->text);
}

}  // namespace

Variable read_variable(WorkflowFile& file, const Node& key, const Node& node, Variable::Role role) {
  Variable variable;
  variable.role = role;
  variable.id = file.reading.id(key, role == Variable::Role::input ? "inputs" : "data");
  variable.title = title_of(variable.id);
  variable.at = key.at;
  const bool input = role == Variable::Role::input;
  const std::vector<std::string> known = input ? std::vector<std::string>{"type", "title", "optional", "one_of"}
                                               : std::vector<std::string>{"type", "title", "value", "one_of"};
  if (!node.is_mapping()) {
    file.reading.error("wrong-shape", node.is_null() ? key.at : node.at,
                       {variable.id + " skal have en type: " + variable.id + ": {type: string}",
                        variable.id + " needs a type: " + variable.id + ": {type: string}"});
    return variable;
  }
  file.reading.keys(node, known);
  if (const Node* title = node.find("title")) variable.title = file.reading.bilingual(title, "title");
  if (const Node* type = node.find("type")) {
    if (auto declared = read_type(*type, file.reading)) {
      variable.declared = std::move(*declared);
      variable.type = feel_type(variable.declared, file.bundle.organisation_or_null());
    }
  } else {
    file.missing(key.at, "type",
                 {"skriv " + variable.id + ": {type: string}", "write " + variable.id + ": {type: string}"});
  }
  read_one_of(node, file.reading, variable.declared);
  if (const Node* optional = node.find("optional"); optional && input) {
    variable.optional = file.reading.boolean(optional, "optional").value_or(false);
  }
  return variable;
}

void read_inputs(WorkflowFile& file, const Node* inputs) {
  if (!inputs || inputs->is_null()) return;
  if (!inputs->is_mapping()) {
    file.reading.error("wrong-shape", inputs->at,
                       {"inputs er en tabel: first_day: {type: date}", "inputs is a mapping: first_day: {type: date}"});
    return;
  }
  for (const auto& [key, node] : inputs->entries) {
    file.chart(file.top).variables.push_back(read_variable(file, key, node, Variable::Role::input));
  }
}

void read_data(WorkflowFile& file, ChartIx ix, const Node* data, const Place& place) {
  if (!data || data->is_null()) return;
  if (!data->is_mapping()) {
    file.reading.error(
        "wrong-shape", data->at,
        {"data er en tabel: count: {type: number, value: 0}", "data is a mapping: count: {type: number, value: 0}"});
    return;
  }
  for (const auto& [key, node] : data->entries) {
    Variable variable = read_variable(file, key, node, Variable::Role::data);
    for (const Variable& other : file.chart(ix).variables) {
      if (other.id != variable.id) continue;
      file.reading.error(
          "duplicate-name", key.at,
          {variable.id + " findes allerede som " + (other.role == Variable::Role::input ? "input" : "grenens navn"),
           variable.id + " is already " + (other.role == Variable::Role::input ? "an input" : "the branch's name")});
    }
    if (const Node* value = node.find("value")) {
      // Those declared before it can be seen, so the order of the file is the order of their first values.
      const std::vector<feel::Type::Kind> kinds = variable.type.kind() == feel::Type::Kind::any
                                                      ? std::vector<feel::Type::Kind>{}
                                                      : std::vector<feel::Type::Kind>{variable.type.kind()};
      const Expected expected{kinds, same_text(variable.declared.text())};
      variable.initial = read_expression(file.bundle, *value, place, "value", expected);
    }
    file.chart(ix).variables.push_back(std::move(variable));
  }
}

}  // namespace aftale::loader
