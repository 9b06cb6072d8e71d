#include "engine/loader/workflow/structure.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/workflow/documents.h"
#include "engine/loader/workflow/state_keys.h"
#include "engine/loader/workflow/targets.h"
#include "engine/model/graph.h"

namespace aftale::loader {

using model::ChartIx;
using model::kNone;
using model::State;
using model::StateIx;

namespace {

void add_states(WorkflowFile& file, ChartIx ix, StateIx parent, const Node& states);

State::Type type_of(WorkflowFile& file, const Node& node) {
  const Node* type = node.find("type");
  const Node* states = node.find("states");
  const bool compound = states && !node.find("for_each");
  if (!type) return compound ? State::Type::compound : State::Type::atomic;
  const std::string word = file.reading.text(type, "type").value_or("");
  if (word == "final") return State::Type::final;
  if (word == "parallel") return State::Type::parallel;
  if (word == "history") {
    const Node* depth = node.find("depth");
    const std::string how = depth ? file.reading.text(depth, "depth").value_or("shallow") : "shallow";
    if (how != "shallow" && how != "deep") {
      file.reading.error("wrong-value", depth->at,
                         {"depth kan være shallow eller deep, ikke " + how, "depth may be shallow or deep, not " + how},
                         {"shallow", "deep"});
    }
    return how == "deep" ? State::Type::deep_history : State::Type::shallow_history;
  }
  const std::vector<std::string> words{"parallel", "final", "history"};
  const std::string near = nearest(word, words);
  if (!word.empty()) {
    file.reading.error(
        "wrong-value", type->at,
        {"type kan være parallel, final eller history, ikke " + word + (near.empty() ? "" : "; mente du " + near + "?"),
         "type may be parallel, final or history, not " + word + (near.empty() ? "" : "; did you mean " + near + "?")},
        words, near);
  }
  if (near == "final") return State::Type::final;
  if (near == "parallel") return State::Type::parallel;
  return compound ? State::Type::compound : State::Type::atomic;
}

void add_body(WorkflowFile& file, ChartIx ix, StateIx self, const Node& node) {
  model::ForEach branches;
  const Node& braces = *node.find("for_each");
  const Node* call = braces.find("call");
  if (call) {
    branches.called = true;
    if (const auto reference = file.reading.text(call, "call")) {
      branches.body = file.bundle.call(*reference, call->at).value_or(kNone);
    }
    if (const Node* states = node.find("states")) {
      file.reading.error("not-both", states->at,
                         {"Grenene har enten egne tilstande eller call, ikke begge",
                          "The branches have either states or call, not both"});
    }
    for (const auto& entry : node.entries) {
      if (entry.key.text != "documents") continue;
      file.reading.error(
          "key-not-here", entry.key.at,
          {"Grene, der kalder et forløb, arbejder på sagens dokumenter; skriv dem øverst i filen, eller giv "
           "grenene egne states",
           "Branches that call a workflow work on the case's documents; write them at the top of the file, "
           "or give the branches states of their own"});
    }
  } else if (node.find("states")) {
    branches.body = begin_chart(file, file.chart(ix).name + "/" + file.chart(ix).path(self), ix, self, node);
    read_documents(file, node.find("documents"), branches.body);
  } else {
    file.missing(braces.at, "states",
                 {"skriv, hvad hver gren gennemløber, under states, eller call: NAVN@VERSION inde i for_each",
                  "write what each branch goes through under states, or call: NAME@VERSION inside for_each"});
  }
  if (branches.body != kNone) {
    const model::Chart& body = file.chart(branches.body);
    for (const StateIx child : model::children_of(body, 0)) {
      const State& end = body.states[child];
      if (end.type != State::Type::final) continue;
      if (std::find(branches.outcomes.begin(), branches.outcomes.end(), end.outcome) == branches.outcomes.end()) {
        branches.outcomes.push_back(end.outcome);
      }
    }
  } else {
    file.bundle.unresolved[ix] = true;
  }
  file.chart(ix).states[self].for_each = std::move(branches);
}

void add_state(WorkflowFile& file, ChartIx ix, StateIx parent, const Node& key, const Node& node) {
  if (file.chart(ix).states.size() > limits::kStatesMax) {
    if (file.chart(ix).states.size() == limits::kStatesMax + 1) {
      file.reading.error("too-large", key.at,
                         {"Et forløb må højst have 2.000 tilstande", "A chart may have at most 2,000 states"});
    }
    return;
  }
  const auto self = static_cast<StateIx>(file.chart(ix).states.size());
  State made;
  made.id = file.reading.id(key, "states");
  made.at = key.at;
  made.parent = parent;
  made.title = title_of(made.id);
  made.type = type_of(file, node);
  const bool outdented = report_outdented(file, made, node);
  if (!node.is_null() && !node.is_mapping() && !outdented) {
    file.reading.error("wrong-shape", node.at,
                       {"En tilstand er en tabel: " + made.id + ": {on: {...}}",
                        "A state is a mapping: " + made.id + ": {on: {...}}"});
  }
  if (const Node* title = node.find("title")) made.title = file.reading.bilingual(title, "title");
  if (made.type == State::Type::final) {
    const Node* outcome = node.find("outcome");
    made.outcome = outcome && outcome->is_scalar() ? file.reading.id(*outcome, "outcome") : made.id;
  }
  if (node.is_mapping() && !outdented) check_keys(file, made, node);
  file.chart(ix).states.push_back(std::move(made));
  file.nodes[ix].push_back(&node);

  const Node* states = node.find("states");
  const Node* for_each = node.find("for_each");
  if (for_each) {
    add_body(file, ix, self, node);
  } else if (states && !file.chart(ix).states[self].is_history() &&
             file.chart(ix).states[self].type != State::Type::final) {
    add_states(file, ix, self, *states);
  }
  file.chart(ix).states[self].end = static_cast<StateIx>(file.chart(ix).states.size());
}

void add_states(WorkflowFile& file, ChartIx ix, StateIx parent, const Node& states) {
  if (!states.is_mapping()) {
    if (!states.is_null()) {
      file.reading.error("wrong-shape", states.at,
                         {"states er en tabel: hver tilstand har sit id foran et kolon",
                          "states is a mapping: each state has its id before a colon"});
    }
    return;
  }
  for (const auto& [key, node] : states.entries) add_state(file, ix, parent, key, node);
}

void read_initial(WorkflowFile& file, ChartIx ix, StateIx self, const Node& node) {
  State& state = file.chart(ix).states[self];
  const bool history = state.is_history();
  const char* const key = history ? "default" : "initial";
  const Node* wanted = node.find(key);
  const bool body_elsewhere = state.for_each.has_value();  // its `initial` belongs to the branches
  if (body_elsewhere || (!history && state.type != State::Type::compound)) return;
  if (wanted) {
    for (const Node* each : file.reading.scalars(wanted, key, true)) {
      const StateIx found = resolve_child(file.bundle, ix, history ? state.parent : self, each->text, each->at, key);
      if (found != kNone) file.chart(ix).states[self].initial.push_back(found);
    }
    return;
  }
  if (history) {
    file.missing(state.at, "default",
                 {"skriv, hvor man begynder, når der intet er at vende tilbage til",
                  "write where to begin when there is nothing to return to"});
    file.bundle.unresolved[ix] = true;
    return;
  }
  const std::vector<StateIx> children = model::children_of(file.chart(ix), self);
  if (children.empty()) return;
  const std::string first = file.chart(ix).states[children.front()].id;
  file.reading.warning("no-initial", file.chart(ix).states[children.front()].at,
                       {"initial mangler; den første tilstand tages: skriv initial: " + first,
                        "initial is missing; the first state is taken: write initial: " + first});
  file.chart(ix).states[self].initial.push_back(children.front());
}

}  // namespace

ChartIx begin_chart(WorkflowFile& file, std::string name, ChartIx parent, StateIx parent_state, const Node& top) {
  const auto ix = static_cast<ChartIx>(file.bundle.charts.size());
  model::Chart& made = file.bundle.charts.emplace_back();
  file.bundle.unresolved.push_back(false);
  made.name = std::move(name);
  made.parent = parent;
  made.parent_state = parent_state;
  made.workflow = file.workflow;
  model::State self;
  self.id = parent == kNone ? made.name : file.bundle.charts[parent].states[parent_state].id;
  self.title = file.bundle.workflows[file.workflow].title;
  self.type = model::State::Type::compound;
  self.at = top.at;
  made.states.push_back(std::move(self));
  file.nodes[ix].push_back(&top);
  if (const Node* states = top.find("states")) add_states(file, ix, 0, *states);
  file.chart(ix).states[0].end = static_cast<StateIx>(file.chart(ix).states.size());
  // Only now: a history state's default may stand behind it.
  for (StateIx at = 0; at < file.chart(ix).states.size(); ++at) read_initial(file, ix, at, *file.nodes[ix][at]);
  return ix;
}

}  // namespace aftale::loader
