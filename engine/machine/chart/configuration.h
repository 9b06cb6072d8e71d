#pragma once
#include <utility>
#include <vector>

#include "engine/machine/effects.h"
#include "engine/model/workflow.h"

/// Which states a transition leaves and enters (SCXML 1.0, Appendix D, with deviation D1).
namespace aftale::machine {

/// A transition that was selected, and the state it stands in.
struct Chosen {
  model::StateIx source = 0;
  const model::Transition* transition = nullptr;
};

/// `state` lies below `ancestor`.
inline bool below(const model::Chart& chart, model::StateIx state, model::StateIx ancestor) {
  return state > ancestor && state < chart.states[ancestor].end;
}
/// A branch runs, and is not kept at rest.
inline bool moves(const Branch& branch) {
  return branch.status == BranchStatus::running && !branch.kept;
}
const ActiveState* find_active(const Branch& branch, model::StateIx state);
ActiveState* find_active(Branch& branch, model::StateIx state);
inline bool is_active(const Branch& branch, model::StateIx state) {
  return find_active(branch, state) != nullptr;
}
/// The innermost active states, in document order.
bool is_leaf(const model::Chart& chart, const Branch& branch, std::size_t index_in_active);

using ChosenList = Few<Chosen, 2>;

/// What a set of transitions does: in the order of leaving (children first) and of entering (document order).
struct Moves {
  StateList left, entered;
  StateList by_default;                                              ///< entered through their own `initial`
  std::vector<std::pair<model::StateIx, model::StateIx>> histories;  ///< parent, history state whose default is taken
};

/// Leaves out the transitions that another one pre-empts: a descendant's goes before an ancestor's, else the earlier.
void remove_conflicts(const model::Chart& chart, const Branch& branch, ChosenList& chosen, bool scxml);
/// The states that are left. In SCXML's own form `Transition::reenter` stands for type="external".
void find_left(const model::Chart& chart, const Branch& branch, const ChosenList& chosen, bool scxml, Moves& moves);
/// The states that are entered; `branch` already remembers the histories of what was left.
void find_entered(const model::Chart& chart, const Branch& branch, const ChosenList& chosen, bool scxml, Moves& moves);
/// The states that are entered when the chart begins.
void find_initial(const model::Chart& chart, const Branch& branch, Moves& moves);

}  // namespace aftale::machine
