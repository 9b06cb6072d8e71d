#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/machine/chart/run.h"

/// The branches that a state has opened, counted and in order, and what was decided in them.
namespace aftale::machine {

/// The newest branches of one `for_each` or call state: `f(const Branch&)` by number; earlier rounds and entries are
/// left out.
template <class F>
void each_child(const Run& run, BranchNo parent, model::StateIx origin, F&& f) {
  for (BranchNo no = 1; no < run.branch_count(); ++no) {
    const Branch& child = run.branch(no);
    if (child.parent == parent && child.origin == origin && !child.superseded) f(child);
  }
}

/// The same in branch order (Branch::ordinal), as `branches(..)` lists them.
std::vector<BranchNo> children_in_order(const Run& run, BranchNo parent, model::StateIx origin);

/// The value of a counter (model::SlotMeaning::counter, `index` as there) of the `for_each` state `state`.
std::uint32_t counter(const Run& run, BranchNo parent, model::StateIx state, std::uint16_t index);

/// The decision that a body took last in a branch or below it (the chain of a party), or null. A renewed approval that
/// was answered with `keep` is a Decision without a word and is passed over.
const Decision* last_decision(const Run& run, BranchNo branch);

/// Remarks recorded in a branch and below it, in branch order: `branches(..).remarks`.
std::vector<std::string> all_remarks(const Run& run, BranchNo branch);

}  // namespace aftale::machine
