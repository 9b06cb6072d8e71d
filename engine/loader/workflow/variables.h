#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `name: {type: ..., title: ...}` of inputs, of data and of what events carry.
model::Variable read_variable(WorkflowFile& file, const Node& key, const Node& node, model::Variable::Role role);
/// `inputs`; null where the file has none.
void read_inputs(WorkflowFile& file, const Node* inputs);
/// `data` of a chart, whose first values are read at `place`; null where it has none.
void read_data(WorkflowFile& file, model::ChartIx ix, const Node* data, const Place& place);

}  // namespace aftale::loader
