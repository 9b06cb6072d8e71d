#pragma once
#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

/// `a[b]`: the item of that number, or the items for which the condition is true.
Value filter_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
