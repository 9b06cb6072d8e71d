#include <algorithm>

#include "engine/base/words.h"
#include "engine/drawing/draw.h"
#include "engine/drawing/places.h"

namespace aftale::drawing {
namespace {

using model::Chart;
using model::Definition;
using model::State;
using model::StateIx;

/// The chart inside a state, or none.
model::ChartIx inside(const State& state) {
  if (state.for_each) return state.for_each->body;
  return state.call ? state.call->chart : model::kNone;
}

bool holds_states(const State& state, StateIx at) {
  return inside(state) != model::kNone || state.end > at + 1;
}

/// A state with its path through the branches that lead to it.
struct Candidate {
  model::ChartIx chart;
  StateIx state;
  std::string path;
};

std::string path_of_chart(const Definition& definition, model::ChartIx ix) {
  const Chart& chart = definition.charts[ix];
  if (chart.parent == model::kNone) return {};
  return definition.charts[chart.parent].path(chart.parent_state, path_of_chart(definition, chart.parent));
}

std::vector<Candidate> candidates(const Definition& definition, model::ChartIx ix) {
  std::vector<Candidate> found;
  const Chart& chart = definition.charts[ix];
  const std::string around = path_of_chart(definition, ix);
  for (StateIx at = 1; at < chart.states.size(); ++at) found.push_back({ix, at, chart.path(at, around)});
  return found;
}

bool is_called(const Candidate& one, const State& state, std::string_view name) {
  return one.path == name || one.path.ends_with("/" + std::string(name)) || state.id == name ||
         folded(state.title.da) == folded(name) || folded(state.title.en) == folded(name);
}

Result<Part> part_in(const Definition& definition, const Candidate& one) {
  const State& state = definition.charts[one.chart].states[one.state];
  if (const model::ChartIx chart = inside(state); chart != model::kNone) return Part{chart, 0};
  if (holds_states(state, one.state)) return Part{one.chart, one.state};
  return fail(Error::Kind::refused, "no-part",
              Text{"Trinnet " + one.path + " har intet indeni, der kan tegnes for sig",
                   "The step " + one.path + " has nothing inside that could be drawn by itself"});
}

tl::unexpected<ErrorPtr> unknown(const Definition& definition, std::string_view name) {
  std::vector<std::string> parts;
  for (model::ChartIx ix = 0; ix < definition.charts.size(); ++ix) {
    for (const Candidate& one : candidates(definition, ix)) {
      if (holds_states(definition.charts[ix].states[one.state], one.state)) parts.push_back(one.path);
    }
  }
  const std::string near = nearest(name, parts);
  const std::string shown(name);
  return fail(Error::Kind::not_found, "unknown-step",
              Text{"Der er intet trin »" + shown + "« at tegne" + (near.empty() ? "" : ". Mente du " + near + "?"),
                   "There is no step \"" + shown + "\" to draw" + (near.empty() ? "" : ". Did you mean " + near + "?")},
              parts);
}

}  // namespace

Result<Part> find_part(const Definition& definition, std::string_view name) {
  if (name.empty()) return Part{definition.root().chart, 0};
  std::vector<Candidate> found;
  for (model::ChartIx ix = 0; ix < definition.charts.size(); ++ix) {
    for (Candidate& one : candidates(definition, ix)) {
      if (is_called(one, definition.charts[ix].states[one.state], name)) found.push_back(std::move(one));
    }
  }
  if (found.empty()) return unknown(definition, name);
  const auto exact = std::find_if(found.begin(), found.end(), [&](const Candidate& one) { return one.path == name; });
  if (exact != found.end()) return part_in(definition, *exact);
  std::vector<Candidate> holding = found;
  std::erase_if(holding, [&](const Candidate& one) {
    return !holds_states(definition.charts[one.chart].states[one.state], one.state);
  });
  if (holding.empty()) return part_in(definition, found.front());
  if (holding.size() == 1) return part_in(definition, holding.front());
  std::vector<std::string> paths;
  for (const Candidate& one : holding) paths.push_back(one.path);
  return fail(Error::Kind::refused, "ambiguous",
              Text{"Flere trin hedder »" + std::string(name) + "«. Skriv hele vejen dertil",
                   "Several steps are called \"" + std::string(name) + "\". Write the whole way there"},
              paths);
}

std::size_t states_of(const Definition& definition, const Part& part) {
  const Chart& chart = definition.charts[part.chart];
  std::size_t count = chart.states[part.top].end - part.top - 1U;
  for (StateIx at = static_cast<StateIx>(part.top + 1); at < chart.states[part.top].end; ++at) {
    if (is_chain(chart.states[at])) count += states_of(definition, {chart.states[at].for_each->body, 0});
  }
  return count;
}

}  // namespace aftale::drawing
