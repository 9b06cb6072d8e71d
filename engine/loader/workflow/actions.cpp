#include "engine/loader/workflow/actions.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/addressees.h"
#include "engine/loader/workflow/documents.h"
#include "engine/loader/workflow/other_cases.h"

namespace aftale::loader {
namespace {

const std::vector<std::string>& action_words() {
  static const std::vector<std::string> words{"set", "stamp", "notify", "raise", "freeze", "open", "tell"};
  return words;
}

void add_set(WorkflowFile& file, const Node& name, feel::Expression value, const Place& place,
             std::vector<model::Action>& actions) {
  const auto found = find_variable(file.bundle, place.chart, name.text);
  if (!found) {
    std::vector<std::string> names;
    for (const std::string& each : variable_names(file.bundle, place.chart)) {
      if (find_variable(file.bundle, place.chart, each)->variable->role == model::Variable::Role::data)
        names.push_back(each);
    }
    const std::string near = nearest(name.text, names);
    file.reading.error(
        "unknown-name", name.at,
        {"Der er ingen data " + name.text + (near.empty() ? "; skriv dem under data" : "; mente du " + near + "?"),
         "There is no datum " + name.text + (near.empty() ? "; write it under data" : "; did you mean " + near + "?")},
        names, near);
    return;
  }
  if (found->variable->role != model::Variable::Role::data) {
    const bool input = found->variable->role == model::Variable::Role::input;
    file.reading.error(
        "not-writable", name.at,
        {name.text + (input ? " er et input" : " er grenens eget element") + " og kan ikke skrives; brug data",
         name.text + (input ? " is an input" : " is the branch's own element") + " and cannot be written; use data"});
    return;
  }
  actions.emplace_back(model::SetAction{found->depth, found->index, std::move(value), name.at});
}

void read_set(WorkflowFile& file, const Node& value, const Place& place, std::vector<model::Action>& actions) {
  if (!value.is_mapping()) {
    file.reading.error("wrong-shape", value.at,
                       {"set er en tabel: set: {navn: udtryk}", "set is a mapping: set: {name: expression}"});
    return;
  }
  report_split_text(file.bundle, value);
  for (const auto& [name, expression] : value.entries) {
    if (value.flow && expression.is_null()) continue;
    const auto found = find_variable(file.bundle, place.chart, name.text);
    Expected expected;
    if (found && found->variable->type.kind() != feel::Type::Kind::any) {
      expected = {{found->variable->type.kind()}, same_text(found->variable->declared.text())};
    }
    add_set(file, name, read_expression(file.bundle, expression, place, name.text.c_str(), expected), place, actions);
  }
}

void read_notify(WorkflowFile& file, const Node& value, const Place& place, std::vector<model::Action>& actions) {
  if (!file.reading.keys(value, {"to", "template", "attach"})) return;
  model::NotifyAction notify;
  notify.at = value.at;
  if (const Node* to = value.find("to")) {
    notify.to = read_addressees(file, *to, place, "to");
  } else {
    file.missing(value.at, "to", {"skriv, hvem der skal have besked", "write who is to be told"});
  }
  if (const Node* name = value.find("template")) {
    notify.template_name = file.reading.text(name, "template").value_or("");
    const bool fits = std::all_of(notify.template_name.begin(), notify.template_name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
    if (!fits) {
      file.reading.error(
          "wrong-value", name->at,
          {"Navnet på en skabelon har kun små bogstaver, tal og bindestreger: " + notify.template_name,
           "The name of a template has only lower-case letters, digits and hyphens: " + notify.template_name});
    }
  } else {
    file.missing(value.at, "template",
                 {"skriv navnet på beskedens skabelon", "write the name of the message's template"});
  }
  if (const Node* attach = value.find("attach")) {
    for (const Node* name : file.reading.scalars(attach, "attach", true)) {
      if (const auto found = find_document(file, *name, place)) notify.attach.push_back(*found);
    }
  }
  actions.emplace_back(std::move(notify));
}

void read_action(WorkflowFile& file, const Node& key, const Node& value, const Place& place,
                 std::vector<model::Action>& actions) {
  const auto& words = action_words();
  if (std::find(words.begin(), words.end(), key.text) == words.end()) return;
  if (value.is_null()) {
    file.reading.error("missing-value", key.at, {key.text + " mangler sin værdi", key.text + " lacks its value"});
    return;
  }
  if (key.text == "set") {
    read_set(file, value, place, actions);
  } else if (key.text == "stamp") {
    for (const Node* name : file.reading.scalars(&value, "stamp", true)) {
      add_set(file, *name, try_compile(file.bundle, "event.date", name->at, place), place, actions);
    }
  } else if (key.text == "notify") {
    read_notify(file, value, place, actions);
  } else if (key.text == "raise") {
    for (const Node* name : file.reading.scalars(&value, "raise", true)) {
      actions.emplace_back(model::RaiseAction{file.reading.id(*name, "raise"), name->at});
    }
  } else if (key.text == "open") {
    read_open(file, value, place, actions);
  } else if (key.text == "tell") {
    read_tell(file, value, place, actions);
  } else {
    for (const Node* name : file.reading.scalars(&value, "freeze", true)) {
      if (const auto found = find_document(file, *name, place))
        actions.emplace_back(model::FreezeAction{*found, name->at});
    }
  }
}

}  // namespace

std::vector<model::Action> read_actions(WorkflowFile& file, const Node* node, const Place& place) {
  std::vector<model::Action> actions;
  if (!node || node->is_null()) return actions;
  std::vector<const Node*> items;
  if (node->is_sequence()) {
    for (const Node& item : node->items) items.push_back(&item);
  } else {
    items.push_back(node);
  }
  for (const Node* item : items) {
    if (!item->is_mapping()) {
      const std::string shown = item->is_scalar() ? item->text : "agreement";
      file.reading.error("wrong-shape", item->at,
                         {"En handling er en tabel, for eksempel {freeze: " + shown + "}",
                          "An action is a mapping, for instance {freeze: " + shown + "}"},
                         action_words());
      continue;
    }
    file.reading.keys(*item, action_words());
    for (const auto& [key, value] : item->entries) read_action(file, key, value, place, actions);
  }
  return actions;
}

}  // namespace aftale::loader
