#pragma once
#include <vector>

namespace aftale::drawing {

struct Point {
  double x = 0, y = 0;
};
/// From its upper left corner.
struct Rectangle {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Where things are on the paper, in points (1/72 inch), from the upper left corner: one place for each box, frame and
/// edge of the drawing, in its order.
struct Layout {
  double width = 0, height = 0;
  std::vector<Rectangle> boxes, clusters;
  std::vector<std::vector<Point>> edges;  ///< from where the edge begins to where its arrow points; two points at least
};

}  // namespace aftale::drawing
