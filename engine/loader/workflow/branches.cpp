#include "engine/loader/workflow/branches.h"

#include <algorithm>

#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/calls.h"
#include "engine/loader/workflow/chart_end.h"
#include "engine/loader/workflow/transitions.h"
#include "engine/loader/workflow/variables.h"

namespace aftale::loader {

using model::ChartIx;
using model::kNone;

void read_for_each(WorkflowFile& file, const Node& node, Place place) {
  const Node& braces = *node.find("for_each");
  model::ForEach& branches = *file.state(place).for_each;
  if (!file.reading.keys(braces, {"in", "as", "key", "order", "call", "with", "live"})) return;
  if (const Node* live = braces.find("live")) branches.live = file.reading.boolean(live, "live").value_or(true);
  feel::Type element;
  if (const Node* in = braces.find("in")) {
    branches.in = read_expression(file.bundle, *in, place, "in", expect_list());
    element = branches.in.type().element();
  } else {
    file.missing(braces.at, "in",
                 {"skriv listen, som der skal være en gren for hver af",
                  "write the list that has a branch for each of its elements"});
  }
  if (const Node* as = braces.find("as"); as && as->is_scalar()) {
    branches.as_name = file.reading.id(*as, "as");
  } else {
    file.missing(braces.at, "as",
                 {"skriv, hvad hvert element hedder i grenen", "write what each element is called in its branch"});
    branches.as_name = "element";
  }
  if (const Node* order = braces.find("order")) {
    const std::string word = file.reading.text(order, "order").value_or("parallel");
    branches.sequential = word == "sequential";
    if (word != "sequential" && word != "parallel") {
      file.reading.error("wrong-value", order->at,
                         {"order kan være parallel eller sequential, ikke " + word,
                          "order may be parallel or sequential, not " + word},
                         {"parallel", "sequential"});
    }
  }
  place.element = branches.as_name;
  place.element_type = element;
  if (const Node* key = braces.find("key")) {
    static const Expected expected{{feel::Type::Kind::string, feel::Type::Kind::number}, {"en tekst", "a text"}};
    branches.key = read_expression(file.bundle, *key, place, "key", expected);
  } else {
    file.missing(braces.at, "key",
                 {"skriv, hvad der kender grenene fra hinanden, for eksempel key: " + branches.as_name + ".code",
                  "write what tells the branches apart, for instance key: " + branches.as_name + ".code"});
  }
  const ChartIx body = branches.body;
  if (body == kNone) return;
  if (branches.called) {
    branches.with = read_with(file, braces.find("with"), braces.at, place, body);
    return;
  }
  if (const Node* with = braces.find("with")) {
    file.reading.error("key-not-here", with->at, {"with hører til call", "with belongs to call"});
  }
  branches.as = 0;
  model::Variable variable;
  variable.id = branches.as_name;
  variable.title = title_of(variable.id);
  variable.role = model::Variable::Role::branch;
  variable.type = element;
  variable.at = braces.find("as") ? braces.find("as")->at : braces.at;
  file.chart(body).variables.push_back(std::move(variable));
  Place inside;
  inside.chart = body;
  read_data(file, body, node.find("data"), inside);
  for (const Node* at : {node.find("owner")}) {
    if (at) file.owners[body] = at;
  }
  if (file.owners.count(body) == 0) {
    // The nearest owner outwards holds in the branches as well.
    const auto& nodes = file.nodes.at(place.chart);
    for (model::StateIx up = file.chart(place.chart).states[place.state].parent; up != kNone;
         up = file.chart(place.chart).states[up].parent) {
      const Node* owner = nodes[up]->find("owner");
      if (up == 0 && file.owners.count(place.chart) != 0) owner = file.owners.at(place.chart);
      if (!owner) continue;
      file.owners[body] = owner;
      break;
    }
  }
  finish_chart(file, body);
}

void read_branch_ends(WorkflowFile& file, const Node& node, const Place& place) {
  const Node* decide = node.find("decide");
  const Node* done = node.find("done");
  const Node* empty = node.find("empty");
  if (decide) {
    Transitions transitions = read_transitions(file, *decide, {place, true, false});
    file.state(place).for_each->decide = std::move(transitions);
  }
  if (done) {
    Transitions transitions = read_transitions(file, *done, {place, false, false});
    file.state(place).for_each->done = std::move(transitions);
  }
  if (empty) {
    Transitions transitions = read_transitions(file, *empty, {place, false, false});
    file.state(place).for_each->empty = std::move(transitions);
  }
}

}  // namespace aftale::loader
