#include <algorithm>

#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// States from which no way leads to an end.
namespace aftale::model {
namespace {

using Edges = std::vector<std::vector<StateIx>>;

/// Ends all of `around`, a parallel state, what happens in a region beside the one of `at`: its targets.
void add_ways_of_siblings(const Chart& chart, StateIx at, StateIx around, std::vector<StateIx>& ways) {
  for (const StateIx region : children_of(chart, around)) {
    if (within(chart, at, region)) continue;
    for (StateIx beside = 1; beside < chart.states.size(); ++beside) {
      if (!within(chart, beside, region)) continue;
      for (const TransitionList& list : lists_of(chart.states[beside])) {
        for (const Transition& transition : *list.transitions) {
          for (const StateIx target : transition.targets) {
            if (!within(chart, target, around)) ways.push_back(target);
          }
        }
      }
    }
  }
}

/// What may follow when `at` is active: its own transitions, those of the states around it and of regions beside it
/// that lead out of both, its children; and when it is a final, what the completed states around it do.
Edges edges_of(const Chart& chart) {
  Edges edges(chart.states.size());
  for (StateIx at = 1; at < chart.states.size(); ++at) {
    for (const StateIx child : children_of(chart, at)) edges[at].push_back(child);
    edges[at].insert(edges[at].end(), chart.states[at].initial.begin(), chart.states[at].initial.end());
    for (StateIx around = at; around != kNone; around = chart.states[around].parent) {
      if (around != at && chart.states[around].type == State::Type::parallel) {
        add_ways_of_siblings(chart, at, around, edges[at]);
      }
      for (const TransitionList& list : lists_of(chart.states[around])) {
        for (const Transition& transition : *list.transitions) {
          edges[at].insert(edges[at].end(), transition.targets.begin(), transition.targets.end());
        }
      }
    }
  }
  return edges;
}

/// States from which an end of the chart can be reached.
std::vector<bool> ending(const Chart& chart, const Edges& edges) {
  std::vector<bool> ends(chart.states.size());
  for (StateIx at = 1; at < chart.states.size(); ++at) {
    ends[at] = chart.states[at].parent == 0 && chart.states[at].type == State::Type::final;
  }
  for (bool more = true; more;) {
    more = false;
    for (StateIx at = 1; at < chart.states.size(); ++at) {
      if (ends[at]) continue;
      const bool found = std::any_of(edges[at].begin(), edges[at].end(), [&](StateIx next) { return ends[next]; });
      if (found) ends[at] = more = true;
    }
  }
  return ends;
}

std::vector<bool> followers(const Edges& edges, StateIx from) {
  std::vector<bool> seen(edges.size());
  std::vector<StateIx> open{from};
  while (!open.empty()) {
    const StateIx at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    open.insert(open.end(), edges[at].begin(), edges[at].end());
  }
  return seen;
}

bool is_region_end(const Chart& chart, StateIx at) {
  // A final in a region waits for the other regions; the parallel state around it is looked at itself.
  for (StateIx around = chart.states[at].parent; around != 0 && around != kNone; around = chart.states[around].parent) {
    if (chart.states[around].type == State::Type::parallel) return true;
  }
  return false;
}

void report(const Chart& chart, const Edges& edges, const std::vector<bool>& ends, std::vector<Diagnostic>& findings) {
  std::vector<bool> told(chart.states.size());
  for (StateIx at = 1; at < chart.states.size(); ++at) {
    const State& state = chart.states[at];
    if (ends[at] || told[at] || state.is_history()) continue;
    // Only where everything that follows leads back: the trap itself, not every state before it.
    const std::vector<bool> after = followers(edges, at);
    bool trap = true;
    std::vector<std::string> others;
    for (StateIx next = 1; next < chart.states.size(); ++next) {
      if (!after[next] || next == at) continue;
      trap = trap && followers(edges, next)[at];
      others.push_back(chart.path(next));
    }
    if (!trap || (state.type == State::Type::final && is_region_end(chart, at))) continue;
    for (StateIx next = 1; next < chart.states.size(); ++next) told[next] = told[next] || after[next];
    if (state.type == State::Type::final) {
      const std::string around = chart.path(state.parent);
      findings.push_back(
          finding("no-way-out", Severity::error, state.at,
                  {"Når " + state.id + " er nået, sker der ikke mere; skriv done: {to: TILSTAND} i " + around,
                   "When " + state.id + " is reached, nothing more happens; write done: {to: STATE} in " + around}));
    } else if (others.empty()) {
      findings.push_back(
          finding("no-way-out", Severity::error, state.at,
                  {"Fra " + chart.path(at) + " fører ingen vej videre; skriv en overgang, eller type: final",
                   "No way leads on from " + chart.path(at) + "; write a transition, or type: final"}));
    } else {
      findings.push_back(finding(
          "no-way-out", Severity::error, state.at,
          {"Fra " + chart.path(at) + " fører ingen vej til en afslutning; man kommer kun til tilstandene nedenfor",
           "No way leads from " + chart.path(at) + " to an end; it only leads to the states below"},
          others));
    }
  }
}

}  // namespace

void check_ways_out(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    if (chart.states.size() < 2) continue;
    const Edges edges = edges_of(chart);
    const std::vector<bool> ends = ending(chart, edges);
    const std::vector<StateIx> top = children_of(chart, 0);
    const bool any =
        std::any_of(top.begin(), top.end(), [&](StateIx at) { return chart.states[at].type == State::Type::final; });
    if (!any) {
      const State& first = chart.states[top.front()];
      findings.push_back(finding(
          "no-end", Severity::error, first.at,
          {"Forløbet har ingen afslutning; skriv en tilstand med type: final, for eksempel finished: {type: final}",
           "The workflow has no end; write a state with type: final, for instance finished: {type: final}"}));
      continue;
    }
    report(chart, edges, ends, findings);
  }
}

}  // namespace aftale::model
