#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `recurs`: the case that follows this one in the next cycle.
void read_recurs(WorkflowFile& file);

}  // namespace aftale::loader
