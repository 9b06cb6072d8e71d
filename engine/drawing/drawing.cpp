#include "engine/drawing/drawing.h"

#include <algorithm>

namespace aftale::drawing {

const std::string& Box::text(Line::Role role) const {
  static const std::string kNone;
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.role == role; });
  return found == lines.end() ? kNone : found->text;
}

}  // namespace aftale::drawing
