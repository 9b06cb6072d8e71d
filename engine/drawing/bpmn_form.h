#pragma once
#include <vector>

#include "engine/drawing/drawing.h"

namespace aftale::drawing {

/// A drawing as BPMN wants it: where ways part or meet there is a gateway, each edge goes one way, a chain is one box,
/// and what runs side by side begins at one gateway and ends at another. To be laid out and then written (bpmn.h).
struct BpmnForm {
  enum class Node : std::uint8_t {
    flow,      ///< what its box says
    choice,    ///< one of the ways is taken
    together,  ///< all ways are taken
    finish  ///< an end that the drawing has none for: of a timer that interrupts nothing, of a way that goes no further
  };
  Drawing drawing;
  std::vector<Node> nodes;        ///< of each box
  std::vector<bool> is_deadline;  ///< of each edge: it leaves its box by a timer on the border
};

BpmnForm bpmn_form(const Drawing& drawing);

}  // namespace aftale::drawing
