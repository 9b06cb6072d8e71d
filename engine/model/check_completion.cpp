#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// `done` that can never be taken, and branches whose end nothing answers.
namespace aftale::model {
namespace {

void check_done(const Chart& chart, StateIx at, std::vector<Diagnostic>& findings) {
  const State& state = chart.states[at];
  if (state.done.empty() || can_complete(chart, at)) return;
  if (state.type == State::Type::compound) {
    findings.push_back(finding("done-never", Severity::error, state.done.front().at,
                               {state.id + " har ingen tilstand med type: final, så done tages aldrig",
                                state.id + " has no state with type: final, so done is never taken"}));
    return;
  }
  for (const StateIx region : children_of(chart, at)) {
    if (chart.states[region].is_history() || can_complete(chart, region)) continue;
    const std::string path = chart.path(region);
    findings.push_back(finding(
        "done-never", Severity::error, chart.states[region].at,
        {path + " bliver aldrig færdig, så done i " + state.id + " tages aldrig; giv den en tilstand med type: final",
         path + " is never finished, so done of " + state.id + " is never taken; give it a state with type: final"}));
  }
}

void check_branches(const Chart& chart, StateIx at, std::vector<Diagnostic>& findings) {
  const State& state = chart.states[at];
  const ForEach& branches = *state.for_each;
  const bool region = chart.states[state.parent].type == State::Type::parallel;
  const bool answered = !branches.decide.empty() || !branches.done.empty();
  if (!answered && !region) {
    findings.push_back(finding(
        "missing-done", Severity::error, state.at,
        {"Der sker ikke mere, når grenene i " + state.id + " er slut; skriv done: {to: TILSTAND} eller decide",
         "Nothing happens when the branches of " + state.id + " have ended; write done: {to: STATE} or decide"}));
  }
  if (answered && branches.empty.empty()) {
    findings.push_back(
        finding("missing-empty", Severity::error, state.at,
                {"empty mangler i " + state.id +
                     ": hvor går sagen hen, hvis der slet ingen grene er? Ingen er aldrig det samme som alle",
                 "empty is missing in " + state.id +
                     ": where does the case go if there are no branches at all? None is never the same as all"}));
  }
}

}  // namespace

void check_completion(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    for (StateIx at = 0; at < chart.states.size(); ++at) {
      check_done(chart, at, findings);
      if (chart.states[at].for_each) check_branches(chart, at, findings);
    }
  }
}

}  // namespace aftale::model
