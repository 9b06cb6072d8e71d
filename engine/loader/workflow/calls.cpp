#include "engine/loader/workflow/calls.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/transitions.h"
#include "engine/model/graph.h"

namespace aftale::loader {

using model::ChartIx;
using model::kNone;
using model::State;
using model::StateIx;

namespace {

Transitions read_outcomes(WorkflowFile& file, const Node& done, const Place& place, const model::Chart& callee) {
  static const std::vector<std::string> transition_keys{"to",      "guard", "actions", "by",
                                                        "reenter", "rest",  "again",   "when"};
  std::vector<std::string> outcomes;
  for (const StateIx child : model::children_of(callee, 0)) {
    const State& end = callee.states[child];
    if (end.type == State::Type::final) outcomes.push_back(end.outcome);
  }
  const auto known = [](const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  const bool by_outcome =
      done.is_mapping() && std::none_of(done.entries.begin(), done.entries.end(), [&](const auto& entry) {
        return known(transition_keys, entry.key.text) && !known(outcomes, entry.key.text);
      });
  if (!by_outcome) return read_transitions(file, done, {place, false, false});
  Transitions all;
  for (const auto& [key, node] : done.entries) {
    if (!known(outcomes, key.text)) {
      const std::string near = nearest(key.text, outcomes);
      file.reading.error(
          "unknown-outcome", key.at,
          {"Det kaldte forløb ender aldrig som " + key.text + (near.empty() ? "" : "; mente du " + near + "?"),
           "The called workflow never ends as " + key.text + (near.empty() ? "" : "; did you mean " + near + "?")},
          outcomes, near);
      continue;
    }
    for (model::Transition& transition : read_transitions(file, node, {place, false, false})) {
      const std::string test = "event.outcome = \"" + key.text + "\"";
      const std::string whole = transition.guard ? test + " and (" + transition.guard.text() + ")" : test;
      if (feel::Expression both = try_compile(file.bundle, whole, key.at, place)) transition.guard = std::move(both);
      all.push_back(std::move(transition));
    }
  }
  return all;
}

}  // namespace

std::vector<std::pair<model::VariableIx, feel::Expression>> read_with(WorkflowFile& file, const Node* with,
                                                                      const Span& at, const Place& place,
                                                                      ChartIx callee) {
  std::vector<std::pair<model::VariableIx, feel::Expression>> given;
  const std::vector<model::Variable> inputs = file.bundle.charts[callee].variables;
  std::vector<std::string> names;
  for (const model::Variable& input : inputs) {
    if (input.role == model::Variable::Role::input) names.push_back(input.id);
  }
  if (with && !with->is_null() && !with->is_mapping()) {
    file.reading.error("wrong-shape", with->at,
                       {"with er en tabel: with: {party: party}", "with is a mapping: with: {party: party}"});
    with = nullptr;
  }
  if (with) {
    report_split_text(file.bundle, *with);
    for (const auto& [key, value] : with->entries) {
      if (with->flow && value.is_null()) continue;
      const auto known = std::find_if(inputs.begin(), inputs.end(), [&key = key](const model::Variable& input) {
        return input.id == key.text && input.role == model::Variable::Role::input;
      });
      if (known == inputs.end()) {
        const std::string near = nearest(key.text, names);
        file.reading.error(
            "unknown-input", key.at,
            {"Det kaldte forløb har intet input " + key.text + (near.empty() ? "" : "; mente du " + near + "?"),
             "The called workflow has no input " + key.text + (near.empty() ? "" : "; did you mean " + near + "?")},
            names, near);
        continue;
      }
      const std::vector<feel::Type::Kind> kinds = known->type.kind() == feel::Type::Kind::any
                                                      ? std::vector<feel::Type::Kind>{}
                                                      : std::vector{known->type.kind()};
      const Expected expected{kinds, same_text(known->declared.text())};
      given.emplace_back(static_cast<model::VariableIx>(known - inputs.begin()),
                         read_expression(file.bundle, value, place, key.text.c_str(), expected));
    }
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].role != model::Variable::Role::input || inputs[i].optional) continue;
    const bool there = with && with->is_mapping() && with->find(inputs[i].id);
    if (there) continue;
    file.reading.error(
        "missing-input", with ? with->at : at,
        {"Det kaldte forløb skal have " + inputs[i].id + "; skriv with: {" + inputs[i].id + ": udtryk}",
         "The called workflow needs " + inputs[i].id + "; write with: {" + inputs[i].id + ": expression}"},
        names);
  }
  return given;
}

void read_call(WorkflowFile& file, const Node& node, const Place& place) {
  const Node& reference = *node.find("call");
  model::Call call;
  const auto text = file.reading.text(&reference, "call");
  if (text) call.chart = file.bundle.call(*text, reference.at).value_or(kNone);
  const Node* done = node.find("done");
  if (!done) {
    file.missing(reference.at, "done",
                 {"skriv, hvor sagen går hen, når det kaldte forløb er slut",
                  "write where the case goes when the called workflow has ended"});
  }
  if (call.chart == kNone) {
    file.bundle.unresolved[place.chart] = true;
    return;
  }
  call.with = read_with(file, node.find("with"), reference.at, place, call.chart);
  file.state(place).call = std::move(call);
  if (done) file.state(place).done = read_outcomes(file, *done, place, file.chart(file.state(place).call->chart));
}

}  // namespace aftale::loader
