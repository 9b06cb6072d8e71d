#include <algorithm>

#include "engine/feel/function.h"
#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// Names that mean something else already.
namespace aftale::model {
namespace {

const std::vector<std::string>& scope_names() {
  static const std::vector<std::string> names{"event",     "today",    "entered",  "case",    "organisation",
                                              "documents", "document", "branches", "decision"};
  return names;
}
const std::vector<std::string>& counter_names() {
  static const std::vector<std::string> names{"total", "answered", "running", "waiting"};
  return names;
}

void check_variable(const Variable& variable, std::vector<Diagnostic>& findings) {
  if (has(scope_names(), variable.id)) {
    findings.push_back(finding("reserved-name", Severity::error, variable.at,
                               {variable.id + " betyder noget i forvejen i alle udtryk; vælg et andet navn",
                                variable.id + " means something already in every expression; choose another name"}));
  } else if (has(feel::builtin_names(), variable.id)) {
    findings.push_back(
        finding("reserved-name", Severity::error, variable.at,
                {variable.id + " er en funktion i FEEL; vælg et andet navn, for eksempel the_" + variable.id,
                 variable.id + " is a function of FEEL; choose another name, for instance the_" + variable.id}));
  }
}

/// The variable of that name that is seen from `chart`, or null.
const Variable* visible(const Definition& definition, const Chart& chart, const std::string& name) {
  for (const Chart* at = &chart;;) {
    for (const Variable& variable : at->variables) {
      if (variable.id == name) return &variable;
    }
    if (at->parent == kNone) return nullptr;
    at = &definition.charts[at->parent];
  }
}

void check_counters(const Definition& definition, const Chart& chart, const State& state,
                    std::vector<Diagnostic>& findings) {
  std::vector<std::string> counters = counter_names();
  counters.insert(counters.end(), state.for_each->outcomes.begin(), state.for_each->outcomes.end());
  for (const std::string& name : counters) {
    const Variable* variable = visible(definition, chart, name);
    if (!variable) continue;
    findings.push_back(
        finding("two-meanings", Severity::error, variable->at,
                {name + " er også en tæller i tilstanden " + state.id + "; giv variablen et andet navn",
                 name + " is also a counter of the state " + state.id + "; give the variable another name"}));
  }
}

}  // namespace

void check_names(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    for (const Variable& variable : chart.variables) check_variable(variable, findings);
    for (const State& state : chart.states) {
      if (state.for_each) check_counters(definition, chart, state, findings);
      if (state.type != State::Type::final || !has(counter_names(), state.outcome)) continue;
      findings.push_back(
          finding("reserved-name", Severity::error, state.at,
                  {"Et udfald kan ikke hedde " + state.outcome + ", for det er en tæller; vælg et andet ord",
                   "An outcome cannot be named " + state.outcome + ", which is a counter; choose another word"}));
    }
  }
}

}  // namespace aftale::model
