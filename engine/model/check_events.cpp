#include <algorithm>

#include "engine/base/words.h"
#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// A `raise` that nothing hears. It is heard in its own branch and then outwards; a called workflow's, where it is
/// called.
namespace aftale::model {
namespace {

bool heard(const Definition& definition, std::size_t chart, const std::string& event, std::vector<bool>& seen) {
  if (seen[chart]) return false;
  seen[chart] = true;
  const Chart& here = definition.charts[chart];
  if (here.event(event) != kNone) return true;
  if (here.parent != kNone) return heard(definition, here.parent, event, seen);
  for (std::size_t other = 0; other < definition.charts.size(); ++other) {
    const auto& states = definition.charts[other].states;
    const bool calls = std::any_of(states.begin(), states.end(), [&](const State& state) {
      return (state.call && state.call->chart == chart) ||
             (state.for_each && state.for_each->called && state.for_each->body == chart);
    });
    if (calls && heard(definition, other, event, seen)) return true;
  }
  return false;
}

}  // namespace

void check_events(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (std::size_t chart = 0; chart < definition.charts.size(); ++chart) {
    for (const State& state : definition.charts[chart].states) {
      each_actions(state, [&](const std::vector<Action>& actions) {
        for (const Action& action : actions) {
          const auto* raise = std::get_if<RaiseAction>(&action);
          if (!raise) continue;
          std::vector<bool> seen(definition.charts.size());
          if (heard(definition, chart, raise->event, seen)) continue;
          std::vector<std::string> names;
          for (const Event& event : definition.charts[chart].events) names.push_back(event.name);
          const std::string near = nearest(raise->event, names);
          findings.push_back(finding(
              "unheard", Severity::error, raise->at,
              {"Ingen tilstand her eller udenom hører " + raise->event +
                   (near.empty() ? "" : "; mente du " + near + "?"),
               "No state here or around hears " + raise->event + (near.empty() ? "" : "; did you mean " + near + "?")},
              names));
          findings.back().suggestion = near;
        }
      });
    }
  }
}

}  // namespace aftale::model
