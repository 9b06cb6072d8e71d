#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace aftale::messages {

/// The built-in template for a message whose own template was never stored or cannot be read: every fact, no manners.
/// It says what the message is about for the names that the engine itself sends.
std::string plain_form(std::string_view template_name, Language language);

bool is_built_in(std::string_view template_name);
/// Those names.
std::vector<std::string> built_in_names();

}  // namespace aftale::messages
