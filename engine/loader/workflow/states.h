#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// Reads what the states of a chart hold beside their places in it.
void fill_states(WorkflowFile& file, model::ChartIx ix);

}  // namespace aftale::loader
