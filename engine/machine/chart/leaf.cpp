#include "engine/machine/chart/leaf.h"

#include "engine/machine/chart/children.h"
#include "engine/machine/chart/configuration.h"

namespace aftale::machine {

using model::kNone;
using model::State;
using model::StateIx;

namespace {

void add_leaves(const Run& run, BranchNo no, StateIx under, Leaves& out) {
  const Branch& branch = run.branch(no);
  const model::Chart& chart = run.chart(branch);
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    const StateIx at = branch.active[i].state;
    if (under != 0 && at != under && !below(chart, at, under)) continue;
    if (!is_leaf(chart, branch, i)) continue;
    const State& state = chart.states[at];
    const std::size_t before = out.size();
    if (state.for_each || state.call) {
      for (const BranchNo child : children_in_order(run, no, at)) {
        if (run.branch(child).status == BranchStatus::running) add_leaves(run, child, 0, out);
      }
    }
    if (out.size() == before) out.push_back({no, at});
  }
}

}  // namespace

Leaves leaves_under(const Run& run, Place place) {
  Leaves out;
  if (run.branch(place.branch).status == BranchStatus::running) add_leaves(run, place.branch, place.state, out);
  return out;
}

bool outwards(const Run& run, Leaf& at) {
  const Branch& branch = run.branch(at.branch);
  const StateIx parent = run.chart(branch).states[at.state].parent;
  if (parent != kNone) {
    at.state = parent;
    return true;
  }
  if (at.branch == 0) return false;
  at = {branch.parent, branch.origin};
  return true;
}

bool encloses(const Run& run, Leaf outer, Leaf inner) {
  do {
    if (inner.branch == outer.branch && inner.state == outer.state) return true;
  } while (outwards(run, inner));
  return false;
}

}  // namespace aftale::machine
