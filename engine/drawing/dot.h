#pragma once
#include <string>

#include "engine/drawing/drawing.h"

/// A drawing as Graphviz' `dot` reads it.
namespace aftale::drawing {

/// The whole file, the same bytes for the same drawing. Ranks run downwards; the nodes are named by Box::id, the frames
/// `cluster_` and their number, and each edge has the attribute `id` with its number, `e0`, so that a layout of it can
/// be read back (layout.h).
std::string dot(const Drawing& drawing);

}  // namespace aftale::drawing
