#include "adapters/graphviz/placed.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "engine/base/json.h"

namespace aftale::graphviz {
namespace {

constexpr std::size_t kValuesMax = 2'000'000;

/// The numbers of `1.5,2,3`; empty where it holds anything else.
std::vector<double> numbers_of(const std::string& text) {
  std::vector<double> numbers;
  const char *at = text.data(), *end = at + text.size();
  while (at < end) {
    double number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) return {};
    numbers.push_back(number);
    at = next < end && *next == ',' ? next + 1 : next;
    if (at == next && next < end) return {};
  }
  return numbers;
}

std::optional<double> number_of(const Json& value) {
  const std::vector<double> one = numbers_of(value.text());
  return one.size() == 1 ? std::optional(one.front()) : std::nullopt;
}

/// Reads one answer; Graphviz counts from below.
class Placer {
 public:
  Placer(const Json& graph, const drawing::Drawing& drawing) : graph_(graph), drawing_(drawing) {}

  std::optional<drawing::Layout> take() {
    const std::vector<double> frame = numbers_of(graph_["bb"].text());
    if (frame.size() != 4) return std::nullopt;
    layout_.width = frame[2];
    layout_.height = frame[3];
    for (const Json& object : graph_["objects"].items()) objects_[object["name"].text()] = &object;
    for (const Json& edge : graph_["edges"].items()) edges_[edge["id"].text()] = &edge;
    const bool all = place_boxes() && place_frames() && place_edges();
    return all ? std::optional(std::move(layout_)) : std::nullopt;
  }

 private:
  bool place_boxes() {
    for (const drawing::Box& box : drawing_.boxes) {
      const auto found = objects_.find(box.id);
      if (found == objects_.end()) return false;
      const Json& object = *found->second;
      const std::vector<double> middle = numbers_of(object["pos"].text());
      const std::optional<double> width = number_of(object["width"]), height = number_of(object["height"]);
      if (middle.size() != 2 || !width || !height) return false;
      constexpr double kInch = 72;
      const double w = *width * kInch, h = *height * kInch;
      layout_.boxes.push_back({middle[0] - w / 2, layout_.height - middle[1] - h / 2, w, h});
    }
    return true;
  }

  bool place_frames() {
    for (std::size_t at = 0; at < drawing_.clusters.size(); ++at) {
      const auto found = objects_.find("cluster_" + std::to_string(at));
      if (found == objects_.end()) return false;
      const std::vector<double> corners = numbers_of((*found->second)["bb"].text());
      if (corners.size() != 4) return false;
      layout_.clusters.push_back(
          {corners[0], layout_.height - corners[3], corners[2] - corners[0], corners[3] - corners[1]});
    }
    return true;
  }

  bool place_edges() {
    for (std::size_t at = 0; at < drawing_.edges.size(); ++at) {
      const auto found = edges_.find("e" + std::to_string(at));
      if (found == edges_.end()) return false;
      std::vector<drawing::Point> points = points_of((*found->second)["pos"].text());
      if (points.size() < 2) return false;
      if (drawing_.edges[at].kind == drawing::Edge::Kind::back) std::reverse(points.begin(), points.end());
      layout_.edges.push_back(std::move(points));
    }
    return true;
  }

  /// Of `s,x,y e,x,y x,y x,y ...`: where it starts, the knots of the curve with its middles, where it ends.
  std::vector<drawing::Point> points_of(const std::string& text) const {
    std::vector<drawing::Point> curve;
    std::optional<drawing::Point> start, end;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t next = std::min(text.find(' ', at), text.size());
      std::string word = text.substr(at, next - at);
      at = next + 1;
      const char mark = word.size() > 2 && word[1] == ',' ? word[0] : ' ';
      const bool marked = mark == 's' || mark == 'e';
      const std::vector<double> pair = numbers_of(marked ? word.substr(2) : word);
      if (pair.size() != 2) return {};
      const drawing::Point point{pair[0], layout_.height - pair[1]};
      if (mark == 's') start = point;
      if (mark == 'e') end = point;
      if (!marked) curve.push_back(point);
    }
    std::vector<drawing::Point> points;
    if (start) points.push_back(*start);
    if (!curve.empty()) points.push_back(curve.front());
    for (std::size_t at = 0; at + 3 < curve.size(); at += 3) {
      points.push_back({(curve[at].x + 3 * curve[at + 1].x + 3 * curve[at + 2].x + curve[at + 3].x) / 8,
                        (curve[at].y + 3 * curve[at + 1].y + 3 * curve[at + 2].y + curve[at + 3].y) / 8});
      points.push_back(curve[at + 3]);
    }
    if (end) points.push_back(*end);
    return points;
  }

  const Json& graph_;
  const drawing::Drawing& drawing_;
  drawing::Layout layout_;
  std::map<std::string, const Json*> objects_, edges_;
};

}  // namespace

std::optional<drawing::Layout> placed_by(std::string_view json, const drawing::Drawing& drawing) {
  const Result<Json> graph = Json::parse(json, kValuesMax);
  return graph ? Placer(*graph, drawing).take() : std::nullopt;
}

}  // namespace aftale::graphviz
