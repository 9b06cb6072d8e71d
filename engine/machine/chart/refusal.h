#pragma once
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"

namespace aftale::machine {

/// A command that is refused: why, and what could be done instead.
tl::unexpected<ErrorPtr> refuse(const char* code, Text message, std::vector<std::string> possible = {});

}  // namespace aftale::machine
