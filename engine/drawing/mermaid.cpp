#include "engine/drawing/mermaid.h"

#include <algorithm>

#include "engine/drawing/text_lines.h"

namespace aftale::drawing {
namespace {

constexpr std::size_t kMermaidWidth = 40;  ///< letters a line

/// Signs that mean something to Mermaid are written as their numbers.
std::string escaped_mermaid(const std::string& text) {
  static constexpr std::string_view kSigns = "\"#;:<>{}&%[]|\\`";
  std::string out;
  for (const char letter : text) {
    if (kSigns.find(letter) == std::string_view::npos) {
      out += letter;
    } else {
      out += "#" + std::to_string(static_cast<int>(letter)) + ";";
    }
  }
  return out;
}

std::string lines_of(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) {
    for (const std::string& part : broken(line.text, kMermaidWidth))
      out += (out.empty() ? "" : "<br/>") + escaped_mermaid(part);
  }
  return out;
}

std::string box_name(std::size_t box) {
  return "s" + std::to_string(box);
}
std::string frame_name(std::size_t cluster) {
  return "c" + std::to_string(cluster);
}

/// Writes one drawing; used once.
class MermaidWriter {
 public:
  explicit MermaidWriter(const Drawing& drawing) : drawing_(drawing) {}

  std::string take() {
    out_ = "stateDiagram-v2\n  %% " + plain(drawing_.title) + "\n  direction TB\n";
    for (const std::string& note : drawing_.notes) out_ += "  %% " + plain(note) + "\n";
    write_inside(kNowhere, "  ");
    for (std::size_t box = 1; box < drawing_.boxes.size(); ++box) {
      if (is_last(box)) out_ += "  " + box_name(box) + " --> [*]\n";
    }
    write_looks();
    return std::move(out_);
  }

 private:
  static std::string plain(const std::string& text) {
    std::string out = one_line(text);
    std::replace(out.begin(), out.end(), '%', ' ');
    return out;
  }

  bool is_last(std::size_t at) const {
    const Box& box = drawing_.boxes[at];
    return box.cluster == kNowhere && (box.kind == Box::Kind::end || box.kind == Box::Kind::wrong_data);
  }

  std::size_t frame_around(std::size_t box) const { return drawing_.boxes[box].cluster; }
  bool lies_in(std::size_t frame, std::size_t outer) const {
    for (; frame != kNowhere; frame = drawing_.clusters[frame].parent) {
      if (frame == outer) return true;
    }
    return outer == kNowhere;
  }

  /// The innermost frame that holds both ends.
  std::size_t common_frame(const Edge& edge) const {
    std::size_t frame = frame_around(edge.from);
    if (edge.from_cluster != kNowhere) frame = drawing_.clusters[edge.from_cluster].parent;
    const std::size_t other =
        edge.to_cluster != kNowhere ? drawing_.clusters[edge.to_cluster].parent : frame_around(edge.to);
    while (frame != kNowhere && !lies_in(other, frame)) frame = drawing_.clusters[frame].parent;
    return frame;
  }

  /// An end as it is seen from within `frame`: the box, or the frame in `frame` that it lies in.
  std::string end_in(std::size_t frame, std::size_t box, std::size_t cluster) const {
    std::size_t at = cluster != kNowhere ? cluster : frame_around(box);
    if (at == frame) return box == 0 ? "[*]" : box_name(box);
    while (drawing_.clusters[at].parent != frame) at = drawing_.clusters[at].parent;
    return frame_name(at);
  }

  void write_edges(std::size_t frame, const std::string& indent) {
    for (const Edge& edge : drawing_.edges) {
      if (common_frame(edge) != frame) continue;
      const std::string from = end_in(frame, edge.from, edge.from_cluster),
                        to = end_in(frame, edge.to, edge.to_cluster);
      if (from == to) continue;
      write_edge(from, to, edge.labels, indent);
      if (!edge.return_labels.empty()) write_edge(to, from, edge.return_labels, indent);
    }
  }

  void write_edge(const std::string& from, const std::string& to, const std::vector<std::string>& labels,
                  const std::string& indent) {
    out_ += indent + from + " --> " + to;
    const std::string words = labels.empty() ? std::string() : sentence_of(labels, drawing_.language);
    if (!words.empty()) {
      out_ += ": ";
      bool first = true;
      for (const std::string& line : broken(words, kMermaidWidth)) {
        out_ += (first ? "" : "<br/>") + escaped_mermaid(line);
        first = false;
      }
    }
    out_ += "\n";
  }

  void write_inside(std::size_t frame, const std::string& indent) {
    const bool parallel = frame != kNowhere && drawing_.clusters[frame].kind == Cluster::Kind::parallel;
    bool first = true;
    const auto part = [&] {
      if (parallel && !first) out_ += indent + "--\n";
      first = false;
    };
    for (std::size_t box = 1; box < drawing_.boxes.size(); ++box) {
      if (drawing_.boxes[box].cluster != frame) continue;
      part();
      out_ += indent + "state \"" + lines_of(drawing_.boxes[box].lines) + "\" as " + box_name(box) + "\n";
    }
    for (std::size_t inner = 0; inner < drawing_.clusters.size(); ++inner) {
      if (drawing_.clusters[inner].parent != frame) continue;
      part();
      out_ += indent + "state \"" + lines_of(drawing_.clusters[inner].lines) + "\" as " + frame_name(inner) + "\n";
      out_ += indent + "state " + frame_name(inner) + " {\n";
      write_inside(inner, indent + "  ");
      out_ += indent + "}\n";
    }
    write_edges(frame, indent);
  }

  void write_looks() {
    static constexpr std::pair<Standing, std::string_view> kLooks[] = {
        {Standing::done, "classDef done stroke:#2f5a27,stroke-width:2px"},
        {Standing::here, "classDef here stroke:#1b4f8a,stroke-width:4px"},
        {Standing::ahead, "classDef ahead fill:#fafafa,stroke:#aaaaaa,color:#777777"}};
    for (const auto& [standing, look] : kLooks) {
      std::string boxes;
      for (std::size_t box = 1; box < drawing_.boxes.size(); ++box) {
        if (drawing_.boxes[box].standing == standing) boxes += (boxes.empty() ? "" : ",") + box_name(box);
      }
      if (boxes.empty()) continue;
      const std::string name(look.substr(9, look.find(' ', 9) - 9));
      out_ += "  " + std::string(look) + "\n  class " + boxes + " " + name + "\n";
    }
  }

  const Drawing& drawing_;
  std::string out_;
};

}  // namespace

std::string mermaid(const Drawing& drawing) {
  return MermaidWriter(drawing).take();
}

}  // namespace aftale::drawing
