#include "engine/loader/workflow/transitions.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/loader/scope/expressions.h"
#include "engine/loader/workflow/actions.h"
#include "engine/loader/workflow/roles.h"
#include "engine/loader/workflow/targets.h"

namespace aftale::loader {

using model::Transition;

namespace {

void read_guard(WorkflowFile& file, const Node& node, const TransitionPlace& context, Transition& transition) {
  const Node* when = context.when ? node.find("when") : nullptr;
  const Node* guard = node.find("guard");
  if (when) transition.guard = read_expression(file.bundle, *when, context.place, "when", expect_truth());
  if (!guard) {
    if (context.when && !when) {
      file.missing(node.at, "when",
                   {"en regel i decide skal sige hvornår; skriv done til det, der ellers gælder",
                    "a rule of decide must say when; write done for what holds otherwise"});
    }
    return;
  }
  feel::Expression read = read_expression(file.bundle, *guard, context.place, "guard", expect_truth());
  if (!when) {
    transition.guard = std::move(read);
    return;
  }
  const std::string both = "(" + transition.guard.text() + ") and (" + read.text() + ")";
  if (feel::Expression joined = try_compile(file.bundle, both, when->at, context.place))
    transition.guard = std::move(joined);
}

void read_rest(WorkflowFile& file, const Node& node, const TransitionPlace& context, Transition& transition) {
  if (const Node* rest = node.find("rest")) {
    const std::string word = file.reading.text(rest, "rest").value_or("");
    transition.keep = word == "keep";
    if (word != "keep" && word != "cancel") {
      file.reading.error("wrong-value", rest->at,
                         {"rest kan være keep eller cancel, ikke " + word, "rest may be keep or cancel, not " + word},
                         {"keep", "cancel"});
    }
  }
  const auto& branches = file.bundle.charts[context.place.chart].states[context.place.state].for_each;
  const Node* again = node.find("again");
  if (again) {
    for (const Node* each : file.reading.scalars(again, "again", true)) {
      if (branches) {
        const auto& outcomes = branches->outcomes;
        if (std::find(outcomes.begin(), outcomes.end(), each->text) == outcomes.end()) {
          const std::string near = nearest(each->text, outcomes);
          file.reading.error("unknown-outcome", each->at,
                             {"Ingen gren ender som " + each->text + (near.empty() ? "" : "; mente du " + near + "?"),
                              "No branch ends as " + each->text + (near.empty() ? "" : "; did you mean " + near + "?")},
                             outcomes, near);
        }
      }
      transition.again.push_back(each->text);
    }
    if (!transition.keep) {
      file.reading.error("key-not-here", again->at,
                         {"again hører sammen med rest: keep; ellers begynder alt forfra",
                          "again goes with rest: keep; otherwise everything begins anew"});
    }
    return;
  }
  if (!transition.keep || !branches || !context.when) return;
  // The outcomes that `when` counts start a new round.
  for (const feel::Slot slot : transition.guard.uses()) {
    const model::SlotMeaning meaning = model::SlotMeaning::of(slot);
    if (meaning.kind != model::SlotMeaning::Kind::counter || meaning.index < model::kCounterOutcomes) continue;
    transition.again.push_back(branches->outcomes[meaning.index - model::kCounterOutcomes]);
  }
}

std::optional<Transition> read_transition(WorkflowFile& file, const Node& node, const TransitionPlace& context) {
  if (!node.is_mapping()) {
    const std::string shown = node.is_scalar() ? brief(node.text) : "TILSTAND";
    const bool braces = node.quoted && node.text.substr(0, 1) == "{";
    const std::string line = braces ? shown : "{to: " + shown + "}";
    file.reading.error("wrong-shape", node.at,
                       {"En overgang er en tabel; skriv " + line + (braces ? " uden anførselstegn" : ""),
                        "A transition is a mapping; write " + line + (braces ? " without quotes" : "")},
                       {}, node.is_scalar() && !node.quoted ? line : std::string());
    file.bundle.unresolved[context.place.chart] = true;
    return std::nullopt;
  }
  std::vector<std::string> known{"to", "guard", "actions", "by", "four_eyes", "reenter", "rest", "again"};
  if (context.when) known.emplace_back("when");
  file.reading.keys(node, known);
  Transition transition;
  transition.at = node.at;
  if (const Node* to = node.find("to")) {
    for (const Node* each : file.reading.scalars(to, "to", true)) {
      const model::StateIx target =
          resolve_target(file.bundle, context.place.chart, context.place.state, each->text, each->at);
      if (target != model::kNone) transition.targets.push_back(target);
    }
    if (to->is_scalar()) transition.at = to->at;
    if (to->is_null()) {
      file.reading.error("missing-key", to->at, {"to mangler sin tilstand", "to lacks its state"});
      file.bundle.unresolved[context.place.chart] = true;
    }
  }
  read_guard(file, node, context, transition);
  transition.actions = read_actions(file, node.find("actions"), context.place);
  if (const Node* by = node.find("by")) {
    if (context.by) {
      transition.by = read_roles(file, *by);
      transition.by_at = by->at;
    } else {
      file.reading.error("key-not-here", by->at,
                         {"by siger, hvem der må sende en hændelse; her sender ingen noget",
                          "by says who may send an event; nobody sends anything here"});
    }
  }
  if (const Node* four_eyes = node.find("four_eyes")) {
    if (context.by) {
      transition.four_eyes = file.reading.boolean(four_eyes, "four_eyes").value_or(false);
    } else {
      file.reading.error("key-not-here", four_eyes->at,
                         {"four_eyes siger, at to personer skal sende en hændelse; her sender ingen noget",
                          "four_eyes says that two people must send an event; nobody sends anything here"});
    }
  }
  if (const Node* reenter = node.find("reenter")) {
    transition.reenter = file.reading.boolean(reenter, "reenter").value_or(false);
  }
  read_rest(file, node, context, transition);
  const bool misread = file.reading.is_meant(node, "to") || file.reading.is_meant(node, "actions");
  if (!node.find("to") && !node.find("actions") && !misread) {
    file.reading.error("empty-transition", node.at,
                       {"Overgangen gør ingenting; skriv to: TILSTAND, actions, eller brug ignore",
                        "The transition does nothing; write to: STATE, actions, or use ignore"});
  }
  return transition;
}

}  // namespace

Transitions read_transitions(WorkflowFile& file, const Node& node, const TransitionPlace& context) {
  Transitions transitions;
  if (node.is_null()) return transitions;
  if (node.is_sequence()) {
    for (const Node& item : node.items) {
      if (auto transition = read_transition(file, item, context)) transitions.push_back(std::move(*transition));
    }
    if (node.items.empty()) {
      file.reading.error("empty-transition", node.at,
                         {"Listen af overgange er tom", "The list of transitions is empty"});
    }
    return transitions;
  }
  if (auto transition = read_transition(file, node, context)) transitions.push_back(std::move(*transition));
  return transitions;
}

}  // namespace aftale::loader
