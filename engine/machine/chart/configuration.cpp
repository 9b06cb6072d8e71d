#include "engine/machine/chart/configuration.h"

#include <algorithm>

namespace aftale::machine {

using model::Chart;
using model::kNone;
using model::State;
using model::StateIx;

namespace {

using States = StateList;

bool holds(const States& states, StateIx state) {
  return std::binary_search(states.begin(), states.end(), state);
}

bool insert(States& states, StateIx state) {
  const auto place = std::lower_bound(states.begin(), states.end(), state);
  if (place != states.end() && *place == state) return false;
  states.insert(place, state);
  return true;
}

const HistoryEntry* remembered(const Branch& branch, StateIx history) {
  for (const HistoryEntry& entry : branch.history) {
    if (entry.history == history) return &entry;
  }
  return nullptr;
}

void effective_target(const Chart& chart, const Branch& branch, StateIx target, States& out) {
  const State& state = chart.states[target];
  if (!state.is_history()) {
    insert(out, target);
  } else if (const HistoryEntry* entry = remembered(branch, target)) {
    for (const StateIx was : entry->states) insert(out, was);
  } else {
    for (const StateIx other : state.initial) effective_target(chart, branch, other, out);
  }
}

States effective_targets(const Chart& chart, const Branch& branch, const model::Transition& transition) {
  States out;
  for (const StateIx target : transition.targets) effective_target(chart, branch, target, out);
  return out;
}

bool all_below(const Chart& chart, const States& states, StateIx ancestor) {
  return std::all_of(states.begin(), states.end(), [&](StateIx state) { return below(chart, state, ancestor); });
}

/// Outside what the transition stays. D1: a parallel counts as well, unless the outer form is asked for.
StateIx domain_of(const Chart& chart, const Chosen& chosen, const States& targets, bool scxml) {
  const State& source = chart.states[chosen.source];
  const bool outer = chosen.transition->reenter;
  const bool composite = source.type == State::Type::compound || (source.type == State::Type::parallel && !scxml);
  if (!outer && composite && all_below(chart, targets, chosen.source)) return chosen.source;
  StateIx domain = chosen.source;
  do {
    domain = chart.states[domain].parent;
    if (domain == kNone) return 0;
  } while (domain != 0 && ((chart.states[domain].type != State::Type::compound && (outer || scxml)) ||
                           !all_below(chart, targets, domain)));
  return domain;
}

/// The child of `ancestor` that holds `state`.
StateIx region_of(const Chart& chart, StateIx state, StateIx ancestor) {
  while (chart.states[state].parent != ancestor) state = chart.states[state].parent;
  return state;
}

/// The regions of a parallel domain that a transition touches; others are left alone.
States touched_regions(const Chart& chart, const Chosen& chosen, const States& targets, StateIx domain) {
  States regions;
  if (chosen.source != domain && below(chart, chosen.source, domain)) {
    insert(regions, region_of(chart, chosen.source, domain));
  }
  for (const StateIx target : targets) insert(regions, region_of(chart, target, domain));
  return regions;
}

void left_by(const Chart& chart, const Branch& branch, const Chosen& chosen, bool scxml, States& out) {
  if (chosen.transition->targets.empty()) return;
  const States targets = effective_targets(chart, branch, *chosen.transition);
  const StateIx domain = domain_of(chart, chosen, targets, scxml);
  const bool regional = chart.states[domain].type == State::Type::parallel;
  const States regions = regional ? touched_regions(chart, chosen, targets, domain) : States();
  for (const ActiveState& active : branch.active) {
    if (!below(chart, active.state, domain)) continue;
    if (regional && !holds(regions, region_of(chart, active.state, domain))) continue;
    insert(out, active.state);
  }
}

/// Adds what has to be entered for a state to be entered (SCXML: addDescendantStatesToEnter and its kin).
class Entering {
 public:
  Entering(const Chart& chart, const Branch& branch, Moves& moves) : chart_(chart), branch_(branch), moves_(moves) {}

  void descend(StateIx target) {
    const State& state = chart_.states[target];
    if (state.is_history()) {
      if (const HistoryEntry* entry = remembered(branch_, target)) {
        for (const StateIx was : entry->states) descend(was);
        for (const StateIx was : entry->states) ascend(was, state.parent);
      } else {
        moves_.histories.emplace_back(state.parent, target);
        for (const StateIx other : state.initial) descend(other);
        for (const StateIx other : state.initial) ascend(other, state.parent);
      }
      return;
    }
    insert(moves_.entered, target);
    if (state.type == State::Type::compound) {
      insert(moves_.by_default, target);
      for (const StateIx other : state.initial) descend(other);
      for (const StateIx other : state.initial) ascend(other, target);
    } else if (state.type == State::Type::parallel) {
      regions(target);
    }
  }

  void ascend(StateIx target, StateIx ancestor) {
    for (StateIx at = chart_.states[target].parent; at != kNone && at != 0 && at != ancestor;
         at = chart_.states[at].parent) {
      insert(moves_.entered, at);
      if (chart_.states[at].type == State::Type::parallel) regions(at);
    }
  }

  void regions(StateIx parallel) {
    const State& state = chart_.states[parallel];
    for (StateIx child = static_cast<StateIx>(parallel + 1); child < state.end; child = chart_.states[child].end) {
      if (!chart_.states[child].is_history() && !any_in(child)) descend(child);
    }
  }

 private:
  bool any_in(StateIx root) const {
    const auto first = std::lower_bound(moves_.entered.begin(), moves_.entered.end(), root);
    return first != moves_.entered.end() && *first < chart_.states[root].end;
  }

  const Chart& chart_;
  const Branch& branch_;
  Moves& moves_;
};

}  // namespace

const ActiveState* find_active(const Branch& branch, StateIx state) {
  for (const ActiveState& active : branch.active) {
    if (active.state == state) return &active;
  }
  return nullptr;
}

ActiveState* find_active(Branch& branch, StateIx state) {
  for (ActiveState& active : branch.active) {
    if (active.state == state) return &active;
  }
  return nullptr;
}

bool is_leaf(const Chart& chart, const Branch& branch, std::size_t index) {
  return index + 1 == branch.active.size() || !below(chart, branch.active[index + 1].state, branch.active[index].state);
}

void remove_conflicts(const Chart& chart, const Branch& branch, ChosenList& chosen, bool scxml) {
  if (chosen.size() < 2) return;
  std::vector<std::pair<Chosen, States>> kept;
  for (const Chosen& candidate : chosen) {
    States left;
    left_by(chart, branch, candidate, scxml, left);
    bool preempted = false;
    std::vector<std::size_t> beaten;
    for (std::size_t i = 0; i < kept.size() && !preempted; ++i) {
      const bool meet =
          std::any_of(left.begin(), left.end(), [&](StateIx state) { return holds(kept[i].second, state); });
      if (!meet) continue;
      if (below(chart, candidate.source, kept[i].first.source)) {
        beaten.push_back(i);
      } else {
        preempted = true;
      }
    }
    if (preempted) continue;
    for (auto loser = beaten.rbegin(); loser != beaten.rend(); ++loser) {
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(*loser));
    }
    kept.emplace_back(candidate, std::move(left));
  }
  chosen.clear();
  for (const auto& [winner, left] : kept) chosen.push_back(winner);
}

void find_left(const Chart& chart, const Branch& branch, const ChosenList& chosen, bool scxml, Moves& moves) {
  for (const Chosen& one : chosen) left_by(chart, branch, one, scxml, moves.left);
  std::reverse(moves.left.begin(), moves.left.end());
}

void find_entered(const Chart& chart, const Branch& branch, const ChosenList& chosen, bool scxml, Moves& moves) {
  Entering entering(chart, branch, moves);
  for (const Chosen& one : chosen) {
    if (one.transition->targets.empty()) continue;
    const States targets = effective_targets(chart, branch, *one.transition);
    const StateIx domain = domain_of(chart, one, targets, scxml);
    for (const StateIx target : one.transition->targets) entering.descend(target);
    for (const StateIx target : targets) entering.ascend(target, domain);
    // A region that was left for another one of the same parallel begins anew.
    if (chart.states[domain].type != State::Type::parallel) continue;
    for (const StateIx region : touched_regions(chart, one, targets, domain)) {
      const auto first = std::lower_bound(moves.entered.begin(), moves.entered.end(), region);
      if (first == moves.entered.end() || *first >= chart.states[region].end) entering.descend(region);
    }
  }
}

void find_initial(const Chart& chart, const Branch& branch, Moves& moves) {
  Entering entering(chart, branch, moves);
  if (chart.states[0].type == State::Type::parallel) {
    entering.regions(0);
    return;
  }
  for (const StateIx target : chart.states[0].initial) entering.descend(target);
  for (const StateIx target : chart.states[0].initial) entering.ascend(target, 0);
}

}  // namespace aftale::machine
