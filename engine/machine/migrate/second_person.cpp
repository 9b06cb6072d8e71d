#include <algorithm>
#include <set>
#include <string>

#include "engine/machine/chart/titles.h"
#include "engine/machine/migrate/mapping.h"
#include "engine/machine/migrate/move.h"

namespace aftale::machine {
namespace {

using migrate::Mapping;
using model::Chart;
using model::ChartIx;
using model::kNone;
using model::State;
using model::StateIx;
using model::Transition;

bool takes_one(const Transition& transition) {
  return !transition.four_eyes;
}

/// To another step; what is raised may lead there too, and asks nobody.
bool leads_on(const Transition& transition) {
  return !transition.targets.empty() ||
         std::any_of(transition.actions.begin(), transition.actions.end(),
                     [](const model::Action& action) { return std::holds_alternative<model::RaiseAction>(action); });
}

std::size_t count_leading(const std::vector<Transition>& transitions) {
  return static_cast<std::size_t>(std::count_if(transitions.begin(), transitions.end(), leads_on));
}

const std::vector<Transition>* transitions_of(const Chart& chart, const State& state, const std::string& event) {
  const auto found = std::find_if(state.on.begin(), state.on.end(),
                                  [&](const auto& on) { return chart.events[on.first].name == event; });
  return found == state.on.end() ? nullptr : &found->second;
}

/// How a state can be left without a second person: by events of its own and of the states around it, and by itself.
struct WaysOut {
  std::set<std::string> events;
  std::size_t automatic = 0;

  WaysOut(const Chart& chart, StateIx state) {
    for (StateIx at = state; at != kNone; at = chart.states[at].parent) {
      const State& here = chart.states[at];
      for (const auto& [event, transitions] : here.on) {
        const bool plain = std::any_of(transitions.begin(), transitions.end(),
                                       [](const Transition& one) { return takes_one(one) && leads_on(one); });
        if (plain) events.insert(chart.events[event].name);
      }
      automatic += count_leading(here.always);
      for (const model::TimedRule& rule : here.timed) automatic += count_leading(rule.transitions);
      for (const model::Deadline& deadline : here.deadlines) automatic += count_leading(deadline.then);
      if (at == 0) break;
    }
  }
  bool covers(const WaysOut& other) const {
    return other.automatic <= automatic &&
           std::includes(events.begin(), events.end(), other.events.begin(), other.events.end());
  }
};

/// Whether two people must still send `event` where the state stands in the new definition.
bool is_kept(const Mapping& map, ChartIx chart, StateIx state, const std::string& event,
             const std::vector<Transition>& before) {
  const StateIx there = map.chart(chart) == kNone ? StateIx{kNone} : map.state(chart, state);
  if (there == kNone) return false;
  const Chart& now = map.new_chart(map.chart(chart));
  const std::vector<Transition>* after = transitions_of(now, now.states[there], event);
  const auto plain = [](const std::vector<Transition>& transitions) {
    return std::count_if(transitions.begin(), transitions.end(), takes_one);
  };
  return after && !after->empty() && plain(*after) <= plain(before) &&
         WaysOut(map.old_chart(chart), state).covers(WaysOut(now, there));
}

}  // namespace

std::vector<Text> dropped_second_persons(const model::Definition& from, const model::Definition& to) {
  const Mapping map(from, to);
  std::vector<Text> dropped;
  for (std::size_t chart = 0; chart < from.charts.size(); ++chart) {
    const Chart& before = from.charts[chart];
    for (std::size_t n = 0; n < before.states.size(); ++n) {
      const State& state = before.states[n];
      for (const auto& [event, transitions] : state.on) {
        if (std::all_of(transitions.begin(), transitions.end(), takes_one)) continue;
        const std::string& name = before.events[event].name;
        if (is_kept(map, static_cast<ChartIx>(chart), static_cast<StateIx>(n), name, transitions)) continue;
        const Text title = title_of_state(state);
        dropped.push_back({title.in(Language::da) + ": " + name, title.in(Language::en) + ": " + name});
      }
    }
  }
  return dropped;
}

}  // namespace aftale::machine
