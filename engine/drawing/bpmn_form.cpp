#include "engine/drawing/bpmn_form.h"

#include <algorithm>

namespace aftale::drawing {
namespace {

using Node = BpmnForm::Node;
using Role = Line::Role;

/// Makes one form; used once.
class Former {
 public:
  explicit Former(const Drawing& drawing) : drawing_(drawing) {
    form_.drawing = drawing;
    form_.nodes.assign(drawing.boxes.size(), Node::flow);
  }

  BpmnForm take() {
    part_both_ways();
    for (std::size_t frame = 0; frame < drawing_.clusters.size(); ++frame) {
      if (drawing_.clusters[frame].kind == Cluster::Kind::chain) close_chain(frame);
    }
    for (std::size_t frame = drawing_.clusters.size(); frame-- > 0;) {
      if (drawing_.clusters[frame].kind == Cluster::Kind::parallel) begin_and_end_together(frame);
    }
    for (Edge& edge : edges()) edge.from_cluster = edge.to_cluster = kNowhere;
    drop_what_is_closed();
    add_choices();
    add_ends();
    form_.is_deadline.assign(edges().size(), false);
    add_deadlines();
    return std::move(form_);
  }

 private:
  std::vector<Box>& boxes() { return form_.drawing.boxes; }
  std::vector<Edge>& edges() { return form_.drawing.edges; }

  bool lies_in(std::size_t frame, std::size_t outer) const {
    for (; frame != kNowhere; frame = drawing_.clusters[frame].parent) {
      if (frame == outer) return true;
    }
    return false;
  }

  std::size_t add(std::string id, Box::Kind kind, std::size_t cluster, Node node) {
    Box box;
    box.id = std::move(id);
    box.kind = kind;
    box.cluster = cluster;
    boxes().push_back(std::move(box));
    form_.nodes.push_back(node);
    return boxes().size() - 1;
  }

  void add_edge(std::size_t from, std::size_t to, Edge::Kind kind, std::vector<std::string> labels = {}) {
    edges().push_back({from, to, kNowhere, kNowhere, kind, Standing::none, std::move(labels), {}});
  }

  void part_both_ways() {
    const std::size_t count = edges().size();
    for (std::size_t at = 0; at < count; ++at) {
      if (edges()[at].return_labels.empty()) continue;
      Edge back = edges()[at];
      std::swap(back.from, back.to);
      std::swap(back.from_cluster, back.to_cluster);
      back.labels = std::move(back.return_labels);
      back.return_labels.clear();
      back.kind = Edge::Kind::back;
      edges()[at].return_labels.clear();
      edges().push_back(std::move(back));
    }
  }

  /// All boxes of a chain become one, which is done for each of its list, one after the other.
  void close_chain(std::size_t frame) {
    const Cluster& chain = drawing_.clusters[frame];
    const std::size_t one = add(chain.id, Box::Kind::branches, chain.parent, Node::flow);
    boxes()[one].lines = chain.lines;
    boxes()[one].one_by_one = true;
    const auto inside = [&](std::size_t box) { return box != one && lies_in(boxes()[box].cluster, frame); };
    for (std::size_t box = 0; box < boxes().size(); ++box) {
      if (inside(box)) closed_.push_back(box);
    }
    std::erase_if(edges(), [&](const Edge& edge) {
      return inside(edge.from) && inside(edge.to) && edge.from_cluster == kNowhere;
    });
    for (Edge& edge : edges()) {
      if (inside(edge.from)) edge.from = one;
      if (inside(edge.to)) edge.to = one;
    }
  }

  /// The first box of each part that runs beside the others, and the boxes at which it ends.
  void begin_and_end_together(std::size_t frame) {
    const Cluster& around = drawing_.clusters[frame];
    const std::size_t fork = add(around.id + "/begin", Box::Kind::gateway, around.parent, Node::together);
    const std::size_t join = add(around.id + "/end", Box::Kind::gateway, around.parent, Node::together);
    for (Edge& edge : edges()) {
      if (edge.to_cluster == frame) edge.to = fork, edge.to_cluster = kNowhere;
      if (edge.from_cluster == frame) edge.from = join, edge.from_cluster = kNowhere;
    }
    std::vector<std::size_t> begun;
    const std::size_t count = boxes().size();
    for (std::size_t box = 0; box < count; ++box) {
      if (box == fork || box == join || !lies_in(boxes()[box].cluster, frame)) continue;
      const std::size_t part = part_of(boxes()[box].cluster, frame, box);
      if (std::find(begun.begin(), begun.end(), part) == begun.end()) {
        begun.push_back(part);
        add_edge(fork, box, Edge::Kind::main);
      }
      const bool leaves =
          std::any_of(edges().begin(), edges().end(), [&](const Edge& edge) { return edge.from == box; });
      if (leaves) continue;
      add_edge(box, join, Edge::Kind::main);
    }
  }

  /// What tells the parts of a parallel frame apart: the frame directly in it, or the box itself.
  std::size_t part_of(std::size_t cluster, std::size_t frame, std::size_t box) const {
    if (cluster == frame) return drawing_.clusters.size() + box;
    while (drawing_.clusters[cluster].parent != frame) cluster = drawing_.clusters[cluster].parent;
    return cluster;
  }

  void drop_what_is_closed() {
    std::vector<std::size_t> now(boxes().size(), kNowhere);
    std::vector<Box> kept;
    std::vector<Node> nodes;
    for (std::size_t box = 0; box < boxes().size(); ++box) {
      if (std::find(closed_.begin(), closed_.end(), box) != closed_.end()) continue;
      now[box] = kept.size();
      kept.push_back(std::move(boxes()[box]));
      nodes.push_back(form_.nodes[box]);
      // Frames are not drawn: a box has its place by its edges alone.
      kept.back().cluster = kNowhere;
    }
    for (Edge& edge : edges()) edge.from = now[edge.from], edge.to = now[edge.to];
    std::erase_if(
        edges(), [](const Edge& edge) { return edge.from == kNowhere || edge.to == kNowhere || edge.from == edge.to; });
    boxes() = std::move(kept);
    form_.nodes = std::move(nodes);
    form_.drawing.clusters.clear();
  }

  /// Ways part behind a box at a gateway of their own, and meet before it at another.
  void add_choices() {
    const std::size_t count = boxes().size();
    for (std::size_t box = 0; box < count; ++box) {
      const bool fork = form_.nodes[box] == Node::together;
      const auto leaving =
          std::count_if(edges().begin(), edges().end(), [&](const Edge& one) { return one.from == box; });
      const auto coming = std::count_if(edges().begin(), edges().end(), [&](const Edge& one) { return one.to == box; });
      if (coming > 1 && !(fork && boxes()[box].id.ends_with("/end"))) add_choice(box, "/from", false);
      if (leaving > 1 && !(fork && boxes()[box].id.ends_with("/begin"))) add_choice(box, "/to", true);
    }
  }

  void add_choice(std::size_t box, const char* name, bool behind) {
    const std::size_t gateway = add(boxes()[box].id + name, Box::Kind::gateway, kNowhere, Node::choice);
    for (Edge& edge : edges()) {
      if (behind && edge.from == box) edge.from = gateway;
      if (!behind && edge.to == box) edge.to = gateway;
    }
    add_edge(behind ? box : gateway, behind ? gateway : box, Edge::Kind::main);
    // Where a part begins with several things, all of them begin.
    if (boxes()[box].kind == Box::Kind::start) form_.nodes[gateway] = Node::together;
  }

  /// What is not left by anything ends there.
  void add_ends() {
    const std::size_t count = boxes().size();
    for (std::size_t box = 0; box < count; ++box) {
      const bool end = boxes()[box].kind == Box::Kind::end || boxes()[box].kind == Box::Kind::wrong_data;
      const bool left = std::any_of(edges().begin(), edges().end(), [&](const Edge& edge) { return edge.from == box; });
      if (end || left) continue;
      add_edge(box, add_finish(box, "/finish", {"slut", "end"}), Edge::Kind::main);
    }
  }

  std::size_t add_finish(std::size_t box, const char* name, const Text& title) {
    const std::size_t end = add(boxes()[box].id + name, Box::Kind::end, kNowhere, Node::finish);
    boxes()[end].inner = true;
    boxes()[end].lines.push_back({Role::title, title.in(drawing_.language)});
    return end;
  }

  /// A deadline that leads on goes where the box goes by itself; any other says that its day has come.
  void add_deadlines() {
    const std::size_t count = boxes().size();
    for (std::size_t box = 0; box < count; ++box) {
      const std::string text = boxes()[box].text(Role::deadline);
      if (text.empty()) continue;
      const std::size_t target = boxes()[box].moves_on ? next_of(box) : kNowhere;
      if (target != kNowhere) {
        lead_there(box, target, text);
        continue;
      }
      const std::size_t end = add_finish(box, "/noticed", {"varslet", "noticed"});
      add_edge(box, end, Edge::Kind::other, {text});
      form_.is_deadline.push_back(true);
    }
  }

  /// Where the main way goes on behind a box and its gateway.
  std::size_t next_of(std::size_t box) const {
    for (const Edge& edge : form_.drawing.edges) {
      if (edge.from == box && edge.kind == Edge::Kind::main) return edge.to;
    }
    return kNowhere;
  }

  /// By a gateway where both ways meet, unless there is one.
  void lead_there(std::size_t box, std::size_t target, const std::string& text) {
    std::size_t meeting = target;
    const bool joins = form_.nodes[target] == Node::choice && boxes()[target].id.ends_with("/from");
    if (!joins) {
      meeting = add(boxes()[box].id + "/on", Box::Kind::gateway, kNowhere, Node::choice);
      for (Edge& edge : edges()) {
        if (edge.from == box && edge.to == target) edge.to = meeting;
      }
      add_edge(meeting, target, Edge::Kind::main);
      form_.is_deadline.push_back(false);
    }
    add_edge(box, meeting, Edge::Kind::other, {text});
    form_.is_deadline.push_back(true);
  }

  const Drawing& drawing_;
  BpmnForm form_;
  std::vector<std::size_t> closed_;
};

}  // namespace

BpmnForm bpmn_form(const Drawing& drawing) {
  return Former(drawing).take();
}

}  // namespace aftale::drawing
