#pragma once
#include <utility>
#include <vector>

#include "engine/loader/workflow/workflow_file.h"

/// Workflows that another one calls.
namespace aftale::loader {

/// `call` of a state, with its `with` and `done`.
void read_call(WorkflowFile& file, const Node& node, const Place& place);
/// `with`: the inputs of the called chart; null where nothing is written. `at` is where findings go then.
std::vector<std::pair<model::VariableIx, feel::Expression>> read_with(WorkflowFile& file, const Node* with,
                                                                      const Span& at, const Place& place,
                                                                      model::ChartIx callee);

}  // namespace aftale::loader
