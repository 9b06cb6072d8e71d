#pragma once
#include <vector>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

using Transitions = std::vector<model::Transition>;

/// Where a list of transitions stands: what its keys may be and what its expressions see.
struct TransitionPlace {
  Place place;
  bool when = false;  ///< `decide`: `when` is wanted
  bool by = false;    ///< `on`: somebody sends it
};

/// `{to, guard, actions, by, four_eyes, reenter, rest, again}`, or a list of them.
Transitions read_transitions(WorkflowFile& file, const Node& node, const TransitionPlace& context);

}  // namespace aftale::loader
