#pragma once
#include <cstdint>
#include <optional>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `documents`; null where there are none. `body`: the chart whose branches have them; kNone: the case does.
void read_documents(WorkflowFile& file, const Node* documents, model::ChartIx body);
/// The place of the document that `name` means; none with a finding.
std::optional<std::uint16_t> find_document(WorkflowFile& file, const Node& name, const Place& place);

}  // namespace aftale::loader
