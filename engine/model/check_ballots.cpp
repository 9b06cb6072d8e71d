#include <algorithm>

#include "engine/base/words.h"
#include "engine/model/ballot_events.h"
#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// A state with a ballot answers every event that minutes can mean there; what they can mean, the table `ballot` says.
namespace aftale::model {
namespace {

using Words = std::vector<std::string>;

/// Whether `event` is answered at `at` or outside it, in the branch or around it.
bool answered(const Definition& definition, const Chart& chart, StateIx at, const std::string& event) {
  const EventIx ix = chart.event(event);
  for (StateIx around = at; ix != kNone && around != kNone; around = chart.states[around].parent) {
    const State& state = chart.states[around];
    const auto taken = [ix](const auto& on) { return on.first == ix; };
    if (std::any_of(state.on.begin(), state.on.end(), taken)) return true;
    if (std::find(state.ignore.begin(), state.ignore.end(), ix) != state.ignore.end()) return true;
  }
  return chart.parent != kNone && answered(definition, definition.charts[chart.parent], chart.parent_state, event);
}

/// Short things stay short: these go where another one goes, or nowhere (language, "Ballots").
bool folded(const Definition& definition, const Chart& chart, StateIx at, const std::string& kind,
            const std::string& event) {
  const auto goes = [&](const char* other) { return answered(definition, chart, at, other); };
  if (event == "postponed" || event == "withdrawn") return true;
  if (event == "approved_with_remarks") return goes("approved");
  if (event == "lapsed") return goes("rejected");
  if (event == "referred") return goes("recommended") || goes("returned");
  if (event == "forwarded") return goes(kind == "advise" ? "advised" : "recommended");
  return false;
}

/// What has to be written for it: `lapsed` is answered by `rejected`.
std::string wanted(const std::string& kind, const std::string& event) {
  if (event == "approved_with_remarks") return "approved";
  if (event == "lapsed") return "rejected";
  if (event == "referred") return "returned";
  if (event == "forwarded") return kind == "advise" ? "advised" : "recommended";
  return event;
}

void check_state(const Definition& definition, const decisions::Table& table, const Chart& chart, StateIx at,
                 std::vector<Diagnostic>& findings) {
  const State& state = chart.states[at];
  Words unanswered, possible;
  for (const std::string& kind : ballot_kinds(state)) {
    for (const std::string& event : ballot_events(table, kind)) {
      if (!has(possible, event)) possible.push_back(event);
      if (answered(definition, chart, at, event) || folded(definition, chart, at, kind, event)) continue;
      if (const std::string lacks = wanted(kind, event); !has(unanswered, lacks)) unanswered.push_back(lacks);
    }
  }
  if (!unanswered.empty()) {
    const std::string first = unanswered.front();
    findings.push_back(finding("unanswered-ballot", Severity::error, state.ballot.at(),
                               {state.id + " svarer ikke på " + joined(unanswered, "og") + "; skriv " + first +
                                    ": {to: TILSTAND} under on, eller ignore: [" + first + "]",
                                state.id + " does not answer " + joined(unanswered, "and") + "; write " + first +
                                    ": {to: STATE} under on, or ignore: [" + first + "]"},
                               unanswered));
  }
  if (possible.empty()) return;
  Words all;
  for (const char* kind : {"approve", "recommend", "advise", "note", "discuss"}) {
    for (const std::string& event : ballot_events(table, kind)) all.push_back(event);
  }
  for (const auto& [event, transitions] : state.on) {
    const std::string& name = chart.events[event].name;
    if (!has(all, name) || has(possible, name) || transitions.empty()) continue;
    findings.push_back(finding("never-said", Severity::warning, transitions.front().at,
                               {"Ingen ord i referatet bliver til " + name + " i denne slags behandling",
                                "No word in minutes becomes " + name + " in this kind of ballot"},
                               possible));
  }
}

}  // namespace

void check_ballots(const Definition& definition, std::vector<Diagnostic>& findings) {
  const decisions::Table* table = definition.rules.find("ballot");
  if (!table) return;
  for (const Chart& chart : definition.charts) {
    for (StateIx at = 0; at < chart.states.size(); ++at) {
      if (chart.states[at].ballot) check_state(definition, *table, chart, at, findings);
    }
  }
}

}  // namespace aftale::model
