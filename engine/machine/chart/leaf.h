#pragma once
#include "engine/base/few.h"
#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// An innermost active state, branches included.
struct Leaf {
  BranchNo branch;
  model::StateIx state;
};
using Leaves = Few<Leaf, 16>;
/// The leaves at or under a place, in document and branch order.
Leaves leaves_under(const Run& run, Place place);
/// One step outwards, over the edge of a branch too; false at the top.
bool outwards(const Run& run, Leaf& at);
/// `inner` lies in `outer`, or is the same.
bool encloses(const Run& run, Leaf outer, Leaf inner);

}  // namespace aftale::machine
