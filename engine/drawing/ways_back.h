#pragma once
#include "engine/drawing/drawing.h"

namespace aftale::drawing {

/// Depth first from the start, the main way first: an edge to a box that is still being left is a way back. Edges of
/// the main way come first afterwards.
void turn_back_edges(Drawing& drawing);

/// Two boxes aside that send to each other have one edge with two arrows.
void join_both_ways(Drawing& drawing);

}  // namespace aftale::drawing
