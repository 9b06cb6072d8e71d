#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/drawing/drawing.h"

namespace aftale::graphviz {

/// Graphviz' SVG with language, title, description and a size that fits a page; none where it does not begin as
/// Graphviz' does.
std::optional<std::string> own_svg(const std::string& drawn, const drawing::Drawing& drawing);

/// Several of them, of as many drawings, below each other in one.
std::optional<std::string> own_sheet(const std::vector<std::string>& drawn,
                                     const std::vector<drawing::Drawing>& drawings);

}  // namespace aftale::graphviz
