#pragma once
#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

/// `(< 10)` as a value.
Value comparison_range_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
