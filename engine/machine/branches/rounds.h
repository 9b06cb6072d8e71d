#pragma once
#include <vector>

#include "engine/machine/branches/list_keys.h"
#include "engine/machine/chart/macrostep.h"

/// The branches of a `for_each`: one for each element of its list, each in rounds; of a call the one. Errors,
/// everywhere: expression-failed, those of a list's keys, and too-large where a case gets too many branches.
namespace aftale::machine::branches {

/// The elements of the list as it is now.
Result<std::vector<Element>> elements(const Run& run, Fork at);
/// The number of the next round of an element.
std::uint32_t next_round(const Run& run, BranchNo parent, model::StateIx state, const std::string& element);
/// A branch that waits.
Result<Branch*> make_child(Run& run, Fork at, const Element& element, std::uint32_t ordinal, std::uint32_t round);
/// Begins those that wait: all of them, or where they come one after the other the next one with those that are treated
/// at the same time. False: none could begin.
Result<bool> start_waiting(Macrostep& macrostep, Fork at);
/// Takes the list anew: new keys open branches, those whose key is gone are cancelled, what has ended stays. False:
/// nothing has changed.
Result<bool> match_children(Run& run, Fork at, const std::vector<Element>& elements);
/// A new round of a branch that has ended; the state of its for_each is active.
Result<void> new_round(Macrostep& macrostep, BranchNo branch);

}  // namespace aftale::machine::branches
