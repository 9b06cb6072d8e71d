#pragma once
#include "engine/feel/evaluate/evaluator.h"

/// Values that are written out part by part.
namespace aftale::feel {

Value range_value(Evaluator& evaluator, const Node& node, Frame& frame);
Value list_value(Evaluator& evaluator, const Node& node, Frame& frame);
Value context_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
