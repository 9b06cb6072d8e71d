#pragma once
#include <vector>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `owner` and `notify.to`, as `what` says: a plain word, an expression, a record, or a list of these.
std::vector<model::Addressee> read_addressees(WorkflowFile& file, const Node& node, const Place& place,
                                              const char* what);

}  // namespace aftale::loader
