#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// Where transitions may go: sets of targets that can be active together, and no way from one region into another.
namespace aftale::model {
namespace {

void check_set(const Chart& chart, const std::vector<StateIx>& targets, const Span& at,
               std::vector<Diagnostic>& findings) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      const StateIx left = targets[i], right = targets[j];
      const StateIx common = common_ancestor(chart, left, right);
      const bool nested = common == left || common == right;
      if (!nested && chart.states[common].type == State::Type::parallel) continue;
      const std::string first = chart.path(left), second = chart.path(right);
      findings.push_back(finding(
          "illegal-targets", Severity::error, at,
          {first + " og " + second + " kan ikke være aktive samtidig; giv ét mål for hver del af en parallel tilstand",
           first + " and " + second +
               " cannot be active together; give one target for each region of a parallel state"}));
      return;
    }
  }
}

void check_regions(const Chart& chart, StateIx source, const Transition& transition,
                   std::vector<Diagnostic>& findings) {
  if (transition.reenter) return;
  for (const StateIx target : transition.targets) {
    const StateIx common = common_ancestor(chart, source, target);
    if (common == source || common == target || chart.states[common].type != State::Type::parallel) continue;
    const std::string from = chart.path(source), to = chart.path(target), around = chart.path(common);
    findings.push_back(finding("across-regions", Severity::error, transition.at,
                               {from + " og " + to + " ligger i hver sin del af " + around + "; gå ud af " + around +
                                    ", eller brug raise til at sige noget til den anden del",
                                from + " and " + to + " lie in different regions of " + around + "; leave " + around +
                                    ", or use raise to tell the other region"}));
    return;
  }
}

}  // namespace

void check_targets(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    for (StateIx at = 0; at < chart.states.size(); ++at) {
      const State& state = chart.states[at];
      check_set(chart, state.initial, state.at, findings);
      for (const TransitionList& list : lists_of(state)) {
        for (const Transition& transition : *list.transitions) {
          check_set(chart, transition.targets, transition.at, findings);
          check_regions(chart, at, transition, findings);
        }
      }
    }
  }
}

}  // namespace aftale::model
