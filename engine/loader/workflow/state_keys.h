#pragma once
#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// A key of a state that stands where its states do: it was hardly meant as the name of one. True with a finding.
bool report_outdented(WorkflowFile& file, const model::State& state, const Node& node);
/// Findings for keys that no state has, and for those that its kind of state cannot have.
void check_keys(WorkflowFile& file, const model::State& state, const Node& node);

}  // namespace aftale::loader
