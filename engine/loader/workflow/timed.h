#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `after`, `from` or `every`, as `name` says.
void read_timed(WorkflowFile& file, const Node& node, const char* name, const Place& place);

}  // namespace aftale::loader
