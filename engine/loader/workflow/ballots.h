#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `ballot`: a kind of ballot, or an expression that gives one.
void read_ballot(WorkflowFile& file, const Node& node, const Place& place);

}  // namespace aftale::loader
