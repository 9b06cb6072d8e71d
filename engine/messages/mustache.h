#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/messages/fields.h"

namespace aftale::messages {

/// The template filled in, nothing escaped. `name` stands for the template in the error. `text` was read by read_tags
/// and found well. Error: refused `bad-template`.
Result<std::string> fill_in(const std::string& text, const Fields& fields, const std::string& name);

}  // namespace aftale::messages
