#pragma once
#include <vector>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `set`, `stamp`, `notify`, `raise`, `freeze`, `open`, `tell`: one, or a list in order; null where there is none.
std::vector<model::Action> read_actions(WorkflowFile& file, const Node* node, const Place& place);

}  // namespace aftale::loader
