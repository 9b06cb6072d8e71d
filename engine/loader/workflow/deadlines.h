#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `deadlines` of a state.
void read_deadlines(WorkflowFile& file, const Node& node, const Place& place);

}  // namespace aftale::loader
