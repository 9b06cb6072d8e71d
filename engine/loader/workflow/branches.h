#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `for_each`: what the branches are, and their chart as a whole.
void read_for_each(WorkflowFile& file, const Node& node, Place place);
/// `decide`, `done` and `empty`: what happens when branches end.
void read_branch_ends(WorkflowFile& file, const Node& node, const Place& place);

}  // namespace aftale::loader
