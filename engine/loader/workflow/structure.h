#pragma once
#include <string>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// Makes a chart of the states under `top`, with their kinds and the charts of their branches, before anything else of
/// them is read. `parent` and `parent_state`: the state whose branches have it; kNone for the workflow's own.
model::ChartIx begin_chart(WorkflowFile& file, std::string name, model::ChartIx parent, model::StateIx parent_state,
                           const Node& top);

}  // namespace aftale::loader
