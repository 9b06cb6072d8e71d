#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/workflow_reader.h"
#include "engine/model/graph.h"

/// Inputs, data and events with data.
namespace aftale::loader {

using model::ChartIx;
using model::EventIx;
using model::StateIx;
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

Variable WorkflowReader::read_variable(const Node& key, const Node& node, Variable::Role role) {
  Variable variable;
  variable.role = role;
  variable.id = reading_.id(key, role == Variable::Role::input ? "inputs" : "data");
  variable.title = title_of(variable.id);
  variable.at = key.at;
  const bool input = role == Variable::Role::input;
  const std::vector<std::string> known = input ? std::vector<std::string>{"type", "title", "optional", "one_of"}
                                               : std::vector<std::string>{"type", "title", "value", "one_of"};
  if (!node.is_mapping()) {
    reading_.error("wrong-shape", node.is_null() ? key.at : node.at,
                   {variable.id + " skal have en type: " + variable.id + ": {type: string}",
                    variable.id + " needs a type: " + variable.id + ": {type: string}"});
    return variable;
  }
  reading_.keys(node, known);
  if (const Node* title = node.find("title")) variable.title = reading_.bilingual(title, "title");
  if (const Node* type = node.find("type")) {
    if (auto declared = read_type(*type, reading_)) {
      variable.declared = std::move(*declared);
      variable.type = feel_type(variable.declared, bundle_.organisation_or_null());
    }
  } else {
    missing(key.at, "type", {"skriv " + variable.id + ": {type: string}", "write " + variable.id + ": {type: string}"});
  }
  read_one_of(node, reading_, variable.declared);
  if (const Node* optional = node.find("optional"); optional && input) {
    variable.optional = reading_.boolean(optional, "optional").value_or(false);
  }
  return variable;
}

void WorkflowReader::read_inputs(const Node* inputs) {
  if (!inputs || inputs->is_null()) return;
  if (!inputs->is_mapping()) {
    reading_.error("wrong-shape", inputs->at,
                   {"inputs er en tabel: first_day: {type: date}", "inputs is a mapping: first_day: {type: date}"});
    return;
  }
  for (const auto& [key, node] : inputs->entries) {
    chart(top_).variables.push_back(read_variable(key, node, Variable::Role::input));
  }
}

void WorkflowReader::read_data(ChartIx ix, const Node* data, const Place& place) {
  if (!data || data->is_null()) return;
  if (!data->is_mapping()) {
    reading_.error(
        "wrong-shape", data->at,
        {"data er en tabel: count: {type: number, value: 0}", "data is a mapping: count: {type: number, value: 0}"});
    return;
  }
  for (const auto& [key, node] : data->entries) {
    Variable variable = read_variable(key, node, Variable::Role::data);
    for (const Variable& other : chart(ix).variables) {
      if (other.id != variable.id) continue;
      reading_.error(
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
      variable.initial = read_expression(bundle_, *value, place, "value", expected);
    }
    chart(ix).variables.push_back(std::move(variable));
  }
}

void WorkflowReader::read_events(const Node* events) {
  if (!events || events->is_null()) return;
  if (!events->is_mapping()) {
    reading_.error("wrong-shape", events->at,
                   {"events er en tabel: notice_given: {wanted: {type: date}}",
                    "events is a mapping: notice_given: {wanted: {type: date}}"});
    return;
  }
  for (const auto& [key, node] : events->entries) {
    model::Event event;
    event.name = reading_.id(key, "events");
    if (!node.is_mapping() && !node.is_null()) {
      reading_.error("wrong-shape", node.at,
                     {"en hændelse er en tabel: " + event.name + ": {title: {da: sendt, en: sent}}",
                      "an event is a mapping: " + event.name + ": {title: {da: sendt, en: sent}}"});
    }
    for (const auto& [field_key, field_node] : node.entries) {
      // A field of that name would be a mapping with a type.
      if (field_key.text == "title" && !field_node.find("type")) {
        event.title = reading_.bilingual(&field_node, "title");
        continue;
      }
      Variable read = read_variable(field_key, field_node, Variable::Role::input);
      const auto& taken = event_members();
      if (std::find(taken.begin(), taken.end(), read.id) != taken.end()) {
        reading_.error("reserved-name", field_key.at,
                       {"event." + read.id + " har hver hændelse i forvejen; vælg et andet navn",
                        "every event has event." + read.id + " already; choose another name"});
      }
      event.fields.push_back({read.id, read.title, read.declared, read.type, read.optional});
    }
    declared_at_.emplace_back(event.name, key.at);
    declared_.push_back(std::move(event));
  }
}

namespace {

/// What is told to whoever opened a case, when that has ended; beside its outcome and result.
std::vector<model::EventField> link_ended_fields() {
  const auto text = [](const char* id, Text title, model::DeclaredType::Name name) {
    model::EventField field;
    field.id = id;
    field.title = std::move(title);
    field.declared.name = name;
    field.type = feel::Type::Kind::string;
    return field;
  };
  return {text("link", {"Sagens navn her", "What the case is called here"}, model::DeclaredType::Name::string),
          text("case", {"Sagens nøgle", "Key of the case"}, model::DeclaredType::Name::case_)};
}

}  // namespace

EventIx WorkflowReader::event_ix(ChartIx ix, const Node& key) {
  const std::string name = reading_.id(key, "on");
  const EventIx known = chart(ix).event(name);
  if (known != model::kNone) return known;
  model::Event event;
  event.name = name;
  for (const model::Event& declared : declared_) {
    if (declared.name == name) event = declared;
  }
  // What an opener hears of its own accord has fields of its own.
  if (name == "link_ended") event.fields = link_ended_fields();
  chart(ix).events.push_back(std::move(event));
  return static_cast<EventIx>(chart(ix).events.size() - 1);
}

feel::Type WorkflowReader::event_at(ChartIx ix, StateIx at, std::string_view name) const {
  // The minutes of a body inside `at` reach it when nothing further in answers.
  const model::Chart& here = bundle_.charts[ix];
  const auto& nodes = nodes_.at(ix);
  bool ballot = here.states[at].for_each.has_value() || here.states[at].call.has_value() || nodes[at]->find("call");
  for (StateIx inner = at; inner < here.states[at].end; ++inner) {
    ballot = ballot || nodes[inner]->find("ballot") || nodes[inner]->find("for_each") || nodes[inner]->find("call");
  }
  for (const model::Event& declared : declared_) {
    if (declared.name == name && name != "link_ended") return event_type(declared.fields, ballot, false);
  }
  if (name == "link_ended") return event_type(link_ended_fields(), ballot, false);
  return event_type({}, ballot, false);
}

}  // namespace aftale::loader
