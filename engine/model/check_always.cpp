#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// Eventless transitions that go in a ring without a guard: the case would never come to rest.
namespace aftale::model {
namespace {

/// The unguarded eventless transition that is taken as soon as `at` is active, its own or of a state around it.
const Transition* forced(const Chart& chart, StateIx at) {
  for (StateIx around = at; around != kNone && around != 0; around = chart.states[around].parent) {
    for (const Transition& transition : chart.states[around].always) {
      if (!transition.guard) return &transition;
    }
  }
  return nullptr;
}

/// The atomic state that `target` leads to without a choice; kNone where there are several.
StateIx innermost(const Chart& chart, StateIx target) {
  StateIx at = target;
  for (std::size_t depth = 0; depth <= chart.states.size(); ++depth) {
    const State& state = chart.states[at];
    if (state.type != State::Type::compound || state.for_each || state.initial.size() != 1) break;
    at = state.initial.front();
  }
  return at;
}

}  // namespace

void check_always(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    std::vector<bool> told(chart.states.size());
    for (StateIx start = 1; start < chart.states.size(); ++start) {
      if (told[start] || chart.states[start].type == State::Type::compound) continue;
      std::vector<StateIx> way;
      StateIx at = start;
      while (true) {
        const Transition* next = forced(chart, at);
        if (!next || next->targets.size() > 1) break;
        way.push_back(at);
        told[at] = true;
        at = next->targets.empty() ? at : innermost(chart, next->targets.front());
        if (at == start) {
          std::string ring;
          for (const StateIx each : way) ring += chart.path(each) + " → ";
          ring += chart.path(start);
          findings.push_back(
              finding("always-cycle", Severity::error, forced(chart, start)->at,
                      {"always går i ring uden betingelse, så sagen aldrig falder til ro: " + ring,
                       "always goes in a ring without a guard, so the case never comes to rest: " + ring}));
          break;
        }
        if (told[at]) break;
      }
    }
  }
}

}  // namespace aftale::model
