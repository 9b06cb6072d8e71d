#include "engine/drawing/places.h"

#include <span>

#include "engine/drawing/main_way.h"
#include "engine/model/graph.h"

namespace aftale::drawing {

using model::Chart;
using model::ChartIx;
using model::State;
using model::StateIx;
using model::Transition;

bool is_chain(const State& state) {
  return state.for_each && state.for_each->sequential && !state.for_each->called &&
         state.for_each->body != model::kNone;
}

bool has_states(const Chart& chart, StateIx at) {
  return chart.states[at].end > at + 1;
}

std::size_t Places::cluster_of(Key key) const {
  const auto found = clusters.find(key);
  return found == clusters.end() ? kNowhere : found->second;
}

End Places::entry_of(ChartIx ix, StateIx at) const {
  const Chart& chart = chart_of(ix);
  const State& state = chart.states[at];
  if (state.is_history()) return entry_of(ix, state.initial.empty() ? state.parent : state.initial.front());
  if (const auto box = boxes.find({ix, at}); box != boxes.end()) return {box->second, kNowhere};
  if (is_chain(state)) return {entry_of(state.for_each->body, 0).box, kNowhere};
  if (!has_states(chart, at)) return {};
  if (state.type == State::Type::parallel)
    return {entry_of(ix, static_cast<StateIx>(at + 1)).box, cluster_of({ix, at})};
  return entry_of(ix, state.initial.empty() ? static_cast<StateIx>(at + 1) : state.initial.front());
}

std::size_t Places::last_box(ChartIx ix, StateIx at) const {
  const std::vector<MainStep> way = main_way(definition_, ix, at);
  for (auto one = way.rbegin(); one != way.rend(); ++one) {
    if (const auto box = boxes.find({ix, one->state}); box != boxes.end()) return box->second;
  }
  return entry_of(ix, at).box;
}

std::size_t Places::counted_box(const State& state, const feel::Expression& condition) const {
  const ChartIx body = state.for_each->body;
  for (const feel::Slot slot : condition ? condition.uses() : std::span<const feel::Slot>()) {
    const model::SlotMeaning meaning = model::SlotMeaning::of(slot);
    if (meaning.kind != model::SlotMeaning::Kind::counter || meaning.index < model::kCounterOutcomes) continue;
    const std::string& outcome = state.for_each->outcomes[meaning.index - model::kCounterOutcomes];
    for (const auto& [key, box] : boxes) {
      const State& end = chart_of(key.first).states[key.second];
      if (key.first == body && end.type == State::Type::final && end.outcome == outcome) return box;
    }
  }
  return last_box(body, 0);
}

End Places::exit_of(ChartIx ix, StateIx at, const Transition& transition) const {
  const Chart& chart = chart_of(ix);
  const State& state = chart.states[at];
  if (const auto box = boxes.find({ix, at}); box != boxes.end()) return {box->second, kNowhere};
  if (is_chain(state)) return {counted_box(state, transition.guard), cluster_of({ix, at})};
  if (!has_states(chart, at)) return {};
  const StateIx target = transition.targets.front();
  if (model::within(chart, target, at)) return {entry_of(ix, at).box, kNowhere};
  return {last_box(ix, at), cluster_of({ix, at})};
}

}  // namespace aftale::drawing
