#include "engine/testing/coverage.h"

#include <algorithm>

#include "engine/model/graph.h"

namespace aftale::testing {

using model::Chart;
using model::ChartIx;
using model::State;
using model::StateIx;
using model::Transition;
using model::Way;

namespace {

/// From the top of the workflow, `*` for the branches: `consultation/*/asked`.
std::string path_of(const model::Definition& definition, ChartIx ix, StateIx state) {
  const Chart& chart = definition.charts[ix];
  const std::string inside = chart.path(state);
  if (chart.parent == model::kNone) return inside;
  return path_of(definition, chart.parent, chart.parent_state) + "/*/" + inside;
}

Text timed_words(const State& state, const model::TransitionList& list) {
  for (const model::TimedRule& rule : state.timed) {
    if (&rule.transitions != list.transitions) continue;
    const std::string when = rule.when ? " " + rule.when.text() : "";
    switch (rule.kind) {
      case model::TimedRule::Kind::after:
        return {"efter" + when, "after" + when};
      case model::TimedRule::Kind::from:
        return {"fra" + when, "from" + when};
      case model::TimedRule::Kind::every:
        return {"hver " + rule.rule, "every " + rule.rule};
    }
  }
  return {};
}

Text deadline_words(const State& state, const model::TransitionList& list) {
  for (const model::Deadline& deadline : state.deadlines) {
    if (&deadline.then != list.transitions) continue;
    return {"når fristen " + deadline.id + " er overskredet", "when the deadline " + deadline.id + " is missed"};
  }
  return {};
}

Text way_words(const Chart& chart, const State& state, const model::TransitionList& list) {
  switch (list.way) {
    case Way::event:
      return {"ved " + chart.events[list.event].name, "on " + chart.events[list.event].name};
    case Way::always:
      return {"af sig selv", "always"};
    case Way::timed:
      return timed_words(state, list);
    case Way::deadline:
      return deadline_words(state, list);
    case Way::decide:
      return {"i decide", "in decide"};
    case Way::done:
      return {"når alt er færdigt", "when all is done"};
    case Way::empty:
      return {"når der ingen grene er", "when there are no branches"};
  }
  return {};
}

/// `drafting -> recommendation on submitted [guard]`.
Text transition_words(const Chart& chart, const std::string& source, const Transition& transition, const Text& way) {
  std::string targets;
  for (const StateIx target : transition.targets) targets += (targets.empty() ? "" : ", ") + chart.path(target);
  const std::string guard = transition.guard ? " [" + transition.guard.text() + "]" : "";
  const auto sentence = [&](const std::string& words) {
    return source + (targets.empty() ? "" : " -> " + targets) + " " + words + guard;
  };
  return {sentence(way.da), sentence(way.en)};
}

}  // namespace

Coverage::ChartElements& Coverage::elements_of(const model::Definition& definition, ChartIx ix) {
  const Chart& chart = definition.charts[ix];
  const model::Workflow& workflow = definition.workflows[chart.workflow];
  const auto [place, fresh] = workflows_[{workflow.name, workflow.version}].try_emplace(chart.name);
  ChartElements& elements = place->second;
  if (!fresh) return elements;
  elements.transitions.resize(chart.transitions);
  for (std::size_t n = 0; n < chart.states.size(); ++n) {
    const State& state = chart.states[n];
    const std::string path = n == 0 ? workflow.name : path_of(definition, ix, static_cast<StateIx>(n));
    elements.states.push_back({state.at, same_text(path), true, n != 0 && !state.is_history(), false});
    for (const model::TransitionList& list : model::lists_of(state)) {
      const Text way = way_words(chart, state, list);
      for (const Transition& transition : *list.transitions) {
        if (transition.number >= elements.transitions.size()) continue;
        elements.transitions[transition.number] = {transition.at, transition_words(chart, path, transition, way), false,
                                                   true, false};
      }
    }
  }
  return elements;
}

void Coverage::know(const model::Definition& definition) {
  for (std::size_t n = 0; n < definition.charts.size(); ++n) elements_of(definition, static_cast<ChartIx>(n));
}

void Coverage::touch(const model::Definition& definition, const machine::Step& step) {
  for (const machine::Microstep& micro : step.trace) {
    ChartElements& elements = elements_of(definition, micro.chart);
    for (const StateIx state : micro.entered) elements.states[state].touched = true;
    for (const StateIx state : micro.left) elements.states[state].touched = true;
    for (const std::uint16_t number : micro.taken) {
      if (number < elements.transitions.size()) elements.transitions[number].touched = true;
    }
  }
}

std::vector<Coverage::Report> Coverage::reports() const {
  std::vector<Report> reports;
  for (const auto& [version, charts] : workflows_) {
    Report report;
    report.workflow = version.first + "@" + std::to_string(version.second);
    const auto count = [&report](const Element& element) {
      if (!element.counts || element.text.empty()) return;
      ++(element.is_state ? report.states : report.transitions);
      if (element.touched) {
        ++(element.is_state ? report.states_touched : report.transitions_touched);
        return;
      }
      const Text what = element.is_state ? Text{"Trinnet ", "The state "} : Text{"Overgangen ", "The transition "};
      report.untouched.push_back({"untouched",
                                  Severity::note,
                                  {what.da + element.text.da + " er ikke med i noget scenarie",
                                   what.en + element.text.en + " is touched by no scenario"},
                                  element.at,
                                  {}});
    };
    for (const auto& [name, elements] : charts) {
      std::for_each(elements.states.begin(), elements.states.end(), count);
      std::for_each(elements.transitions.begin(), elements.transitions.end(), count);
    }
    std::stable_sort(
        report.untouched.begin(), report.untouched.end(), [](const Diagnostic& left, const Diagnostic& right) {
          return std::pair(left.where->line, left.where->column) < std::pair(right.where->line, right.where->column);
        });
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace aftale::testing
