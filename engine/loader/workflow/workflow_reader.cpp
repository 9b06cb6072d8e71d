#include "engine/loader/workflow/workflow_reader.h"

#include <algorithm>

#include "engine/loader/fields/fields.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/chart_end.h"
#include "engine/loader/workflow/documents.h"
#include "engine/loader/workflow/events.h"
#include "engine/loader/workflow/recurs.h"
#include "engine/loader/workflow/structure.h"
#include "engine/loader/workflow/variables.h"

namespace aftale::loader {

using model::ChartIx;
using model::kNone;

namespace {

void read_header(WorkflowFile& file) {
  static const std::vector<std::string> known{
      "workflow", "version", "title",      "organisation", "calendar", "inputs", "checks",     "documents",
      "data",     "events",  "case_title", "owner",        "initial",  "states", "escalation", "recurs"};
  file.reading.keys(file.root, known);
  model::Workflow& workflow = file.bundle.workflows[file.workflow];
  if (const auto name = file.reading.text(file.root.find("workflow"), "workflow")) workflow.name = *name;
  if (const Node* version = file.root.find("version")) {
    if (const auto number = file.reading.integer(version, "version", 1, 1'000'000)) {
      workflow.version = static_cast<int>(*number);
    }
  } else {
    file.missing(file.root.at, "version", {"skriv version: 1", "write version: 1"});
  }
  workflow.title =
      file.root.find("title") ? file.reading.bilingual(file.root.find("title"), "title") : title_of(workflow.name);
  if (const Node* table = file.root.find("escalation")) {
    workflow.escalation = read_name(table, "escalation", file.reading);
    workflow.escalation_at = table->at;
  }
  if (!file.root.find("states") && file.reading.is_meant(file.root, "states")) return;
  if (!file.root.find("states")) {
    file.missing(file.root.at, "states", {"et forløb består af tilstande", "a workflow consists of states"});
  }
}

void read_checks(WorkflowFile& file) {
  const Node* checks = file.root.find("checks");
  if (!checks || checks->is_null()) return;
  Place place;
  place.chart = file.top;
  place.data = false;
  std::vector<const Node*> items;
  if (checks->is_sequence()) {
    for (const Node& item : checks->items) items.push_back(&item);
  } else {
    items.push_back(checks);
  }
  for (const Node* item : items) {
    if (!file.reading.keys(*item, {"when", "say"})) continue;
    model::Check check;
    check.at = item->at;
    const Node* when = item->find("when");
    if (!when) {
      file.missing(item->at, "when",
                   {"skriv, hvad der skal gælde, når sagen åbnes", "write what must hold when a case is opened"});
      continue;
    }
    check.when = read_expression(file.bundle, *when, place, "when", expect_truth());
    if (const Node* say = item->find("say")) {
      check.say = file.reading.bilingual(say, "say");
    } else {
      file.missing(item->at, "say",
                   {"skriv, hvad den skal have at vide, som åbner sagen", "write what whoever opens the case is told"});
    }
    file.bundle.workflows[file.workflow].checks.push_back(std::move(check));
  }
}

}  // namespace

ChartIx read_workflow(Bundle& bundle, const Node& root, std::uint16_t workflow) {
  WorkflowFile file(bundle, root, workflow);
  read_header(file);
  read_documents(file, file.root.find("documents"), kNone);
  // States come first: called workflows are read on the way, and names of states are known to every expression.
  file.top = begin_chart(file, file.bundle.workflows[file.workflow].name, kNone, kNone, file.root);
  file.bundle.workflows[file.workflow].chart = file.top;
  read_events(file, file.root.find("events"));
  read_inputs(file, file.root.find("inputs"));
  Place opening;
  opening.chart = file.top;
  read_data(file, file.top, file.root.find("data"), opening);
  opening.data = false;
  if (const Node* title = file.root.find("case_title")) {
    file.bundle.workflows[file.workflow].case_title =
        read_expression(file.bundle, *title, opening, "case_title", expect_text());
  }
  read_checks(file);
  read_recurs(file);
  finish_chart(file, file.top);
  for (const auto& [name, at] : file.declared_at) {
    const bool taken =
        std::any_of(file.bundle.charts.begin(), file.bundle.charts.end(), [&, &event = name](const model::Chart& each) {
          return each.workflow == file.workflow && each.event(event) != kNone;
        });
    if (taken) continue;
    file.reading.warning("unused", at, {"Ingen tilstand tager hændelsen " + name, "No state takes the event " + name});
  }
  return file.top;
}

}  // namespace aftale::loader
