#include <algorithm>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/loader/targets.h"
#include "engine/loader/workflow_reader.h"
#include "engine/model/graph.h"

/// The states of a file and their kinds, before anything else is read.
namespace aftale::loader {

using model::ChartIx;
using model::kNone;
using model::State;
using model::StateIx;

namespace {

const std::vector<std::string>& state_keys() {
  static const std::vector<std::string> keys{"title",     "type",  "depth",  "default",  "initial", "states",   "owner",
                                             "ballot",    "on",    "ignore", "always",   "every",   "after",    "from",
                                             "deadlines", "entry", "exit",   "for_each", "decide",  "done",     "empty",
                                             "call",      "with",  "data",   "outcome",  "result",  "documents"};
  return keys;
}

}  // namespace

void WorkflowReader::add_states(ChartIx ix, StateIx parent, const Node& states) {
  if (!states.is_mapping()) {
    if (!states.is_null()) {
      reading_.error("wrong-shape", states.at,
                     {"states er en tabel: hver tilstand har sit id foran et kolon",
                      "states is a mapping: each state has its id before a colon"});
    }
    return;
  }
  for (const auto& [key, node] : states.entries) add_state(ix, parent, key, node);
}

State::Type WorkflowReader::type_of(const Node& node) {
  const Node* type = node.find("type");
  const Node* states = node.find("states");
  const bool compound = states && !node.find("for_each");
  if (!type) return compound ? State::Type::compound : State::Type::atomic;
  const std::string word = reading_.text(type, "type").value_or("");
  if (word == "final") return State::Type::final;
  if (word == "parallel") return State::Type::parallel;
  if (word == "history") {
    const Node* depth = node.find("depth");
    const std::string how = depth ? reading_.text(depth, "depth").value_or("shallow") : "shallow";
    if (how != "shallow" && how != "deep") {
      reading_.error("wrong-value", depth->at,
                     {"depth kan være shallow eller deep, ikke " + how, "depth may be shallow or deep, not " + how},
                     {"shallow", "deep"});
    }
    return how == "deep" ? State::Type::deep_history : State::Type::shallow_history;
  }
  const std::vector<std::string> words{"parallel", "final", "history"};
  const std::string near = nearest(word, words);
  if (!word.empty()) {
    reading_.error(
        "wrong-value", type->at,
        {"type kan være parallel, final eller history, ikke " + word + (near.empty() ? "" : "; mente du " + near + "?"),
         "type may be parallel, final or history, not " + word + (near.empty() ? "" : "; did you mean " + near + "?")},
        words, near);
  }
  if (near == "final") return State::Type::final;
  if (near == "parallel") return State::Type::parallel;
  return compound ? State::Type::compound : State::Type::atomic;
}

void WorkflowReader::add_state(ChartIx ix, StateIx parent, const Node& key, const Node& node) {
  if (chart(ix).states.size() > limits::kStatesMax) {
    if (chart(ix).states.size() == limits::kStatesMax + 1) {
      reading_.error("too-large", key.at,
                     {"Et forløb må højst have 2.000 tilstande", "A chart may have at most 2,000 states"});
    }
    return;
  }
  const auto self = static_cast<StateIx>(chart(ix).states.size());
  State made;
  made.id = reading_.id(key, "states");
  made.at = key.at;
  made.parent = parent;
  made.title = title_of(made.id);
  made.type = type_of(node);
  const bool outdented = report_outdented(made, node);
  if (!node.is_null() && !node.is_mapping() && !outdented) {
    reading_.error("wrong-shape", node.at,
                   {"En tilstand er en tabel: " + made.id + ": {on: {...}}",
                    "A state is a mapping: " + made.id + ": {on: {...}}"});
  }
  if (const Node* title = node.find("title")) made.title = reading_.bilingual(title, "title");
  if (made.type == State::Type::final) {
    const Node* outcome = node.find("outcome");
    made.outcome = outcome && outcome->is_scalar() ? reading_.id(*outcome, "outcome") : made.id;
  }
  if (node.is_mapping() && !outdented) check_keys(made, node);
  chart(ix).states.push_back(std::move(made));
  nodes_[ix].push_back(&node);

  const Node* states = node.find("states");
  const Node* for_each = node.find("for_each");
  if (for_each) {
    add_body(ix, self, node);
  } else if (states && !chart(ix).states[self].is_history() && chart(ix).states[self].type != State::Type::final) {
    add_states(ix, self, *states);
  }
  chart(ix).states[self].end = static_cast<StateIx>(chart(ix).states.size());
}

void WorkflowReader::add_body(ChartIx ix, StateIx self, const Node& node) {
  model::ForEach branches;
  const Node& braces = *node.find("for_each");
  const Node* call = braces.find("call");
  if (call) {
    branches.called = true;
    if (const auto reference = reading_.text(call, "call")) {
      branches.body = bundle_.call(*reference, call->at).value_or(kNone);
    }
    if (const Node* states = node.find("states")) {
      reading_.error("not-both", states->at,
                     {"Grenene har enten egne tilstande eller call, ikke begge",
                      "The branches have either states or call, not both"});
    }
    for (const auto& entry : node.entries) {
      if (entry.key.text != "documents") continue;
      reading_.error("key-not-here", entry.key.at,
                     {"Grene, der kalder et forløb, arbejder på sagens dokumenter; skriv dem øverst i filen, eller giv "
                      "grenene egne states",
                      "Branches that call a workflow work on the case's documents; write them at the top of the file, "
                      "or give the branches states of their own"});
    }
  } else if (node.find("states")) {
    branches.body = begin_chart(chart(ix).name + "/" + chart(ix).path(self), ix, self, node);
    read_documents(node.find("documents"), branches.body);
  } else {
    missing(braces.at, "states",
            {"skriv, hvad hver gren gennemløber, under states, eller call: NAVN@VERSION inde i for_each",
             "write what each branch goes through under states, or call: NAME@VERSION inside for_each"});
  }
  if (branches.body != kNone) {
    const model::Chart& body = chart(branches.body);
    for (const StateIx child : model::children_of(body, 0)) {
      const State& end = body.states[child];
      if (end.type != State::Type::final) continue;
      if (std::find(branches.outcomes.begin(), branches.outcomes.end(), end.outcome) == branches.outcomes.end()) {
        branches.outcomes.push_back(end.outcome);
      }
    }
  } else {
    bundle_.unresolved[ix] = true;
  }
  chart(ix).states[self].for_each = std::move(branches);
}

void WorkflowReader::read_initial(ChartIx ix, StateIx self, const Node& node) {
  State& state = chart(ix).states[self];
  const bool history = state.is_history();
  const char* const key = history ? "default" : "initial";
  const Node* wanted = node.find(key);
  const bool body_elsewhere = state.for_each.has_value();  // its `initial` belongs to the branches
  if (body_elsewhere || (!history && state.type != State::Type::compound)) return;
  if (wanted) {
    for (const Node* each : reading_.scalars(wanted, key, true)) {
      const StateIx found = resolve_child(bundle_, ix, history ? state.parent : self, each->text, each->at, key);
      if (found != kNone) chart(ix).states[self].initial.push_back(found);
    }
    return;
  }
  if (history) {
    missing(state.at, "default",
            {"skriv, hvor man begynder, når der intet er at vende tilbage til",
             "write where to begin when there is nothing to return to"});
    bundle_.unresolved[ix] = true;
    return;
  }
  const std::vector<StateIx> children = model::children_of(chart(ix), self);
  if (children.empty()) return;
  const std::string first = chart(ix).states[children.front()].id;
  reading_.warning("no-initial", chart(ix).states[children.front()].at,
                   {"initial mangler; den første tilstand tages: skriv initial: " + first,
                    "initial is missing; the first state is taken: write initial: " + first});
  chart(ix).states[self].initial.push_back(children.front());
}

/// A key of a state that stands where its states do: it was hardly meant as the name of one.
bool WorkflowReader::report_outdented(const State& state, const Node& node) {
  const std::vector<std::string>& keys = state_keys();
  const auto known = [&](const std::string& word) { return std::find(keys.begin(), keys.end(), word) != keys.end(); };
  if (!known(state.id) || node.is_null()) return false;
  const bool holds_states_keys = std::any_of(node.entries.begin(), node.entries.end(),
                                             [&](const Node::Entry& entry) { return known(entry.key.text); });
  if (holds_states_keys || (node.is_mapping() && node.entries.empty())) return false;
  reading_.error(
      "bad-indentation", state.at,
      {state.id + " er en nøgle i en tilstand, men står her som navnet på en; ryk linjen og dem under den "
                  "ind under tilstanden",
       state.id + " is a key of a state, but stands here as the name of one; indent the line and those below "
                  "it under the state"});
  return true;
}

void WorkflowReader::check_keys(const State& state, const Node& node) {
  reading_.keys(node, state_keys());
  const auto refuse = [&](const std::vector<std::string>& keys, const Text& why) {
    for (const auto& entry : node.entries) {
      if (std::find(keys.begin(), keys.end(), entry.key.text) == keys.end()) continue;
      reading_.error(
          "key-not-here", entry.key.at,
          {entry.key.text + " hører ikke til her: " + why.da, entry.key.text + " does not belong here: " + why.en});
    }
  };
  static const std::vector<std::string> leaving{"on",    "ignore",    "always", "after",  "from",
                                                "every", "deadlines", "done",   "decide", "empty"};
  static const std::vector<std::string> inner{"states", "initial", "for_each",  "call",
                                              "with",   "data",    "documents", "ballot"};
  if (state.type == State::Type::final || state.is_history()) {
    const Text why = state.type == State::Type::final
                         ? Text{"en final er slut og forlades aldrig", "a final is an end and is never left"}
                         : Text{"en history-tilstand er kun en genvej", "a history state is only a way back"};
    refuse(leaving, why);
    refuse(inner, why);
    if (state.is_history()) refuse({"owner", "entry", "exit", "outcome", "result"}, why);
  }
  if (state.type != State::Type::final) {
    refuse({"outcome", "result"},
           {"kun en tilstand med type: final har et udfald", "only a state with type: final has an outcome"});
  }
  if (!state.is_history()) {
    refuse({"depth", "default"}, {"det er nøgler for type: history", "these are keys of type: history"});
  }
  if (state.type == State::Type::parallel) {
    refuse({"initial"},
           {"i en parallel tilstand begynder alle dele på én gang", "all regions of a parallel state begin at once"});
  }
  const bool branches = node.find("for_each") != nullptr;
  if (!branches) {
    refuse({"decide", "empty", "data", "documents"},
           {"de hører til en tilstand med for_each", "they belong to a state with for_each"});
    if (!node.find("call")) refuse({"with"}, {"with hører til call", "with belongs to call"});
    if (!node.find("states")) refuse({"initial"}, {"tilstanden har ingen states", "the state has no states"});
  } else {
    refuse({"call", "with"},
           {"skriv call og with inde i for_each: {...}", "write call and with inside for_each: {...}"});
    refuse({"ballot"}, {"ballot hører til i grenens tilstande", "a ballot belongs to the states of the branch"});
  }
  if (node.find("call") && node.find("states")) {
    refuse({"call"}, {"en tilstand har enten call eller states", "a state has either call or states"});
  }
}

}  // namespace aftale::loader
