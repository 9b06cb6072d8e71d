#pragma once
#include <optional>
#include <string_view>

#include "engine/drawing/drawing.h"
#include "engine/drawing/layout.h"

namespace aftale::graphviz {

/// What `dot -Tjson` says about the DOT of `drawing`; none where a box, frame or edge of it has no place there.
std::optional<drawing::Layout> placed_by(std::string_view json, const drawing::Drawing& drawing);

}  // namespace aftale::graphviz
