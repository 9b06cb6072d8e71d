#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// States that no way leads to, whatever guards say.
namespace aftale::model {
namespace {

Reach reach_of(const Chart& chart) {
  Reach reach(chart);
  enter(chart, 0, reach);
  std::vector<bool> followed(chart.states.size());
  for (bool more = true; more;) {
    more = false;
    for (StateIx at = 0; at < chart.states.size(); ++at) {
      if (!reach.active[at] || followed[at]) continue;
      followed[at] = more = true;
      for (const TransitionList& list : lists_of(chart.states[at])) {
        for (const Transition& transition : *list.transitions) {
          for (const StateIx target : transition.targets) enter(chart, target, reach);
        }
      }
    }
  }
  return reach;
}

}  // namespace

void check_reachable(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    if (chart.states.size() < 2 || chart.states[0].initial.empty()) continue;
    const Reach reach = reach_of(chart);
    for (StateIx at = 1; at < chart.states.size(); ++at) {
      if (reach.active[at]) continue;
      const State& state = chart.states[at];
      if (state.parent != 0 && !reach.active[state.parent]) continue;  // told of the state around it
      findings.push_back(
          finding("unreachable", Severity::error, state.at,
                  {"Ingen vej fører til " + chart.path(at) + "; lad en overgang gå dertil, eller slet den",
                   "No way leads to " + chart.path(at) + "; let a transition go there, or delete it"}));
    }
  }
}

}  // namespace aftale::model
