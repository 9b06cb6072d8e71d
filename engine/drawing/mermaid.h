#pragma once
#include <string>

#include "engine/drawing/drawing.h"

/// A drawing as Mermaid's `stateDiagram-v2`, which GitHub, GitLab and many editors show as a picture.
namespace aftale::drawing {

/// The whole file. Mermaid lets no way lead into the middle of another frame: such an edge meets the frame.
std::string mermaid(const Drawing& drawing);

}  // namespace aftale::drawing
