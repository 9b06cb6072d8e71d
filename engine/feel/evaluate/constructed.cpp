#include "engine/feel/evaluate/constructed.h"

#include "engine/feel/value/wording.h"

namespace aftale::feel {

Value range_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Range out;
  out.low = evaluator.eval(*node.a, frame);
  out.high = evaluator.eval(*node.b, frame);
  out.low_included = node.low_included;
  out.high_included = node.high_included;
  if (out.low.is_null() || out.high.is_null()) return Value();
  if (!compare(out.low, out.high)) {
    return evaluator.report(node, frame, "wrong-type",
                            cannot_compare(Op::less_equal, type_kind(out.low), type_kind(out.high)));
  }
  return Value::range(std::move(out));
}

Value list_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  if (!evaluator.spend(node.rest.size())) return Value();
  List items;
  items.reserve(node.rest.size());
  for (const Node* item : node.rest) items.push_back(evaluator.eval(*item, frame));
  return evaluator.bounded(Value::list(std::move(items)), node, frame);
}

Value context_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  if (!evaluator.spend(node.rest.size())) return Value();
  Context out;
  for (std::size_t i = 0; i < node.rest.size(); ++i) {
    Value value = evaluator.eval(*node.rest[i], frame);
    frame.locals[node.locals[i]] = value;
    out.set(node.names[i], std::move(value));
  }
  return evaluator.bounded(Value::context(std::move(out)), node, frame);
}

}  // namespace aftale::feel
