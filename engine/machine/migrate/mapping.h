#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/model/definition.h"

/// What is the same in two definitions, so that a case can be taken from the one to the other.
namespace aftale::machine::migrate {

/// A workflow's own chart stands for the new workflow's; the body of a `for_each` for the body of the same step, a
/// called workflow for one of the same name, whatever their versions. States are the same by the path of their ids,
/// variables, deadlines and documents by their id. Borrows both definitions.
class Mapping {
 public:
  Mapping(const model::Definition& from, const model::Definition& to);

  const model::Definition& from() const { return from_; }
  const model::Definition& to() const { return to_; }
  const model::Chart& old_chart(model::ChartIx chart) const { return from_.charts[chart]; }
  const model::Chart& new_chart(model::ChartIx chart) const { return to_.charts[chart]; }

  // Each gives model::kNone for what is gone.
  model::ChartIx chart(model::ChartIx chart) const { return charts_[chart]; }
  model::StateIx state(model::ChartIx chart, model::StateIx state) const { return states_[chart][state]; }
  model::VariableIx variable(model::ChartIx chart, model::VariableIx variable) const;
  std::uint16_t deadline(model::ChartIx chart, model::StateIx state, std::uint16_t deadline) const;
  /// The rule that says the same, of another state of the same path.
  std::uint16_t timed(model::ChartIx chart, model::StateIx state, std::uint16_t rule) const;
  /// The rule that says the same, else the one that stands in its place: of the rules of its kind that nothing says the
  /// same as, in their order, the first for the first.
  std::uint16_t timed_in_place(model::ChartIx chart, model::StateIx state, std::uint16_t rule) const;
  std::uint16_t document(std::uint16_t document) const;

 private:
  void pair(model::ChartIx old_chart, model::ChartIx new_chart);

  const model::Definition& from_;
  const model::Definition& to_;
  std::vector<model::ChartIx> charts_;
  std::vector<std::vector<model::StateIx>> states_;
};

/// What a state is to somebody who stands in it. A case in one kind cannot go on in another.
enum class StateKind : std::uint8_t { step, compound, parallel, for_each, call, final, history };
StateKind kind_of(const model::State& state);
/// "trin", "for_each" ...
Text name_of(StateKind kind);

/// The chart of the branches that a `for_each` or call state opens; model::kNone of another state.
model::ChartIx inner_chart(const model::State& state);

}  // namespace aftale::machine::migrate
