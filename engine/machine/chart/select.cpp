#include "engine/machine/chart/macrostep.h"

namespace aftale::machine {

using model::EventIx;
using model::kNone;
using model::State;
using model::StateIx;
using model::Transition;

Result<const Transition*> Macrostep::first_enabled(BranchNo branch, StateIx state,
                                                   const std::vector<Transition>& transitions, TriedList* tried) {
  for (const Transition& transition : transitions) {
    if (!transition.guard) return &transition;
    Result<bool> held = truth_of(run_, branch, state, transition.guard);
    if (!held) {
      if (!run_.scxml()) return fail(std::move(held).error());
      raised_.push_back({branch, kNone, "error.execution", {}, {}});
      held = false;
    }
    if (tried) tried->push_back({state, transition.number, *held});
    if (*held) return &transition;
  }
  return nullptr;
}

namespace {

const std::vector<Transition>* list_for(const State& state, EventIx event) {
  if (event == kNone) return state.always.empty() ? nullptr : &state.always;
  for (const auto& [ix, transitions] : state.on) {
    if (ix == event) return &transitions;
  }
  return nullptr;
}

bool ignores(const State& state, EventIx event) {
  for (const EventIx ignored : state.ignore) {
    if (ignored == event) return true;
  }
  return false;
}

}  // namespace

Result<ChosenList> Macrostep::select(BranchNo no, EventIx event, TriedList& tried, StateIx from) {
  const Branch& branch = run_.branch(no);
  const model::Chart& chart = run_.chart(branch);
  ChosenList chosen;
  std::vector<std::pair<StateIx, const Transition*>> looked;  // guards are asked once a state, whoever passes it
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    if (!is_leaf(chart, branch, i) || (from != kNone && branch.active[i].state != from)) continue;
    for (StateIx at = branch.active[i].state; at != kNone; at = chart.states[at].parent) {
      const State& state = chart.states[at];
      if (event != kNone && ignores(state, event)) break;
      const std::vector<Transition>* transitions = list_for(state, event);
      if (!transitions) continue;
      const Transition* found = nullptr;
      bool known = false;
      for (const auto& [was, result] : looked) {
        if (was == at) {
          known = true;
          found = result;
        }
      }
      if (!known) {
        AFTALE_TRY(found, first_enabled(no, at, *transitions, &tried));
        looked.emplace_back(at, found);
        if (found) chosen.push_back({at, found});
      }
      if (found) break;
    }
  }
  remove_conflicts(chart, branch, chosen, run_.scxml_domains());
  return chosen;
}

}  // namespace aftale::machine
