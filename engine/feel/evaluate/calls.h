#pragma once
#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

Value builtin_call_value(Evaluator& evaluator, const Node& node, Frame& frame);
Value host_call_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// The call of a function that is itself a value.
Value callee_call_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// A function that is not called but handed on: a literal with what it reads, a built-in, one of the host.
Value function_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
