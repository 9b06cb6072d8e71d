#pragma once
#include <string>

#include "engine/model/definition.h"

namespace aftale::drawing {

/// A shipped workflow, its newest version or that of `name@1`, with everything it names; read once for each name.
const model::Definition& shipped(const std::string& name);

/// A workflow written in a test, with the shipped organisations, calendars and rules. It must be without mistakes.
model::DefinitionPtr written(const std::string& yaml);

}  // namespace aftale::drawing
