#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/loader/workflow/workflow_file.h"

namespace aftale::loader {

/// Whether a text is one word, as roles, bodies and variables are named.
bool is_plain_word(std::string_view text);
/// The roles that every workflow knows, and those of the organisation where there is one.
std::vector<std::string> role_names(const WorkflowFile& file);
/// `by`: who may send an event.
std::vector<std::string> read_roles(WorkflowFile& file, const Node& by);

}  // namespace aftale::loader
