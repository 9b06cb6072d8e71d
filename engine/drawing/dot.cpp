#include "engine/drawing/dot.h"

#include <algorithm>
#include <array>

#include "engine/drawing/text_lines.h"

namespace aftale::drawing {
namespace {

using Role = Line::Role;

/// Letters a line; fewer inside a frame, where several boxes stand side by side.
constexpr std::size_t kTitleWidth = 44, kTextWidth = 62, kEndWidth = 20, kMainLabelWidth = 44, kLabelWidth = 18,
                      kNoteWidth = 92, kFrameTitleWidth = 28, kFrameTextWidth = 32, kFrameLabelWidth = 26;

constexpr const char *kInk = "#4a5a6a", *kRed = "#aa3333", *kGreen = "#2f5a27", *kBlue = "#1b4f8a", *kGrey = "#777777",
                     *kPale = "#aaaaaa", *kBrown = "#8a3b00";

/// Light, so that text is read on them; the first is the secretariat's.
constexpr std::array<const char*, 7> kOwners{"#eeeeee", "#e3ecf7", "#fdf1d8", "#e8f3e6",
                                             "#f0e6f5", "#fbe6de", "#def1f1"};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + '"';
}

/// As a label that is no HTML: there too `dot` reads entities, and its own `\n`.
std::string label_of(const std::vector<std::string>& lines, const char* end) {
  std::string out = "\"";
  for (const std::string& line : lines) {
    out += "\u00a0\u00a0";  // plain spaces are lost where SVG is shown
    for (const char letter : line) {
      if (letter == '&')
        out += "&amp;";
      else if (letter == '"' || letter == '\\')
        out += std::string("\\") + letter;
      else
        out += letter;
    }
    out += end;
  }
  return out + '"';
}

std::string font(const char* colour, const std::string& text) {
  return std::string("<font point-size=\"9\"") + (colour ? std::string(" color=\"") + colour + "\"" : "") + ">" + text +
         "</font>";
}

const char* colour_of(Role role, Standing standing) {
  if (role == Role::standing) {
    if (standing == Standing::none || standing == Standing::partly) return kBrown;
    if (standing == Standing::untried) return kRed;
    return standing == Standing::done ? kGreen : kBlue;
  }
  if (standing == Standing::ahead) return nullptr;
  return role == Role::deadline ? kBrown : role == Role::note ? "#555555" : nullptr;
}

void add_row(std::string& out, const std::string& cell) {
  out += "<tr><td align=\"left\">" + cell + "</td></tr>";
}

/// A bold line is measured as if it were not: two spaces keep it off the border.
std::string bold(const std::string& text) {
  return "<b>" + escaped_xml(text) + "</b>&#160;&#160;";
}

std::string table_of(const Box& box) {
  // A box of a case has a line more, so that its lines stand closer: the whole must fit a page.
  const std::string padding = box.standing == Standing::none ? "1" : "0";
  std::string out = "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"" + padding + "\">";
  for (const Line& line : box.lines) {
    const bool title = line.role == Role::title, framed = box.cluster != kNowhere;
    const std::size_t width = title ? (framed ? kFrameTitleWidth : kTitleWidth) : framed ? kFrameTextWidth : kTextWidth;
    for (const std::string& part : broken(line.text, width)) {
      if (title)
        add_row(out, bold(part));
      else if (line.role == Role::standing)
        add_row(out, font(colour_of(line.role, box.standing), "<b>" + escaped_xml(part) + "</b>&#160;&#160;"));
      else
        add_row(out, font(colour_of(line.role, box.standing), escaped_xml(part) + "&#160;"));
    }
  }
  return out + "</table>>";
}

bool is_end(const Box& box) {
  return box.kind == Box::Kind::end || box.kind == Box::Kind::wrong_data;
}

struct Look {
  std::string fill = "white", line = kInk, text, width;
};

void look_as_it_stands(Standing standing, Look& look) {
  if (standing == Standing::done) look.line = kGreen, look.width = "2";
  if (standing == Standing::here) look.line = kBlue, look.width = "3";
  if (standing == Standing::ahead) look.line = kPale, look.text = kGrey, look.fill = "#fafafa";
  if (standing == Standing::tried) look.line = kGreen;
  if (standing == Standing::partly) look.line = kBrown, look.width = "2";
  if (standing == Standing::untried) look.line = kRed, look.width = "3";
}

Look look_of_end(const Box& box) {
  Look look;
  if (box.inner) {
    look.fill = box.tone == Box::Tone::good ? "#d8ebd3" : box.tone == Box::Tone::bad ? "#f6dede" : "#f2f2f2";
    look.line = box.tone == Box::Tone::good ? "#3f6b35" : box.tone == Box::Tone::bad ? kRed : kInk;
    look_as_it_stands(box.standing, look);
    return look;
  }
  look.fill = box.kind == Box::Kind::wrong_data ? kGrey
              : box.tone == Box::Tone::good     ? kGreen
              : box.tone == Box::Tone::bad      ? "#8c2a2a"
                                                : "#333333";
  look.text = "white";
  if (box.standing == Standing::ahead) look.fill = "#dddddd", look.text = "#666666";
  if (box.standing == Standing::here || box.standing == Standing::done) look.fill = kGreen;
  look.line = look.fill;
  if (box.standing == Standing::partly || box.standing == Standing::untried) look_as_it_stands(box.standing, look);
  return look;
}

std::string attributes_of(const Look& look) {
  std::string out = ", fillcolor=" + quoted(look.fill) + ", color=" + quoted(look.line);
  if (!look.text.empty()) out += ", fontcolor=" + quoted(look.text);
  if (!look.width.empty()) out += ", penwidth=" + look.width;
  return out;
}

std::vector<std::string> end_lines(const Box& box) {
  std::vector<std::string> lines;
  for (const Line& line : box.lines) {
    for (std::string& part : broken(line.text, kEndWidth)) lines.push_back(std::move(part));
  }
  return lines;
}

std::string end_label(const Box& box) {
  std::string out = "<";
  for (const std::string& line : end_lines(box)) out += (out.size() > 1 ? "<br/>" : "") + escaped_xml(line);
  return out + ">";
}

void write_box(const Box& box, const std::string& indent, std::string& out) {
  out += indent + quoted(box.id) + " [";
  if (box.kind == Box::Kind::start) {
    const char* colour = box.standing == Standing::done ? kGreen : kInk;
    out += std::string("shape=circle, style=filled, label=\"\", width=0.16, height=0.16, fillcolor=\"") + colour +
           "\", color=\"" + colour + "\"];\n";
    return;
  }
  if (box.kind == Box::Kind::gateway) {
    out += "shape=diamond, style=filled, label=\"\", width=0.52, height=0.52];\n";
    return;
  }
  if (is_end(box)) {
    out += "label=" + end_label(box) + ", fontsize=9, style=\"filled" + (box.inner ? ",rounded" : "") + "\"" +
           attributes_of(look_of_end(box)) + "];\n";
    return;
  }
  Look look;
  if (box.colour >= 0 && box.colour < static_cast<std::int64_t>(kOwners.size()))
    look.fill = kOwners[static_cast<std::size_t>(box.colour)];
  look_as_it_stands(box.standing, look);
  out += "label=" + table_of(box) + attributes_of(look);
  if (box.kind == Box::Kind::branches || box.kind == Box::Kind::call) out += ", peripheries=2";
  if (box.kind == Box::Kind::wait) out += ", style=\"rounded,filled,dashed\"";
  out += "];\n";
}

void write_frame_label(const Cluster& cluster, const std::string& indent, std::string& out) {
  out += indent + "label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\">";
  for (const Line& line : cluster.lines) {
    const bool title = line.role == Role::title;
    for (const std::string& part : broken(line.text, title ? kTitleWidth : kTextWidth)) {
      out += "<tr><td align=\"right\">" +
             (title ? bold(part) : font(colour_of(line.role, Standing::none), escaped_xml(part) + "&#160;&#160;")) +
             "</td></tr>";
    }
  }
  out += "</table>>;\n";
}

void write_frame(const Drawing& drawing, std::size_t at, const std::string& indent, std::string& out) {
  const Cluster& cluster = drawing.clusters[at];
  const bool chain = cluster.kind == Cluster::Kind::chain;
  out += indent + "subgraph \"cluster_" + std::to_string(at) + "\" {\n";
  write_frame_label(cluster, indent + "  ", out);
  out += indent + "  labeljust=r; fontsize=10; margin=10; penwidth=1.2; style=\"rounded,filled" +
         (cluster.kind == Cluster::Kind::region ? ",dashed" : "") +
         "\"; fillcolor=" + (chain ? "\"#f4f8f3\"" : "\"#f9fafb\"") +
         "; color=" + (chain ? "\"#7d9a76\"" : "\"#98a5b3\"") + ";\n";
  for (const Box& box : drawing.boxes) {
    if (box.cluster == at) write_box(box, indent + "  ", out);
  }
  for (std::size_t inner = at + 1; inner < drawing.clusters.size(); ++inner) {
    if (drawing.clusters[inner].parent == at) write_frame(drawing, inner, indent + "  ", out);
  }
  out += indent + "}\n";
}

const char* edge_colour(const Edge& edge) {
  switch (edge.standing) {
    case Standing::done:
    case Standing::tried:
      return kGreen;
    case Standing::partly:
      return kBrown;
    case Standing::untried:
      return kRed;
    default:
      break;
  }
  return edge.kind == Edge::Kind::aside || edge.kind == Edge::Kind::back ? kRed : kInk;
}

/// A way back is written as one forward that bears its arrow at the other end: the rows of the picture then follow the
/// way forward.
void write_edge(const Drawing& drawing, std::size_t at, std::string& out) {
  const Edge& edge = drawing.edges[at];
  const bool back = edge.kind == Edge::Kind::back, main = edge.kind == Edge::Kind::main;
  const std::size_t tail = back ? edge.to : edge.from, head = back ? edge.from : edge.to;
  const std::size_t tail_frame = back ? edge.to_cluster : edge.from_cluster;
  const std::size_t head_frame = back ? edge.from_cluster : edge.to_cluster;
  const bool by_the_side = back && tail_frame == kNowhere && head_frame == kNowhere;
  out += "  " + quoted(drawing.boxes[tail].id) + (by_the_side ? ":e" : "") + " -> " + quoted(drawing.boxes[head].id) +
         (by_the_side ? ":e" : "") + " [id=\"e" + std::to_string(at) + "\"";
  const bool framed = drawing.boxes[tail].cluster != kNowhere && drawing.boxes[head].cluster != kNowhere;
  const std::vector<std::string> lines = edge_lines(edge, drawing.language,
                                                    !main    ? kLabelWidth
                                                    : framed ? kFrameLabelWidth
                                                             : kMainLabelWidth);
  const std::string colour = edge_colour(edge);
  if (!lines.empty()) out += ", label=" + label_of(lines, "\\l");
  if (main) out += ", weight=10";
  if (!edge.return_labels.empty()) out += ", dir=both";
  if (back) out += ", dir=back";
  if (tail_frame != kNowhere) out += ", ltail=\"cluster_" + std::to_string(tail_frame) + "\"";
  if (head_frame != kNowhere) out += ", lhead=\"cluster_" + std::to_string(head_frame) + "\"";
  if (edge.standing == Standing::done) out += ", penwidth=2.4";
  if (colour == kRed) out += ", style=dashed";
  if (colour != kInk) out += ", color=" + quoted(colour);
  if (colour == kRed || colour == kBrown) out += ", fontcolor=" + quoted(colour);
  out += "];\n";
}

void write_heading(const Drawing& drawing, std::string& out) {
  out += "  label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\">";
  for (const std::string& line : broken(drawing.title, kTextWidth)) add_row(out, bold(line));
  for (std::size_t n = 0; n < drawing.notes.size(); ++n) {
    const std::string size = n == 0 ? "10" : "9";
    for (const std::string& line : broken(drawing.notes[n], kNoteWidth)) {
      add_row(out, "<font point-size=\"" + size + "\" color=\"#555555\">" + escaped_xml(line) + "&#160;</font>");
    }
  }
  out += "</table>>;\n";
}

}  // namespace

std::string dot(const Drawing& drawing) {
  std::string out = "digraph " + quoted(drawing.name) + " {\n";
  out +=
      "  graph [rankdir=TB, ranksep=0.2, nodesep=0.25, splines=true, compound=true, labelloc=t, labeljust=l, "
      "margin=0.1,\n"
      "         fontname=\"Liberation Sans\", fontsize=15, bgcolor=white];\n"
      "  node [shape=box, style=\"rounded,filled\", penwidth=1.1, height=0.3, margin=\"0.12,0.04\", "
      "fontname=\"Liberation Sans\", "
      "fontsize=10];\n"
      "  edge [arrowsize=0.7, color=\"#4a5a6a\", fontcolor=\"#333333\", fontname=\"Liberation Sans\", fontsize=9];\n";
  write_heading(drawing, out);
  for (const Box& box : drawing.boxes) {
    if (box.cluster == kNowhere) write_box(box, "  ", out);
  }
  for (std::size_t at = 0; at < drawing.clusters.size(); ++at) {
    if (drawing.clusters[at].parent == kNowhere) write_frame(drawing, at, "  ", out);
  }
  for (std::size_t at = 0; at < drawing.edges.size(); ++at) write_edge(drawing, at, out);
  return out + "}\n";
}

}  // namespace aftale::drawing
