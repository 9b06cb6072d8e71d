#include "engine/feel/evaluate/iterations.h"

#include "engine/feel/evaluate/domain.h"

namespace aftale::feel {
namespace {

bool iterate(Evaluator& evaluator, const Node& node, std::size_t level, Frame& frame, List& out) {
  if (level == node.iterators.size()) {
    if (node.flag) {
      if (!evaluator.spend(out.size())) return false;
      frame.locals[node.index] = Value::list(out);
    }
    if (!evaluator.spend(1)) return false;
    out.push_back(evaluator.bounded(evaluator.eval(*node.a, frame), node, frame));
    return !evaluator.exhausted();
  }
  Domain values;
  if (!read_domain(evaluator, node.iterators[level], frame, values)) return false;
  for (std::size_t i = 0; i < values.size; ++i) {
    frame.locals[node.iterators[level].local] = values.at(i);
    if (!iterate(evaluator, node, level + 1, frame, out)) return false;
  }
  return true;
}

/// `some` looks for a true, `every` for a false; an unknown on the way makes the answer unknown.
bool quantify(Evaluator& evaluator, const Node& node, std::size_t level, Frame& frame, Value& out) {
  const bool decisive = node.op == Op::some;
  if (level == node.iterators.size()) {
    const Value truth = evaluator.eval(*node.a, frame);
    if (truth.kind() == Kind::boolean) {
      if (truth.boolean() == decisive) out = truth;
    } else {
      out = Value();
    }
    return !evaluator.exhausted();
  }
  Domain values;
  if (!read_domain(evaluator, node.iterators[level], frame, values)) return false;
  for (std::size_t i = 0; i < values.size; ++i) {
    frame.locals[node.iterators[level].local] = values.at(i);
    if (!quantify(evaluator, node, level + 1, frame, out)) return false;
    if (decisive ? out.is_true() : out.is_false()) return true;
  }
  return true;
}

}  // namespace

Value iteration_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  List out;
  if (!iterate(evaluator, node, 0, frame, out)) return Value();
  return evaluator.bounded(Value::list(std::move(out)), node, frame);
}

Value quantified_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value out(node.op == Op::every);
  return quantify(evaluator, node, 0, frame, out) ? out : Value();
}

}  // namespace aftale::feel
