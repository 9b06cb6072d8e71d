#include "engine/machine/migrate/mapping.h"

#include <algorithm>

namespace aftale::machine::migrate {

using model::Chart;
using model::ChartIx;
using model::kNone;
using model::State;
using model::StateIx;

namespace {

const std::string& workflow_of(const model::Definition& definition, ChartIx chart) {
  return definition.workflows[definition.charts[chart].workflow].name;
}

bool is_called(const State& state) {
  return state.call || (state.for_each && state.for_each->called);
}

bool says_the_same(const model::TimedRule& left, const model::TimedRule& right) {
  return left.kind == right.kind && left.when.text() == right.when.text() && left.period == right.period &&
         left.rule == right.rule && left.once == right.once;
}

/// The rules of a kind that the other version says nothing the same as, in their order.
std::vector<std::uint16_t> said_otherwise(const std::vector<model::TimedRule>& rules, model::TimedRule::Kind kind,
                                          const std::vector<model::TimedRule>& others) {
  std::vector<std::uint16_t> out;
  for (std::uint16_t n = 0; n < rules.size(); ++n) {
    const bool same = std::any_of(others.begin(), others.end(),
                                  [&](const model::TimedRule& other) { return says_the_same(rules[n], other); });
    if (rules[n].kind == kind && !same) out.push_back(n);
  }
  return out;
}

}  // namespace

StateKind kind_of(const State& state) {
  if (state.for_each) return StateKind::for_each;
  if (state.call) return StateKind::call;
  switch (state.type) {
    case State::Type::atomic:
      return StateKind::step;
    case State::Type::compound:
      return StateKind::compound;
    case State::Type::parallel:
      return StateKind::parallel;
    case State::Type::final:
      return StateKind::final;
    case State::Type::shallow_history:
    case State::Type::deep_history:
      return StateKind::history;
  }
  return StateKind::step;
}

Text name_of(StateKind kind) {
  switch (kind) {
    case StateKind::step:
      return {"et enkelt trin", "a single step"};
    case StateKind::compound:
      return {"et trin med trin i", "a step with steps inside"};
    case StateKind::parallel:
      return {"et trin med sideløbende dele", "a step with parallel parts"};
    case StateKind::for_each:
      return {"et trin med en gren for hver (for_each)", "a step with a branch for each (for_each)"};
    case StateKind::call:
      return {"et trin, der kører et andet forløb (call)", "a step that runs another workflow (call)"};
    case StateKind::final:
      return {"et sluttrin", "a final step"};
    case StateKind::history:
      return {"en hukommelse (history)", "a memory (history)"};
  }
  return {};
}

ChartIx inner_chart(const State& state) {
  return state.for_each ? state.for_each->body : state.call ? state.call->chart : kNone;
}

Mapping::Mapping(const model::Definition& from, const model::Definition& to)
    : from_(from), to_(to), charts_(from.charts.size(), kNone), states_(from.charts.size()) {
  for (std::size_t chart = 0; chart < from.charts.size(); ++chart) {
    states_[chart].assign(from.charts[chart].states.size(), kNone);
  }
  pair(from.root().chart, to.root().chart);
}

// What lies inside follows the step that it lies in.
void Mapping::pair(ChartIx old_ix, ChartIx new_ix) {
  if (charts_[old_ix] != kNone) return;
  charts_[old_ix] = new_ix;
  const Chart &before = from_.charts[old_ix], &now = to_.charts[new_ix];
  std::map<std::string, StateIx> paths;
  for (std::size_t n = 0; n < now.states.size(); ++n) {
    paths.emplace(now.path(static_cast<StateIx>(n)), static_cast<StateIx>(n));
  }
  for (std::size_t n = 0; n < before.states.size(); ++n) {
    const auto found = paths.find(before.path(static_cast<StateIx>(n)));
    if (found == paths.end()) continue;
    states_[old_ix][n] = found->second;
    const State &was = before.states[n], &is = now.states[found->second];
    const ChartIx inside = inner_chart(was), instead = inner_chart(is);
    if (inside == kNone || instead == kNone || kind_of(was) != kind_of(is) || is_called(was) != is_called(is)) continue;
    if (is_called(was) && workflow_of(from_, inside) != workflow_of(to_, instead)) continue;
    pair(inside, instead);
  }
}

// The name after `as` is the writer's own; the variable is the element, whatever it is called.
model::VariableIx Mapping::variable(ChartIx chart, model::VariableIx variable) const {
  const model::Variable& was = from_.charts[chart].variables[variable];
  const std::vector<model::Variable>& now = to_.charts[charts_[chart]].variables;
  const auto found = std::find_if(now.begin(), now.end(), [&](const model::Variable& other) {
    const bool element = was.role == model::Variable::Role::branch, same = other.role == model::Variable::Role::branch;
    return element == same && (element || other.id == was.id);
  });
  return found == now.end() ? kNone : static_cast<model::VariableIx>(found - now.begin());
}

std::uint16_t Mapping::deadline(ChartIx chart, StateIx at, std::uint16_t deadline) const {
  const StateIx state_now = state(chart, at);
  if (state_now == kNone) return kNone;
  const std::string& id = from_.charts[chart].states[at].deadlines[deadline].id;
  const std::vector<model::Deadline>& now = to_.charts[charts_[chart]].states[state_now].deadlines;
  const auto found = std::find_if(now.begin(), now.end(), [&](const model::Deadline& other) { return other.id == id; });
  return found == now.end() ? kNone : static_cast<std::uint16_t>(found - now.begin());
}

std::uint16_t Mapping::timed(ChartIx chart, StateIx at, std::uint16_t rule) const {
  const StateIx state_now = state(chart, at);
  if (state_now == kNone) return kNone;
  const model::TimedRule& was = from_.charts[chart].states[at].timed[rule];
  const std::vector<model::TimedRule>& now = to_.charts[charts_[chart]].states[state_now].timed;
  const auto found =
      std::find_if(now.begin(), now.end(), [&](const model::TimedRule& other) { return says_the_same(was, other); });
  return found == now.end() ? kNone : static_cast<std::uint16_t>(found - now.begin());
}

std::uint16_t Mapping::timed_in_place(ChartIx chart, StateIx at, std::uint16_t rule) const {
  const std::uint16_t same = timed(chart, at, rule);
  const StateIx state_now = state(chart, at);
  if (same != kNone || state_now == kNone) return same;
  const std::vector<model::TimedRule>& was = from_.charts[chart].states[at].timed;
  const std::vector<model::TimedRule>& now = to_.charts[charts_[chart]].states[state_now].timed;
  const std::vector<std::uint16_t> before = said_otherwise(was, was[rule].kind, now);
  const std::vector<std::uint16_t> after = said_otherwise(now, was[rule].kind, was);
  const auto place = static_cast<std::size_t>(std::find(before.begin(), before.end(), rule) - before.begin());
  return place < after.size() ? after[place] : kNone;
}

// A document of branches is one of the same branches, whose chart is theirs.
std::uint16_t Mapping::document(std::uint16_t document) const {
  const model::Document& was = from_.root().documents[document];
  const ChartIx chart = was.chart == kNone ? kNone : charts_[was.chart];
  if (was.chart != kNone && chart == kNone) return kNone;
  const std::vector<model::Document>& now = to_.root().documents;
  const auto found = std::find_if(
      now.begin(), now.end(), [&](const model::Document& other) { return other.id == was.id && other.chart == chart; });
  return found == now.end() ? kNone : static_cast<std::uint16_t>(found - now.begin());
}

}  // namespace aftale::machine::migrate
