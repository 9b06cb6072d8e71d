#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/workflow_reader.h"

/// for_each: what the branches are, and what happens when they end.
namespace aftale::loader {

using model::ChartIx;
using model::kNone;

void WorkflowReader::read_for_each(const Node& node, Place place) {
  const Node& braces = *node.find("for_each");
  model::ForEach& branches = *state(place).for_each;
  if (!reading_.keys(braces, {"in", "as", "key", "order", "call", "with", "live"})) return;
  if (const Node* live = braces.find("live")) branches.live = reading_.boolean(live, "live").value_or(true);
  feel::Type element;
  if (const Node* in = braces.find("in")) {
    branches.in = read_expression(bundle_, *in, place, "in", expect_list());
    element = branches.in.type().element();
  } else {
    missing(braces.at, "in",
            {"skriv listen, som der skal være en gren for hver af",
             "write the list that has a branch for each of its elements"});
  }
  if (const Node* as = braces.find("as"); as && as->is_scalar()) {
    branches.as_name = reading_.id(*as, "as");
  } else {
    missing(braces.at, "as",
            {"skriv, hvad hvert element hedder i grenen", "write what each element is called in its branch"});
    branches.as_name = "element";
  }
  if (const Node* order = braces.find("order")) {
    const std::string word = reading_.text(order, "order").value_or("parallel");
    branches.sequential = word == "sequential";
    if (word != "sequential" && word != "parallel") {
      reading_.error("wrong-value", order->at,
                     {"order kan være parallel eller sequential, ikke " + word,
                      "order may be parallel or sequential, not " + word},
                     {"parallel", "sequential"});
    }
  }
  place.element = branches.as_name;
  place.element_type = element;
  if (const Node* key = braces.find("key")) {
    static const Expected expected{{feel::Type::Kind::string, feel::Type::Kind::number}, {"en tekst", "a text"}};
    branches.key = read_expression(bundle_, *key, place, "key", expected);
  } else {
    missing(braces.at, "key",
            {"skriv, hvad der kender grenene fra hinanden, for eksempel key: " + branches.as_name + ".code",
             "write what tells the branches apart, for instance key: " + branches.as_name + ".code"});
  }
  const ChartIx body = branches.body;
  if (body == kNone) return;
  if (branches.called) {
    branches.with = read_with(braces.find("with"), braces.at, place, body);
    return;
  }
  if (const Node* with = braces.find("with")) {
    reading_.error("key-not-here", with->at, {"with hører til call", "with belongs to call"});
  }
  branches.as = 0;
  model::Variable variable;
  variable.id = branches.as_name;
  variable.title = title_of(variable.id);
  variable.role = model::Variable::Role::branch;
  variable.type = element;
  variable.at = braces.find("as") ? braces.find("as")->at : braces.at;
  chart(body).variables.push_back(std::move(variable));
  Place inside;
  inside.chart = body;
  read_data(body, node.find("data"), inside);
  for (const Node* at : {node.find("owner")}) {
    if (at) owners_[body] = at;
  }
  if (owners_.count(body) == 0) {
    // The nearest owner outwards holds in the branches as well.
    const auto& nodes = nodes_.at(place.chart);
    for (model::StateIx up = chart(place.chart).states[place.state].parent; up != kNone;
         up = chart(place.chart).states[up].parent) {
      const Node* owner = nodes[up]->find("owner");
      if (up == 0 && owners_.count(place.chart) != 0) owner = owners_.at(place.chart);
      if (!owner) continue;
      owners_[body] = owner;
      break;
    }
  }
  finish_chart(body);
}

void WorkflowReader::read_branch_ends(const Node& node, const Place& place) {
  const Node* decide = node.find("decide");
  const Node* done = node.find("done");
  const Node* empty = node.find("empty");
  if (decide) {
    Transitions transitions = read_transitions(*decide, {place, true, false});
    state(place).for_each->decide = std::move(transitions);
  }
  if (done) {
    Transitions transitions = read_transitions(*done, {place, false, false});
    state(place).for_each->done = std::move(transitions);
  }
  if (empty) {
    Transitions transitions = read_transitions(*empty, {place, false, false});
    state(place).for_each->empty = std::move(transitions);
  }
}

std::vector<std::pair<model::VariableIx, feel::Expression>> WorkflowReader::read_with(const Node* with, const Span& at,
                                                                                      const Place& place,
                                                                                      ChartIx callee) {
  std::vector<std::pair<model::VariableIx, feel::Expression>> given;
  const std::vector<model::Variable> inputs = bundle_.charts[callee].variables;
  std::vector<std::string> names;
  for (const model::Variable& input : inputs) {
    if (input.role == model::Variable::Role::input) names.push_back(input.id);
  }
  if (with && !with->is_null() && !with->is_mapping()) {
    reading_.error("wrong-shape", with->at,
                   {"with er en tabel: with: {party: party}", "with is a mapping: with: {party: party}"});
    with = nullptr;
  }
  if (with) {
    report_split_text(bundle_, *with);
    for (const auto& [key, value] : with->entries) {
      if (with->flow && value.is_null()) continue;
      const auto known = std::find_if(inputs.begin(), inputs.end(), [&key = key](const model::Variable& input) {
        return input.id == key.text && input.role == model::Variable::Role::input;
      });
      if (known == inputs.end()) {
        const std::string near = nearest(key.text, names);
        reading_.error(
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
                         read_expression(bundle_, value, place, key.text.c_str(), expected));
    }
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].role != model::Variable::Role::input || inputs[i].optional) continue;
    const bool there = with && with->is_mapping() && with->find(inputs[i].id);
    if (there) continue;
    reading_.error("missing-input", with ? with->at : at,
                   {"Det kaldte forløb skal have " + inputs[i].id + "; skriv with: {" + inputs[i].id + ": udtryk}",
                    "The called workflow needs " + inputs[i].id + "; write with: {" + inputs[i].id + ": expression}"},
                   names);
  }
  return given;
}

}  // namespace aftale::loader
