#pragma once
#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

/// `for a in b return c`
Value iteration_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// `some a in b satisfies c` looks for a true, `every` for a false; an unknown on the way makes the answer unknown.
Value quantified_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
