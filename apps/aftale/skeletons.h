#pragma once
#include <string_view>

#include "engine/base/text.h"

namespace aftale::app {

/// The files of skeletons/, built into the program: what `aftale new` writes, with `{{name}}` and `{{title}}`.
std::string_view workflow_skeleton(Language language);
std::string_view scenario_skeleton(Language language);

}  // namespace aftale::app
