#include "engine/loader/bundle/case_links.h"

#include <algorithm>

#include "engine/base/words.h"

namespace aftale::loader {
namespace {

const model::Event* find_event(const model::Definition& other, const std::string& name,
                               std::vector<std::string>& names) {
  for (const model::Chart& chart : other.charts) {
    for (const model::Event& event : chart.events) {
      if (event.name == name) return &event;
      names.push_back(event.name);
    }
  }
  return nullptr;
}

void tell(const char* code, const Span& at, const Text& what, const std::string& name,
          const std::vector<std::string>& names, std::vector<Diagnostic>& findings) {
  const std::string near = nearest(name, names);
  findings.push_back({code,
                      Severity::error,
                      {what.da + name + (near.empty() ? "" : "; mente du " + near + "?"),
                       what.en + name + (near.empty() ? "" : "; did you mean " + near + "?")},
                      at,
                      names,
                      near});
}

}  // namespace

void check_told(const Bundle::Told& told, const model::Definition& other, std::vector<Diagnostic>& findings) {
  if (told.event.empty()) return;
  std::vector<std::string> names;
  const std::string& workflow = other.root().name;
  const model::Event* event = find_event(other, told.event, names);
  if (!event) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return tell("unknown-event", told.event_at, {workflow + " har ingen hændelse ", workflow + " has no event "},
                told.event, names, findings);
  }
  std::vector<std::string> fields;
  for (const model::EventField& field : event->fields) {
    fields.push_back(field.id);
    const auto same = [&](const auto& given) { return given.first == field.id; };
    if (field.optional || std::any_of(told.given.begin(), told.given.end(), same)) continue;
    findings.push_back(
        {"missing-input",
         Severity::error,
         {told.event + " i " + workflow + " skal have " + field.id + "; skriv with: {" + field.id + ": udtryk}",
          told.event + " of " + workflow + " needs " + field.id + "; write with: {" + field.id + ": expression}"},
         told.at,
         {}});
  }
  for (const auto& [name, at] : told.given) {
    if (std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
    tell("unknown-input", at,
         {told.event + " i " + workflow + " har intet felt ", told.event + " of " + workflow + " has no field "}, name,
         fields, findings);
  }
}

void check_given(const Bundle::Opened& opened, const std::vector<model::Variable>& variables,
                 std::vector<Diagnostic>& findings) {
  std::vector<std::string> names;
  for (const model::Variable& variable : variables) {
    if (variable.role != model::Variable::Role::input) continue;
    names.push_back(variable.id);
    const auto same = [&](const auto& given) { return given.first == variable.id; };
    const bool there = std::any_of(opened.given.begin(), opened.given.end(), same);
    if (there || variable.optional || !opened.named) continue;
    findings.push_back({"missing-input",
                        Severity::error,
                        {opened.workflow + " skal have " + variable.id + "; skriv with: {" + variable.id + ": udtryk}",
                         opened.workflow + " needs " + variable.id + "; write with: {" + variable.id + ": expression}"},
                        opened.at,
                        {}});
  }
  for (const auto& [name, at] : opened.given) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string near = nearest(name, names);
    findings.push_back(
        {"unknown-input",
         Severity::error,
         {opened.workflow + " har intet input " + name + (near.empty() ? "" : "; mente du " + near + "?"),
          opened.workflow + " has no input " + name + (near.empty() ? "" : "; did you mean " + near + "?")},
         at,
         names,
         near});
  }
}

}  // namespace aftale::loader
