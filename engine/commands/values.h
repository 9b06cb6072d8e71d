#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/feel/value.h"

namespace aftale::commands {

/// Values as people write them, typed by whoever owns the file: `first_day=2023-01-01`. A list is `a, b` or JSON `["a",
/// "b"]`.
using Words = std::vector<std::pair<std::string, std::string>>;
/// The same, typed as the definition declares them.
using NamedValues = std::vector<std::pair<std::string, feel::Value>>;

}  // namespace aftale::commands
