#include "engine/testing/coverage.h"

#include <algorithm>

#include "engine/machine/possible.h"
#include "engine/model/graph.h"

namespace aftale::testing {

using model::ChartIx;
using model::State;
using model::StateIx;
using model::Transition;

namespace {

void sort_by_place(std::vector<Diagnostic>& notes) {
  std::stable_sort(notes.begin(), notes.end(), [](const Diagnostic& left, const Diagnostic& right) {
    return std::pair(left.where->line, left.where->column) < std::pair(right.where->line, right.where->column);
  });
}

void all_said_no(ChartCoverage& chart, const std::vector<Transition>& transitions) {
  for (const Transition& transition : transitions) {
    if (transition.guard) chart.guard(transition.number, false);
  }
}

/// Whether branches of a `for_each` state have been asked about a changed text: until they have answered, `decide` is
/// not looked at.
bool asks_again(const cases::Taken& taken, machine::BranchNo parent, StateIx state) {
  const auto asked = [&](const machine::BranchPtr& branch) {
    return branch->parent == parent && branch->origin == state && !branch->renewals.empty();
  };
  return std::any_of(taken.step.changed.begin(), taken.step.changed.end(), asked) ||
         std::any_of(taken.instance.branches.begin(), taken.instance.branches.end(), asked);
}

/// The list of transitions that answers `event` and in which the line `decided_by` stands.
const std::vector<Transition>* list_at(const model::Chart& chart, const std::string& event, const Span& decided_by) {
  for (const State& state : chart.states) {
    for (const auto& [ix, transitions] : state.on) {
      if (chart.events[ix].name != event) continue;
      const auto stands = [&](const Transition& one) { return one.at == decided_by || one.by_at == decided_by; };
      if (std::any_of(transitions.begin(), transitions.end(), stands)) return &transitions;
    }
  }
  return nullptr;
}

}  // namespace

ChartCoverage& Coverage::at(const model::Definition& definition, ChartIx ix) {
  const model::Chart& chart = definition.charts[ix];
  const model::Workflow& workflow = definition.workflows[chart.workflow];
  std::map<std::string, ChartCoverage>& charts = workflows_[{workflow.name, workflow.version}];
  const auto found = charts.find(chart.name);
  return found != charts.end() ? found->second
                               : charts.emplace(chart.name, ChartCoverage(definition, ix)).first->second;
}

const ChartCoverage* Coverage::of(const model::Definition& definition, ChartIx ix) const {
  const model::Chart& chart = definition.charts[ix];
  const model::Workflow& workflow = definition.workflows[chart.workflow];
  const auto charts = workflows_.find({workflow.name, workflow.version});
  if (charts == workflows_.end()) return nullptr;
  const auto found = charts->second.find(chart.name);
  return found == charts->second.end() ? nullptr : &found->second;
}

void Coverage::know(const model::DefinitionPtr& definition) {
  for (const model::Workflow& workflow : definition->workflows)
    definitions_.emplace(Version(workflow.name, workflow.version), definition);
  for (std::size_t n = 0; n < definition->charts.size(); ++n) at(*definition, static_cast<ChartIx>(n));
}

void Coverage::touch(const cases::Taken& taken) {
  for (const machine::Microstep& micro : taken.step.trace) {
    ChartCoverage& chart = at(taken.definition, micro.chart);
    for (const StateIx state : micro.entered) chart.state(state);
    for (const StateIx state : micro.left) chart.state(state);
    for (const machine::Tried& tried : micro.tried) chart.guard(tried.transition, tried.held);
    for (const std::uint16_t number : micro.taken) chart.transition(number);
  }
  fired(taken);
  decided(taken);
  at_rest(taken);
}

// A moment of a deadline has come, or a day whose guards all said no.
void Coverage::fired(const cases::Taken& taken) {
  const auto* fire = std::get_if<machine::Fire>(&taken.input);
  if (!fire || fire->branch >= taken.instance.branches.size()) return;
  const ChartIx ix = taken.instance.branches[fire->branch]->chart;
  const commands::Timer& timer = fire->timer;
  const State& state = taken.definition.charts[ix].states[timer.state];
  ChartCoverage& chart = at(taken.definition, ix);
  switch (timer.kind) {
    case commands::Timer::Kind::remind:
      chart.warning(timer.state, timer.rule, timer.moment);
      break;
    case commands::Timer::Kind::overdue:
      chart.missed(timer.state, timer.rule);
      break;
    case commands::Timer::Kind::then:
      if (taken.step.trace.empty()) all_said_no(chart, state.deadlines[timer.rule].then);
      break;
    case commands::Timer::Kind::timed:
      if (taken.step.trace.empty()) all_said_no(chart, state.timed[timer.rule].transitions);
      break;
  }
}

// What minutes came to at the place where they were recorded.
void Coverage::decided(const cases::Taken& taken) {
  if (!std::holds_alternative<machine::Record>(taken.input) || taken.step.proposed) return;
  for (const machine::BranchPtr& branch : taken.instance.branches) {
    const model::Chart& chart = taken.definition.charts[branch->chart];
    for (const machine::ActiveState& active : branch->active) {
      if (!chart.states[active.state].ballot) continue;
      if (machine::address_in(chart, *branch, active.state) != taken.step.where) continue;
      at(taken.definition, branch->chart).outcome(active.state, taken.step.meaning);
    }
  }
}

// Where a case has come to rest, `always` and `decide` of the states that it is in have been asked, and said no: else
// they would have been taken. The trace has only what was asked on the way to a transition.
void Coverage::at_rest(const cases::Taken& taken) {
  if (taken.step.status != lifecycle::CaseStatus::running) return;
  for (const machine::BranchPtr& branch : taken.step.changed) {
    if (branch->status != machine::BranchStatus::running || branch->kept) continue;
    const model::Chart& chart = taken.definition.charts[branch->chart];
    for (const machine::ActiveState& active : branch->active) {
      const State& state = chart.states[active.state];
      if (!state.always.empty()) all_said_no(at(taken.definition, branch->chart), state.always);
      if (state.for_each && !asks_again(taken, branch->no, active.state))
        all_said_no(at(taken.definition, branch->chart), state.for_each->decide);
    }
  }
}

void Coverage::touch(const cases::Refused& refused) {
  const auto* event = std::get_if<machine::Event>(&refused.input);
  if (!event || std::string_view(refused.error.findings.front().code) != "guard-false") return;
  for (const machine::Permission& place :
       machine::permissions(refused.definition, refused.instance, refused.moment, event->name)) {
    if (!place.allowed || place.guard_holds || !place.decided_by) continue;
    for (std::size_t n = 0; n < refused.definition.charts.size(); ++n) {
      const std::vector<Transition>* list = list_at(refused.definition.charts[n], event->name, *place.decided_by);
      if (list) all_said_no(at(refused.definition, static_cast<ChartIx>(n)), *list);
    }
  }
}

std::vector<Coverage::Report> Coverage::reports() const {
  std::vector<Report> reports;
  for (const auto& [version, charts] : workflows_) {
    Report report;
    report.workflow = version.first + "@" + std::to_string(version.second);
    if (const auto known = definitions_.find(version); known != definitions_.end()) report.definition = known->second;
    const auto append = [](std::vector<Diagnostic>& all, std::vector<Diagnostic> more) {
      std::move(more.begin(), more.end(), std::back_inserter(all));
    };
    for (const auto& [name, chart] : charts) {
      report.touched += chart.touched();
      append(report.untouched, chart.untouched());
      append(report.untried, chart.untried());
      report.charts.emplace_back(name, &chart);
    }
    report.untried.insert(report.untried.begin(), report.untouched.begin(), report.untouched.end());
    sort_by_place(report.untouched);
    sort_by_place(report.untried);
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace aftale::testing
