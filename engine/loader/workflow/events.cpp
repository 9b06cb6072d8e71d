#include "engine/loader/workflow/events.h"

#include <algorithm>

#include "engine/loader/workflow/variables.h"

namespace aftale::loader {

using model::ChartIx;
using model::EventIx;
using model::StateIx;
using model::Variable;

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

void read_events(WorkflowFile& file, const Node* events) {
  if (!events || events->is_null()) return;
  if (!events->is_mapping()) {
    file.reading.error("wrong-shape", events->at,
                       {"events er en tabel: notice_given: {wanted: {type: date}}",
                        "events is a mapping: notice_given: {wanted: {type: date}}"});
    return;
  }
  for (const auto& [key, node] : events->entries) {
    model::Event event;
    event.name = file.reading.id(key, "events");
    if (!node.is_mapping() && !node.is_null()) {
      file.reading.error("wrong-shape", node.at,
                         {"en hændelse er en tabel: " + event.name + ": {title: {da: sendt, en: sent}}",
                          "an event is a mapping: " + event.name + ": {title: {da: sendt, en: sent}}"});
    }
    for (const auto& [field_key, field_node] : node.entries) {
      // A field of that name would be a mapping with a type.
      if (field_key.text == "title" && !field_node.find("type")) {
        event.title = file.reading.bilingual(&field_node, "title");
        continue;
      }
      Variable read = read_variable(file, field_key, field_node, Variable::Role::input);
      const auto& taken = event_members();
      if (std::find(taken.begin(), taken.end(), read.id) != taken.end()) {
        file.reading.error("reserved-name", field_key.at,
                           {"event." + read.id + " har hver hændelse i forvejen; vælg et andet navn",
                            "every event has event." + read.id + " already; choose another name"});
      }
      event.fields.push_back({read.id, read.title, read.declared, read.type, read.optional});
    }
    file.declared_at.emplace_back(event.name, key.at);
    file.declared.push_back(std::move(event));
  }
}

EventIx event_ix(WorkflowFile& file, ChartIx ix, const Node& key) {
  const std::string name = file.reading.id(key, "on");
  const EventIx known = file.chart(ix).event(name);
  if (known != model::kNone) return known;
  model::Event event;
  event.name = name;
  for (const model::Event& declared : file.declared) {
    if (declared.name == name) event = declared;
  }
  // What an opener hears of its own accord has fields of its own.
  if (name == "link_ended") event.fields = link_ended_fields();
  file.chart(ix).events.push_back(std::move(event));
  return static_cast<EventIx>(file.chart(ix).events.size() - 1);
}

feel::Type event_at(WorkflowFile& file, ChartIx ix, StateIx at, std::string_view name) {
  // The minutes of a body inside `at` reach it when nothing further in answers.
  const model::Chart& here = file.bundle.charts[ix];
  const auto& nodes = file.nodes.at(ix);
  bool ballot = here.states[at].for_each.has_value() || here.states[at].call.has_value() || nodes[at]->find("call");
  for (StateIx inner = at; inner < here.states[at].end; ++inner) {
    ballot = ballot || nodes[inner]->find("ballot") || nodes[inner]->find("for_each") || nodes[inner]->find("call");
  }
  for (const model::Event& declared : file.declared) {
    if (declared.name == name && name != "link_ended") return event_type(declared.fields, ballot, false);
  }
  if (name == "link_ended") return event_type(link_ended_fields(), ballot, false);
  return event_type({}, ballot, false);
}

}  // namespace aftale::loader
