#include "engine/drawing/main_way.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace aftale::drawing {
namespace {

using model::Chart;
using model::Definition;
using model::State;
using model::StateIx;
using model::Transition;
using model::Way;

/// Charts call charts only downwards, but a workflow may be read before that is checked.
constexpr int kDeepestCall = 60;

/// What a body says when it says yes, the nearest to a decision first.
constexpr std::array<std::string_view, 5> kYes{"approved", "recommended", "advised", "noted", "discussed"};

/// The first that leads out of the state.
const Transition* first_leading(const Chart& chart, const std::vector<Transition>& transitions, StateIx away_from) {
  const auto leads = [&](const Transition& one) {
    return !one.targets.empty() && !model::within(chart, one.targets.front(), away_from);
  };
  const auto found = std::find_if(transitions.begin(), transitions.end(), leads);
  return found == transitions.end() ? nullptr : &*found;
}

bool counts(const feel::Expression& condition, std::size_t outcome) {
  const auto is_it = [&](feel::Slot slot) {
    const model::SlotMeaning meaning = model::SlotMeaning::of(slot);
    return meaning.kind == model::SlotMeaning::Kind::counter &&
           meaning.index == model::kCounterOutcomes + static_cast<std::uint16_t>(outcome);
  };
  const auto slots = condition.uses();
  return std::any_of(slots.begin(), slots.end(), is_it);
}

std::string good_outcome_of(const Definition& definition, model::ChartIx chart, int depth);

MainExit exit_of_branches(const Definition& definition, const Chart& chart, StateIx at, int depth) {
  const State& state = chart.states[at];
  const model::ForEach& each = *state.for_each;
  if (each.body != model::kNone) {
    const std::string good = good_outcome_of(definition, each.body, depth + 1);
    const auto outcome = std::find(each.outcomes.begin(), each.outcomes.end(), good);
    for (const Transition& decided : each.decide) {
      if (outcome == each.outcomes.end() || decided.targets.empty()) continue;
      if (counts(decided.guard, static_cast<std::size_t>(outcome - each.outcomes.begin())))
        return {at, Way::decide, &decided};
    }
  }
  if (const Transition* done = first_leading(chart, each.done, at)) return {at, Way::done, done};
  return {at, Way::decide, first_leading(chart, each.decide, at)};
}

MainExit exit_of_ballot(const Chart& chart, const State& state, StateIx at) {
  for (const std::string_view yes : kYes) {
    for (const auto& [event, transitions] : state.on) {
      if (chart.events[event].name != yes) continue;
      if (const Transition* taken = first_leading(chart, transitions, at)) return {at, Way::event, taken};
    }
  }
  return {};
}

MainExit exit_by_day(const Chart& chart, StateIx at) {
  for (const model::TimedRule& rule : chart.states[at].timed) {
    if (rule.kind == model::TimedRule::Kind::every) continue;
    if (const Transition* taken = first_leading(chart, rule.transitions, at)) return {at, Way::timed, taken};
  }
  return {};
}

/// How `at` is left, or by what stands there a state `inner` in it.
MainExit exit_of(const Definition& definition, model::ChartIx ix, StateIx at, StateIx inner, int depth) {
  const Chart& chart = definition.charts[ix];
  const State& state = chart.states[at];
  if (depth > kDeepestCall) return {};
  if (state.for_each) return exit_of_branches(definition, chart, at, depth);
  if (state.ballot) {
    if (const MainExit yes = exit_of_ballot(chart, state, at); yes.transition) return yes;
  }
  if (const Transition* done = first_leading(chart, state.done, at)) return {at, Way::done, done};
  if (const MainExit day = exit_by_day(chart, at); day.transition) return day;
  for (const auto& [event, transitions] : state.on) {
    if (const Transition* taken = first_leading(chart, transitions, inner)) return {at, Way::event, taken};
  }
  if (const Transition* always = first_leading(chart, state.always, inner)) return {at, Way::always, always};
  return {};
}

/// The innermost state in which one stands on entering `at`; of parallel regions the first.
StateIx innermost(const Chart& chart, StateIx at) {
  while (chart.states[at].end > at + 1) {
    const State& state = chart.states[at];
    const StateIx next = state.initial.empty() ? static_cast<StateIx>(at + 1) : state.initial.front();
    if (next <= at) break;
    at = next;
  }
  return at;
}

/// Out of a parallel state by the region that has a way out.
MainExit exit_by_region(const Definition& definition, model::ChartIx ix, StateIx parallel, int depth) {
  const Chart& chart = definition.charts[ix];
  for (const StateIx region : model::children_of(chart, parallel)) {
    const MainExit out = exit_of(definition, ix, region, region, depth);
    if (out.transition && !model::within(chart, out.transition->targets.front(), parallel)) return out;
  }
  return {};
}

/// From `at` on: its own exit, else that of a state around it. What has a day around it and comes to no end by itself
/// ends on that day, and the events within are exceptions too; those of a parallel state end all that runs in it.
MainExit exit_from(const Definition& definition, model::ChartIx ix, StateIx at, StateIx top, int depth) {
  const Chart& chart = definition.charts[ix];
  const MainExit own = exit_of(definition, ix, at, at, depth);
  const bool may_wait = !own.transition || (own.way == Way::event && !chart.states[at].ballot);
  if (!may_wait) return own;
  MainExit around_it = own;
  for (StateIx around = chart.states[at].parent; around != model::kNone && around != top;
       around = chart.states[around].parent) {
    const MainExit day = exit_by_day(chart, around);
    if (day.transition && !model::can_complete(chart, around)) return day;
    if (around_it.transition) continue;
    const bool parallel = chart.states[around].type == State::Type::parallel;
    MainExit found = exit_of(definition, ix, around, at, depth);
    if (parallel && (!found.transition || found.way == Way::event))
      found = exit_by_region(definition, ix, around, depth);
    around_it = found;
  }
  return around_it;
}

std::vector<MainStep> way_of(const Definition& definition, model::ChartIx ix, StateIx top, int depth) {
  const Chart& chart = definition.charts[ix];
  std::vector<MainStep> way;
  std::vector<bool> passed(chart.states.size());
  for (StateIx at = innermost(chart, top); at != top && !passed[at];) {
    passed[at] = true;
    way.push_back({at, exit_from(definition, ix, at, top, depth)});
    const Transition* taken = way.back().exit.transition;
    if (!taken || !model::within(chart, taken->targets.front(), top)) break;
    at = innermost(chart, taken->targets.front());
  }
  return way;
}

std::string good_outcome_of(const Definition& definition, model::ChartIx chart, int depth) {
  if (depth > kDeepestCall) return {};
  const std::vector<MainStep> way = way_of(definition, chart, 0, depth);
  if (way.empty()) return {};
  const State& last = definition.charts[chart].states[way.back().state];
  return last.type == State::Type::final ? last.outcome : std::string();
}

}  // namespace

MainExit main_exit(const Definition& definition, model::ChartIx chart, StateIx state) {
  return exit_of(definition, chart, state, state, 0);
}

std::vector<MainStep> main_way(const Definition& definition, model::ChartIx chart, StateIx top) {
  return way_of(definition, chart, top, 0);
}

std::string good_outcome(const Definition& definition, model::ChartIx chart) {
  return good_outcome_of(definition, chart, 0);
}

}  // namespace aftale::drawing
