#include "engine/drawing/ways_back.h"

#include <algorithm>

namespace aftale::drawing {
namespace {

enum class Seen : std::uint8_t { no, open, closed };

struct Visit {
  std::size_t box, next;
};

/// From one box on, without calls of its own: charts may be two thousand states deep.
void visit_from(std::size_t root, std::vector<Edge>& edges, std::vector<Seen>& seen) {
  std::vector<Visit> open{{root, 0}};
  seen[root] = Seen::open;
  while (!open.empty()) {
    Visit& visit = open.back();
    if (visit.next == edges.size()) {
      seen[visit.box] = Seen::closed;
      open.pop_back();
      continue;
    }
    Edge& edge = edges[visit.next++];
    if (edge.from != visit.box) continue;
    if (seen[edge.to] == Seen::open) edge.kind = Edge::Kind::back;
    if (seen[edge.to] != Seen::no) continue;
    seen[edge.to] = Seen::open;
    open.push_back({edge.to, 0});
  }
}

bool returns(const Edge& back, const Edge& forth) {
  return back.kind == Edge::Kind::back && back.from == forth.to && back.to == forth.from &&
         back.from_cluster == forth.to_cluster && back.to_cluster == forth.from_cluster;
}

}  // namespace

void turn_back_edges(Drawing& drawing) {
  std::stable_sort(drawing.edges.begin(), drawing.edges.end(), [](const Edge& left, const Edge& right) {
    return (left.kind == Edge::Kind::main) > (right.kind == Edge::Kind::main);
  });
  std::vector<Seen> seen(drawing.boxes.size(), Seen::no);
  for (std::size_t root = 0; root < seen.size(); ++root) {
    if (seen[root] == Seen::no) visit_from(root, drawing.edges, seen);
  }
}

void join_both_ways(Drawing& drawing) {
  std::vector<Edge>& edges = drawing.edges;
  for (Edge& forth : edges) {
    if (forth.kind == Edge::Kind::back || forth.kind == Edge::Kind::main) continue;
    const auto back = std::find_if(edges.begin(), edges.end(), [&](const Edge& one) { return returns(one, forth); });
    if (back == edges.end()) continue;
    forth.return_labels = std::move(back->labels);
    if (back->standing != forth.standing) forth.standing = Standing::partly;
    back->from = back->to = kNowhere;
  }
  std::erase_if(edges, [](const Edge& edge) { return edge.from == kNowhere; });
}

}  // namespace aftale::drawing
