#include "engine/loader/workflow_reader.h"

#include <algorithm>
#include <tuple>

#include "engine/base/limits.h"
#include "engine/loader/fields.h"

namespace aftale::loader {

using model::ChartIx;
using model::kNone;
using model::StateIx;

Text title_of(const std::string& id) {
  std::string words = id;
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return same_text(words);
}

WorkflowReader::WorkflowReader(Bundle& bundle, const Node& root, std::uint16_t workflow)
    : bundle_(bundle), reading_(bundle.reading), root_(root), workflow_(workflow) {}

void WorkflowReader::missing(const Span& at, const char* key, const Text& advice) {
  reading_.error("missing-key", at,
                 {std::string(key) + " mangler; " + advice.da, std::string(key) + " is missing; " + advice.en});
}

ChartIx WorkflowReader::read() {
  read_header();
  read_documents(root_.find("documents"), kNone);
  // States come first: called workflows are read on the way, and names of states are known to every expression.
  top_ = begin_chart(bundle_.workflows[workflow_].name, kNone, kNone, root_);
  bundle_.workflows[workflow_].chart = top_;
  read_events(root_.find("events"));
  read_inputs(root_.find("inputs"));
  Place opening;
  opening.chart = top_;
  read_data(top_, root_.find("data"), opening);
  opening.data = false;
  if (const Node* title = root_.find("case_title")) {
    bundle_.workflows[workflow_].case_title = read_expression(bundle_, *title, opening, "case_title", expect_text());
  }
  read_checks();
  read_recurs();
  finish_chart(top_);
  for (const auto& [name, at] : declared_at_) {
    const bool taken =
        std::any_of(bundle_.charts.begin(), bundle_.charts.end(), [&, &event = name](const model::Chart& each) {
          return each.workflow == workflow_ && each.event(event) != kNone;
        });
    if (taken) continue;
    reading_.warning("unused", at, {"Ingen tilstand tager hændelsen " + name, "No state takes the event " + name});
  }
  return top_;
}

void WorkflowReader::read_header() {
  static const std::vector<std::string> known{
      "workflow", "version", "title",      "organisation", "calendar", "inputs", "checks",     "documents",
      "data",     "events",  "case_title", "owner",        "initial",  "states", "escalation", "recurs"};
  reading_.keys(root_, known);
  model::Workflow& workflow = bundle_.workflows[workflow_];
  if (const auto name = reading_.text(root_.find("workflow"), "workflow")) workflow.name = *name;
  if (const Node* version = root_.find("version")) {
    if (const auto number = reading_.integer(version, "version", 1, 1'000'000)) {
      workflow.version = static_cast<int>(*number);
    }
  } else {
    missing(root_.at, "version", {"skriv version: 1", "write version: 1"});
  }
  workflow.title = root_.find("title") ? reading_.bilingual(root_.find("title"), "title") : title_of(workflow.name);
  if (const Node* table = root_.find("escalation")) {
    workflow.escalation = read_name(table, "escalation", reading_);
    workflow.escalation_at = table->at;
  }
  if (!root_.find("states") && reading_.is_meant(root_, "states")) return;
  if (!root_.find("states")) {
    missing(root_.at, "states", {"et forløb består af tilstande", "a workflow consists of states"});
  }
}

void WorkflowReader::read_checks() {
  const Node* checks = root_.find("checks");
  if (!checks || checks->is_null()) return;
  Place place;
  place.chart = top_;
  place.data = false;
  std::vector<const Node*> items;
  if (checks->is_sequence()) {
    for (const Node& item : checks->items) items.push_back(&item);
  } else {
    items.push_back(checks);
  }
  for (const Node* item : items) {
    if (!reading_.keys(*item, {"when", "say"})) continue;
    model::Check check;
    check.at = item->at;
    const Node* when = item->find("when");
    if (!when) {
      missing(item->at, "when",
              {"skriv, hvad der skal gælde, når sagen åbnes", "write what must hold when a case is opened"});
      continue;
    }
    check.when = read_expression(bundle_, *when, place, "when", expect_truth());
    if (const Node* say = item->find("say")) {
      check.say = reading_.bilingual(say, "say");
    } else {
      missing(item->at, "say",
              {"skriv, hvad den skal have at vide, som åbner sagen", "write what whoever opens the case is told"});
    }
    bundle_.workflows[workflow_].checks.push_back(std::move(check));
  }
}

ChartIx WorkflowReader::begin_chart(std::string name, ChartIx parent, StateIx parent_state, const Node& top) {
  const auto ix = static_cast<ChartIx>(bundle_.charts.size());
  model::Chart& made = bundle_.charts.emplace_back();
  bundle_.unresolved.push_back(false);
  made.name = std::move(name);
  made.parent = parent;
  made.parent_state = parent_state;
  made.workflow = workflow_;
  model::State self;
  self.id = parent == kNone ? made.name : bundle_.charts[parent].states[parent_state].id;
  self.title = bundle_.workflows[workflow_].title;
  self.type = model::State::Type::compound;
  self.at = top.at;
  made.states.push_back(std::move(self));
  nodes_[ix].push_back(&top);
  if (const Node* states = top.find("states")) add_states(ix, 0, *states);
  chart(ix).states[0].end = static_cast<StateIx>(chart(ix).states.size());
  // Only now: a history state's default may stand behind it.
  for (StateIx at = 0; at < chart(ix).states.size(); ++at) read_initial(ix, at, *nodes_[ix][at]);
  return ix;
}

void WorkflowReader::finish_chart(ChartIx ix) {
  fill_states(ix);
  number_transitions(ix);
  // `empty` is `done` where the file says nothing else; a copy keeps its number.
  for (model::State& each : chart(ix).states) {
    if (each.for_each && each.for_each->empty.empty()) each.for_each->empty = each.for_each->done;
  }
}

void WorkflowReader::number_transitions(ChartIx ix) {
  std::vector<model::Transition*> all;
  const auto add = [&all](Transitions& list) {
    for (model::Transition& transition : list) all.push_back(&transition);
  };
  for (model::State& each : chart(ix).states) {
    for (auto& on : each.on) add(on.second);
    add(each.always);
    for (model::TimedRule& rule : each.timed) add(rule.transitions);
    for (model::Deadline& deadline : each.deadlines) add(deadline.then);
    if (each.for_each) {
      add(each.for_each->decide);
      add(each.for_each->done);
      add(each.for_each->empty);
    }
    add(each.done);
  }
  std::stable_sort(all.begin(), all.end(), [](const model::Transition* left, const model::Transition* right) {
    return std::tie(left->at.line, left->at.column) < std::tie(right->at.line, right->at.column);
  });
  std::uint16_t number = 0;
  for (model::Transition* transition : all) transition->number = number++;
  chart(ix).transitions = number;
}

}  // namespace aftale::loader
