#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/loader/workflow/workflow_file.h"

/// What a case asks of others.
namespace aftale::loader {

/// `open`: a new case of another workflow.
void read_open(WorkflowFile& file, const Node& value, const Place& place, std::vector<model::Action>& actions);
/// `tell`: an event for another case.
void read_tell(WorkflowFile& file, const Node& value, const Place& place, std::vector<model::Action>& actions);

/// `key` of a case that is opened.
void read_open_key(WorkflowFile& file, const Node& value, const Place& place, model::OpenAction& open);
/// `with`: what it is given; null where nothing is written.
model::Given read_given(WorkflowFile& file, const Node* with, const Place& place);
/// The names under `with`, and where they stand.
std::vector<std::pair<std::string, Span>> given_at(const Node* with);

}  // namespace aftale::loader
