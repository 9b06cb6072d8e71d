#include "engine/drawing/drawing.h"

#include <algorithm>

namespace aftale::drawing {

const std::string& Box::text(Line::Role role) const {
  static const std::string kNone;
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.role == role; });
  return found == lines.end() ? kNone : found->text;
}

bool is_whole(const Drawing& drawing) {
  const auto in_frames = [&](std::size_t at, std::size_t most) { return at == kNowhere || at < most; };
  const std::size_t boxes = drawing.boxes.size(), frames = drawing.clusters.size();
  for (const Box& box : drawing.boxes) {
    if (!in_frames(box.cluster, frames)) return false;
  }
  for (const Edge& edge : drawing.edges) {
    if (edge.from >= boxes || edge.to >= boxes) return false;
    if (!in_frames(edge.from_cluster, frames) || !in_frames(edge.to_cluster, frames)) return false;
  }
  for (std::size_t at = 0; at < frames; ++at) {
    if (!in_frames(drawing.clusters[at].parent, at)) return false;
  }
  return true;
}

}  // namespace aftale::drawing
