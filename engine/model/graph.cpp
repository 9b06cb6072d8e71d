#include "engine/model/graph.h"

#include <algorithm>

namespace aftale::model {

std::vector<TransitionList> lists_of(const State& state) {
  std::vector<TransitionList> lists;
  const auto add = [&lists](Way way, const std::vector<Transition>& transitions, EventIx event = kNone) {
    if (!transitions.empty()) lists.push_back({way, event, &transitions});
  };
  for (const auto& [event, transitions] : state.on) add(Way::event, transitions, event);
  add(Way::always, state.always);
  for (const TimedRule& rule : state.timed) add(Way::timed, rule.transitions);
  for (const Deadline& deadline : state.deadlines) add(Way::deadline, deadline.then);
  if (state.for_each) {
    add(Way::decide, state.for_each->decide);
    add(Way::done, state.for_each->done);
    add(Way::empty, state.for_each->empty);
  }
  add(Way::done, state.done);
  return lists;
}

void each_actions(const State& state, const std::function<void(const std::vector<Action>&)>& visit) {
  visit(state.entry);
  visit(state.exit);
  visit(state.initial_actions);
  for (const TransitionList& list : lists_of(state)) {
    for (const Transition& transition : *list.transitions) visit(transition.actions);
  }
}

namespace {

void each_in_actions(const std::vector<Action>& actions, const std::function<void(const feel::Expression&)>& visit) {
  for (const Action& action : actions) {
    if (const auto* set = std::get_if<SetAction>(&action)) visit(set->value);
    if (const auto* notify = std::get_if<NotifyAction>(&action)) {
      for (const Addressee& to : notify->to) visit(to.who);
    }
    if (const auto* open = std::get_if<OpenAction>(&action)) {
      visit(open->key);
      for (const auto& given : open->with) visit(given.second);
    }
    if (const auto* tell = std::get_if<TellAction>(&action)) {
      if (tell->who) visit(tell->who);
      for (const auto& given : tell->with) visit(given.second);
    }
  }
}

}  // namespace

void each_expression(const State& state, const std::function<void(const feel::Expression&)>& visit) {
  const auto look = [&visit](const feel::Expression& expression) {
    if (expression) visit(expression);
  };
  look(state.ballot);
  for (const Addressee& owner : state.owner) look(owner.who);
  for (const TimedRule& rule : state.timed) look(rule.when);
  for (const Deadline& deadline : state.deadlines) look(deadline.due);
  for (const auto& result : state.result) look(result.second);
  if (state.for_each) {
    look(state.for_each->in);
    look(state.for_each->key);
    for (const auto& with : state.for_each->with) look(with.second);
  }
  if (state.call) {
    for (const auto& with : state.call->with) look(with.second);
  }
  for (const TransitionList& list : lists_of(state)) {
    for (const Transition& transition : *list.transitions) look(transition.guard);
  }
  each_actions(state, [&look](const std::vector<Action>& actions) { each_in_actions(actions, look); });
}

std::vector<StateIx> children_of(const Chart& chart, StateIx parent) {
  std::vector<StateIx> children;
  for (StateIx child = static_cast<StateIx>(parent + 1); child < chart.states[parent].end;) {
    children.push_back(child);
    child = chart.states[child].end;
  }
  return children;
}

bool within(const Chart& chart, StateIx inner, StateIx outer) {
  return inner >= outer && inner < chart.states[outer].end;
}

StateIx common_ancestor(const Chart& chart, StateIx left, StateIx right) {
  StateIx at = left;
  while (at != 0 && !within(chart, right, at)) at = chart.states[at].parent;
  return at;
}

void enter(const Chart& chart, StateIx target, Reach& reach) {
  std::vector<StateIx> open{target};
  while (!open.empty()) {
    const StateIx at = open.back();
    open.pop_back();
    if (reach.started[at]) continue;
    reach.started[at] = reach.active[at] = true;
    const State& state = chart.states[at];
    // Ancestors are entered on the way, not through their initial; a parallel one starts its other regions.
    StateIx below = at;
    for (StateIx up = state.parent; up != kNone; below = up, up = chart.states[up].parent) {
      reach.active[up] = true;
      if (chart.states[up].type != State::Type::parallel) continue;
      for (const StateIx region : children_of(chart, up)) {
        if (region != below) open.push_back(region);
      }
    }
    if (state.type == State::Type::parallel) {
      for (const StateIx region : children_of(chart, at)) open.push_back(region);
    }
    open.insert(open.end(), state.initial.begin(), state.initial.end());
  }
}

bool can_complete(const Chart& chart, StateIx at) {
  const State& state = chart.states[at];
  if (state.for_each || state.call) return true;
  const std::vector<StateIx> children = children_of(chart, at);
  if (state.type == State::Type::parallel) {
    return std::all_of(children.begin(), children.end(), [&](StateIx region) {
      return chart.states[region].is_history() || can_complete(chart, region);
    });
  }
  return std::any_of(children.begin(), children.end(),
                     [&](StateIx child) { return chart.states[child].type == State::Type::final; });
}

Diagnostic finding(const char* code, Severity severity, const Span& at, Text message,
                   std::vector<std::string> possible) {
  return {code, severity, std::move(message), at, std::move(possible)};
}

}  // namespace aftale::model
