#pragma once
#include "engine/feel/evaluate/frame.h"

/// Where evaluation comes back to itself: what evaluates one kind of node asks the evaluator for the values of its
/// parts, and the evaluator asks here, so that it need not know the kinds.
namespace aftale::feel {

class Evaluator;

/// The value of a node that is no leaf (nodes.cpp).
Value node_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// Whether `input` passes a test of a cell or behind `in`: true, false, or null where that is unknown (tests.cpp).
Value tested(Evaluator& evaluator, const Node& node, const Value& input, Frame& frame);

}  // namespace aftale::feel
