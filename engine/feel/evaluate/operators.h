#pragma once
#include "engine/feel/evaluate/evaluator.h"

/// The values of operators; null, with a diagnostic where something is wrong, when there is none.
namespace aftale::feel {

/// `a + b` and its kin.
Value arithmetic_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// A chain of arithmetic from the left.
Value fold_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// `-a`
Value negation_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// `a < b` and its kin.
Value comparison_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// Whether `left` stands to `right` as `op` says; `node` is what a diagnostic is about.
Value compared_by(Evaluator& evaluator, const Node& node, Op op, const Value& left, const Value& right, Frame& frame);
/// `a between b and c`
Value between_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// `a and b`, `a or b` in Kleene's logic: what is neither true nor false counts as unknown.
Value logical_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// `if a then b else c`
Value choice_value(Evaluator& evaluator, const Node& node, Frame& frame);
/// `a instance of type`
Value instance_value(Evaluator& evaluator, const Node& node, Frame& frame);

}  // namespace aftale::feel
