#pragma once
#include <map>
#include <utility>

#include "engine/drawing/drawing.h"
#include "engine/model/definition.h"

namespace aftale::drawing {

/// Where an edge begins or ends: a box, or the frame around it.
struct End {
  std::size_t box = kNowhere, cluster = kNowhere;
};

/// A state whose branches are drawn inside it: one after the other, by steps that stand in the same file.
bool is_chain(const model::State& state);
bool has_states(const model::Chart& chart, model::StateIx state);

/// Which box or frame stands for which state, and where edges meet it. Borrows the definition.
class Places {
 public:
  using Key = std::pair<model::ChartIx, model::StateIx>;
  explicit Places(const model::Definition& definition) : definition_(definition) {}

  std::map<Key, std::size_t> boxes, clusters;

  std::size_t cluster_of(Key key) const;
  /// Where an edge that enters a state ends; no box where it is not drawn.
  End entry_of(model::ChartIx chart, model::StateIx state) const;
  /// Where an edge begins that leaves a state by `transition`; no box where it is not drawn.
  End exit_of(model::ChartIx chart, model::StateIx state, const model::Transition& transition) const;
  /// The box at whose height the frame of a state is left: the last on its main way.
  std::size_t last_box(model::ChartIx chart, model::StateIx state) const;

 private:
  const model::Chart& chart_of(model::ChartIx ix) const { return definition_.charts[ix]; }
  /// Of a chain, the end that a condition counts.
  std::size_t counted_box(const model::State& state, const feel::Expression& condition) const;

  const model::Definition& definition_;
};

}  // namespace aftale::drawing
