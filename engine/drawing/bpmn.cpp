#include "engine/drawing/bpmn.h"

#include <algorithm>
#include <cmath>

#include "engine/drawing/text_lines.h"

namespace aftale::drawing {
namespace {

using Node = BpmnForm::Node;
using Role = Line::Role;

constexpr double kPixel = 96.0 / 72;              ///< of a point
constexpr double kEvent = 36, kGatewaySide = 50;  ///< pixels, as tools draw them

std::string number(double value) {
  return std::to_string(std::lround(value));
}

std::string named(const std::string& text) {
  return escaped_xml(one_line(text));
}

/// Writes one file; used once.
class BpmnWriter {
 public:
  BpmnWriter(const BpmnForm& form, const Layout& placed) : form_(form), placed_(placed) {}

  std::string take() {
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
        "xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" "
        "xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "id=\"definitions\" targetNamespace=\"urn:aftale:drawing\">\n"
        "  <bpmn:process id=\"process\" name=\"" +
        named(form_.drawing.title) + "\" isExecutable=\"false\">\n";
    for (std::size_t box = 0; box < boxes().size(); ++box) write_node(box);
    for (std::size_t edge = 0; edge < edges().size(); ++edge) write_flow(edge);
    out_ +=
        "  </bpmn:process>\n  <bpmndi:BPMNDiagram id=\"diagram\">\n    <bpmndi:BPMNPlane id=\"plane\" "
        "bpmnElement=\"process\">\n";
    for (std::size_t box = 0; box < boxes().size(); ++box) write_shape(box);
    for (std::size_t edge = 0; edge < edges().size(); ++edge) write_way(edge);
    out_ += "    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n";
    return std::move(out_);
  }

 private:
  const std::vector<Box>& boxes() const { return form_.drawing.boxes; }
  const std::vector<Edge>& edges() const { return form_.drawing.edges; }

  static std::string node_id(std::size_t box) { return "node_" + std::to_string(box); }
  static std::string flow_id(std::size_t edge) { return "flow_" + std::to_string(edge); }
  static std::string timer_id(std::size_t edge) { return "timer_" + std::to_string(edge); }
  std::string source_id(std::size_t edge) const {
    return form_.is_deadline[edge] ? timer_id(edge) : node_id(edges()[edge].from);
  }

  const char* element_of(std::size_t at) const {
    switch (form_.nodes[at]) {
      case Node::choice:
        return "exclusiveGateway";
      case Node::together:
        return "parallelGateway";
      case Node::finish:
      case Node::flow:
        break;
    }
    switch (boxes()[at].kind) {
      case Box::Kind::start:
        return "startEvent";
      case Box::Kind::end:
      case Box::Kind::wrong_data:
        return boxes()[at].inner && form_.nodes[at] == Node::flow ? "intermediateThrowEvent" : "endEvent";
      case Box::Kind::vote:
        return "userTask";
      case Box::Kind::call:
        return "callActivity";
      case Box::Kind::wait:
        return "intermediateCatchEvent";
      case Box::Kind::branches:
        return "callActivity";
      case Box::Kind::step:
      case Box::Kind::gateway:
        break;
    }
    return "task";
  }

  std::ptrdiff_t ways_out(std::size_t box) const {
    return std::count_if(edges().begin(), edges().end(), [&](const Edge& edge) { return edge.from == box; });
  }

  std::string name_of(std::size_t at) const {
    const Box& box = boxes()[at];
    const bool danish = form_.drawing.language == Language::da;
    if (box.kind == Box::Kind::start) return danish ? "begynder" : "begins";
    if (form_.nodes[at] == Node::choice && ways_out(at) > 1) return danish ? "Hvordan gik det?" : "What came of it?";
    std::string name = box.text(Role::title);
    if (const std::string& owner = box.text(Role::owner); !owner.empty()) name += " (" + owner + ")";
    return name;
  }

  std::string everything(const Box& box) const {
    std::string text;
    for (const Line& line : box.lines) text += (text.empty() ? "" : " · ") + line.text;
    return named(text);
  }

  void write_node(std::size_t at) {
    const Box& box = boxes()[at];
    std::string element = element_of(at);
    // An end of a part goes on to where the parts meet; without that it is an end.
    if (element == "intermediateThrowEvent" && ways_out(at) == 0) element = "endEvent";
    out_ += "    <bpmn:" + element + " id=\"" + node_id(at) + "\"";
    if (const std::string name = name_of(at); !name.empty()) out_ += " name=\"" + named(name) + "\"";
    out_ += ">\n";
    if (box.lines.size() > 1) out_ += "      <bpmn:documentation>" + everything(box) + "</bpmn:documentation>\n";
    for (std::size_t edge = 0; edge < edges().size(); ++edge) {
      if (edges()[edge].to == at) out_ += "      <bpmn:incoming>" + flow_id(edge) + "</bpmn:incoming>\n";
    }
    for (std::size_t edge = 0; edge < edges().size(); ++edge) {
      if (edges()[edge].from == at && !form_.is_deadline[edge])
        out_ += "      <bpmn:outgoing>" + flow_id(edge) + "</bpmn:outgoing>\n";
    }
    if (element == "intermediateCatchEvent")
      out_ += "      <bpmn:timerEventDefinition id=\"day_" + std::to_string(at) + "\" />\n";
    if (box.kind == Box::Kind::branches && form_.nodes[at] == Node::flow) {
      out_ += std::string("      <bpmn:multiInstanceLoopCharacteristics") +
              (box.one_by_one ? " isSequential=\"true\"" : "") + " />\n";
    }
    out_ += "    </bpmn:" + element + ">\n";
    for (std::size_t edge = 0; edge < edges().size(); ++edge) {
      if (edges()[edge].from == at && form_.is_deadline[edge]) write_timer(edge, box.moves_on);
    }
  }

  void write_timer(std::size_t edge, bool interrupts) {
    out_ += "    <bpmn:boundaryEvent id=\"" + timer_id(edge) + "\" name=\"" + label_of(edge) + "\" attachedToRef=\"" +
            node_id(edges()[edge].from) + "\"" + (interrupts ? "" : " cancelActivity=\"false\"") +
            ">\n      <bpmn:outgoing>" + flow_id(edge) +
            "</bpmn:outgoing>\n      <bpmn:timerEventDefinition id=\"due_" + std::to_string(edge) +
            "\" />\n    </bpmn:boundaryEvent>\n";
  }

  std::string label_of(std::size_t edge) const {
    const std::vector<std::string>& labels = edges()[edge].labels;
    return labels.empty() ? std::string() : named(sentence_of(labels, form_.drawing.language));
  }

  void write_flow(std::size_t edge) {
    out_ += "    <bpmn:sequenceFlow id=\"" + flow_id(edge) + "\"";
    if (const std::string label = label_of(edge); !label.empty() && !form_.is_deadline[edge])
      out_ += " name=\"" + label + "\"";
    out_ += " sourceRef=\"" + source_id(edge) + "\" targetRef=\"" + node_id(edges()[edge].to) + "\" />\n";
  }

  bool is_event(std::size_t at) const {
    const Box::Kind kind = boxes()[at].kind;
    return kind == Box::Kind::start || kind == Box::Kind::end || kind == Box::Kind::wrong_data ||
           kind == Box::Kind::wait;
  }

  /// In pixels. Events are circles and gateways diamonds of the size that tools give them, in the middle of the place
  /// that their words have taken.
  Rectangle bounds(std::size_t at) const {
    const Rectangle& box = placed_.boxes[at];
    Rectangle out{box.x * kPixel, box.y * kPixel, box.width * kPixel, box.height * kPixel};
    const bool gateway = boxes()[at].kind == Box::Kind::gateway;
    if (!gateway && !is_event(at)) return out;
    const double side = gateway ? kGatewaySide : kEvent;
    return {out.x + (out.width - side) / 2, out.y + (out.height - side) / 2, side, side};
  }

  static std::string bounds_text(const Rectangle& box) {
    return "<dc:Bounds x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
           "\" height=\"" + number(box.height) + "\" />";
  }

  void write_shape(std::size_t at) {
    const Rectangle box = bounds(at);
    out_ += "      <bpmndi:BPMNShape id=\"shape_" + std::to_string(at) + "\" bpmnElement=\"" + node_id(at) + "\"" +
            (form_.nodes[at] == Node::choice ? " isMarkerVisible=\"true\"" : "") + ">\n        " + bounds_text(box) +
            "\n";
    if (is_event(at)) {
      const Rectangle& words = placed_.boxes[at];
      const Rectangle label{words.x * kPixel, box.y + box.height + 4, words.width * kPixel, 14};
      out_ += "        <bpmndi:BPMNLabel>" + bounds_text(label) + "</bpmndi:BPMNLabel>\n";
    }
    out_ += "      </bpmndi:BPMNShape>\n";
    for (std::size_t edge = 0; edge < edges().size(); ++edge) {
      if (edges()[edge].from != at || !form_.is_deadline[edge]) continue;
      const Point begin = placed_.edges[edge].front();
      out_ += "      <bpmndi:BPMNShape id=\"shape_timer_" + std::to_string(edge) + "\" bpmnElement=\"" +
              timer_id(edge) + "\">\n        " +
              bounds_text({begin.x * kPixel - kEvent / 2, begin.y * kPixel - kEvent / 2, kEvent, kEvent}) +
              "\n      </bpmndi:BPMNShape>\n";
    }
  }

  /// The point of a shape that is nearest to where the way comes from, so that it meets the circle and not the words.
  Point docked(std::size_t at, const Point& point) const {
    const Rectangle box = bounds(at);
    return {std::clamp(point.x, box.x, box.x + box.width), std::clamp(point.y, box.y, box.y + box.height)};
  }

  void write_way(std::size_t edge) {
    out_ += "      <bpmndi:BPMNEdge id=\"way_" + std::to_string(edge) + "\" bpmnElement=\"" + flow_id(edge) + "\">\n";
    std::vector<Point> points;
    for (const Point& point : placed_.edges[edge]) points.push_back({point.x * kPixel, point.y * kPixel});
    if (!form_.is_deadline[edge]) points.front() = docked(edges()[edge].from, points.front());
    points.back() = docked(edges()[edge].to, points.back());
    for (const Point& point : points)
      out_ += "        <di:waypoint x=\"" + number(point.x) + "\" y=\"" + number(point.y) + "\" />\n";
    out_ += "      </bpmndi:BPMNEdge>\n";
  }

  const BpmnForm& form_;
  const Layout& placed_;
  std::string out_;
};

}  // namespace

std::string bpmn(const BpmnForm& form, const Layout& placed) {
  return BpmnWriter(form, placed).take();
}

}  // namespace aftale::drawing
