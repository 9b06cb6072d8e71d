// The names with the prefix conf: mean what the style sheet of the W3C suite says.
// This software or document includes material copied from or derived from SCXML 1.0 Implementation Report,
// https://www.w3.org/Voice/2013/scxml-irp/. Copyright (c) 2015 W3C (MIT, ERCIM, Keio, Beihang).
#include "tests/scxml_suite/chart_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/scxml_suite/event_names.h"
#include "tests/scxml_suite/sending.h"
#include "tests/scxml_suite/xml.h"

namespace aftale::scxml_suite {
namespace {

using model::State;
using model::StateIx;

class ChartReader {
 public:
  ChartReader(const pugi::xml_node& root, const std::vector<std::string>& events, Domains domains) : domains_(domains) {
    for (const std::string& name : events) chart_.events.push_back({name, {}});
    chart_.name = "scxml";
    place(root, model::kNone);
  }

  Result<model::Chart> read() {
    for (std::size_t i = 0; i < chart_.states.size(); ++i) AFTALE_TRY_VOID(fill(static_cast<StateIx>(i)));
    return std::move(chart_);
  }

 private:
  /// Gives a state and everything in it their numbers, in document order.
  void place(const pugi::xml_node& node, StateIx parent) {
    const auto self = static_cast<StateIx>(chart_.states.size());
    const std::string_view name = name_of(node);
    State state;
    state.parent = parent;
    state.id = name.starts_with("conf:") ? std::string(name.substr(5)) : node.attribute("id").value();
    if (state.id.empty()) state.id = "state-" + std::to_string(self);
    by_id_.emplace(state.id, self);
    nodes_.push_back(node);
    chart_.states.push_back(std::move(state));
    bool inner = false;
    for (const pugi::xml_node& child : node.children()) {
      if (!is_state(name_of(child))) continue;
      inner = inner || name_of(child) != "history";
      place(child, self);
    }
    chart_.states[self].end = static_cast<StateIx>(chart_.states.size());
    chart_.states[self].type = type_of(node, inner);
  }

  static State::Type type_of(const pugi::xml_node& node, bool inner) {
    const std::string_view name = name_of(node);
    if (name == "parallel") return State::Type::parallel;
    if (name == "final" || name.starts_with("conf:")) return State::Type::final;
    if (name == "history") {
      const bool deep = node.attribute("type").value() == std::string_view("deep");
      return deep ? State::Type::deep_history : State::Type::shallow_history;
    }
    return inner ? State::Type::compound : State::Type::atomic;
  }

  Result<void> fill(StateIx self) {
    const pugi::xml_node node = nodes_[self];
    State& state = chart_.states[self];
    for (const pugi::xml_node& block : children_of(node, "onentry")) add_actions(block, state.entry);
    for (const pugi::xml_node& block : children_of(node, "onexit")) add_actions(block, state.exit);
    const std::vector<pugi::xml_node> transitions = children_of(node, "transition");
    if (state.is_history()) {
      return transitions.empty() ? Result<void>() : fill_initial(self, transitions.front());
    }
    for (const pugi::xml_node& transition : transitions) AFTALE_TRY_VOID(add_transition(self, transition));
    return state.type == State::Type::compound ? find_initial(self, node) : Result<void>();
  }

  Result<void> find_initial(StateIx self, const pugi::xml_node& node) {
    const std::vector<pugi::xml_node> initial = children_of(node, "initial");
    const std::vector<pugi::xml_node> inside = initial.empty() ? initial : children_of(initial.front(), "transition");
    if (!inside.empty()) return fill_initial(self, inside.front());
    const std::vector<std::string> words = words_of(node.attribute("initial").value());
    if (!words.empty()) {
      AFTALE_TRY(chart_.states[self].initial, states_named(words));
      return {};
    }
    auto child = static_cast<StateIx>(self + 1);
    while (chart_.states[child].is_history()) child = chart_.states[child].end;
    chart_.states[self].initial = {child};
    return {};
  }

  /// Targets and content of an `initial` or of a history state's default.
  Result<void> fill_initial(StateIx self, const pugi::xml_node& transition) {
    AFTALE_TRY(chart_.states[self].initial, targets_of(transition));
    add_actions(transition, chart_.states[self].initial_actions);
    return {};
  }

  Result<std::vector<StateIx>> states_named(const std::vector<std::string>& ids) const {
    std::vector<StateIx> states;
    for (const std::string& id : ids) {
      const auto found = by_id_.find(id);
      if (found == by_id_.end()) {
        return fail(Error::Kind::refused, "unknown-state",
                    Text{"Ingen tilstand hedder " + id, "No state is called " + id});
      }
      states.push_back(found->second);
    }
    return states;
  }

  Result<std::vector<StateIx>> targets_of(const pugi::xml_node& transition) const {
    if (transition.attribute("conf:targetpass")) return states_named({"pass"});
    if (transition.attribute("conf:targetfail")) return states_named({"fail"});
    return states_named(words_of(transition.attribute("target").value()));
  }

  static std::string condition_of(const pugi::xml_node& transition) {
    if (transition.attribute("conf:true")) return "true";
    if (transition.attribute("conf:false")) return "false";
    return transition.attribute("cond").value();
  }

  Result<void> add_transition(StateIx self, const pugi::xml_node& node) {
    model::Transition transition;
    AFTALE_TRY(transition.targets, targets_of(node));
    add_actions(node, transition.actions);
    const std::string condition = condition_of(node);
    if (!condition.empty()) {
      const Checked<feel::Expression> guard = feel::Expression::compile(condition, feel::Names(), Span());
      if (!guard.ok()) return fail(Error::Kind::refused, guard.findings);
      transition.guard = *guard.value;
    }
    transition.reenter = reenters(self, transition, node.attribute("type").value() == std::string_view("internal"));
    transition.number = chart_.transitions++;
    State& state = chart_.states[self];
    const std::vector<std::string> descriptors = words_of(node.attribute("event").value());
    if (descriptors.empty()) {
      state.always.push_back(std::move(transition));
      return {};
    }
    for (std::size_t i = 0; i < chart_.events.size(); ++i) {
      const auto taken = [&](const std::string& descriptor) { return takes(descriptor, chart_.events[i].name); };
      if (std::any_of(descriptors.begin(), descriptors.end(), taken)) {
        transitions_on(state, static_cast<model::EventIx>(i)).push_back(transition);
      }
    }
    return {};
  }

  static std::vector<model::Transition>& transitions_on(State& state, model::EventIx event) {
    const auto found =
        std::find_if(state.on.begin(), state.on.end(), [&](const auto& one) { return one.first == event; });
    if (found != state.on.end()) return found->second;
    return state.on.emplace_back(event, std::vector<model::Transition>()).second;
  }

  /// The engine stays inside a state whose descendants are the targets unless it is told otherwise; SCXML leaves it
  /// unless the transition is internal, and only a compound state can have such ones. Under D1 a region that leaves
  /// itself for something in it must not take its siblings along, so there the engine's own form is kept.
  bool reenters(StateIx self, const model::Transition& transition, bool internal) const {
    const State& source = chart_.states[self];
    if (internal && source.type == State::Type::compound) return false;
    if (domains_ == Domains::strict) return true;
    if (source.parent != model::kNone && chart_.states[source.parent].type == State::Type::parallel) return false;
    return std::all_of(transition.targets.begin(), transition.targets.end(),
                       [&](StateIx target) { return target > self && target < source.end; });
  }

  static void add_actions(const pugi::xml_node& block, std::vector<model::Action>& actions) {
    for (const pugi::xml_node& node : block.children()) {
      const std::string_view name = name_of(node);
      const std::string event = node.attribute("event").value();
      if (name == "raise" || (name == "send" && node.attribute("target").value() == std::string_view("#_internal"))) {
        actions.emplace_back(model::RaiseAction{event, {}});
      } else if (name == "send") {
        const std::string conformance = node.attribute("conf:delay").value();
        const std::string delay = conformance.empty() ? node.attribute("delay").value() : conformance + "s";
        actions.emplace_back(message({node.attribute("id").value(), event, milliseconds_of(delay).value_or(0)}));
      } else if (name == "cancel") {
        actions.emplace_back(message({node.attribute("sendid").value(), {}, 0}));
      }
    }
  }

  static model::NotifyAction message(const Sending& sending) { return {{}, template_of(sending), {}, {}}; }

  Domains domains_;
  model::Chart chart_;
  std::vector<pugi::xml_node> nodes_;
  std::map<std::string, StateIx> by_id_;
};

}  // namespace

Result<model::Definition> read_chart(const pugi::xml_node& chart, const std::vector<std::string>& events,
                                     Domains domains) {
  model::Definition definition;
  AFTALE_TRY(model::Chart read, ChartReader(chart, events, domains).read());
  definition.charts.push_back(std::move(read));
  model::Workflow workflow;
  workflow.name = "scxml";
  workflow.chart = 0;
  definition.workflows.push_back(std::move(workflow));
  return definition;
}

}  // namespace aftale::scxml_suite
