#pragma once
#include <string_view>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// `events`, whose data is declared; null where the file has none.
void read_events(WorkflowFile& file, const Node* events);
/// The event of that name in a chart, made where it is new.
model::EventIx event_ix(WorkflowFile& file, model::ChartIx ix, const Node& key);
/// What `event` holds where a state takes an event of that name.
feel::Type event_at(WorkflowFile& file, model::ChartIx ix, model::StateIx at, std::string_view name);

}  // namespace aftale::loader
