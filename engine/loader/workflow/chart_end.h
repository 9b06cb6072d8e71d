#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// Fills the states of a chart with what they hold, numbers its transitions and copies `done` to where `empty` is not
/// written. Where the file comes back to itself: the branches of a state are a chart of their own (charts.cpp).
void finish_chart(WorkflowFile& file, model::ChartIx ix);

}  // namespace aftale::loader
