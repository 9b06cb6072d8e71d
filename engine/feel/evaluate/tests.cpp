#include "engine/feel/evaluate/tests.h"

#include "engine/feel/evaluate/node_value.h"
#include "engine/feel/evaluate/operators.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

Value any_test_holds(Evaluator& evaluator, const Node& node, const Value& input, Frame& frame) {
  bool unknown = false;
  for (const Node* part : node.rest) {
    const Value out = tested(evaluator, *part, input, frame);
    if (out.is_true()) return out;
    unknown = unknown || !out.is_false();
  }
  return unknown ? Value() : Value(false);
}

Value lies_in_range(Evaluator& evaluator, const Node& node, const Value& input, const Range& range, Frame& frame) {
  const Value low = range.has_low ? compared_by(evaluator, node, range.low_included ? Op::greater_equal : Op::greater,
                                                input, range.low, frame)
                                  : Value(true);
  if (low.is_false()) return low;
  const Value high = range.has_high ? compared_by(evaluator, node, range.high_included ? Op::less_equal : Op::less,
                                                  input, range.high, frame)
                                    : Value(true);
  if (high.is_false()) return high;
  return low.is_true() && high.is_true() ? Value(true) : Value();
}

/// Whether `input` is `wanted`, lies in it, or is one of its elements.
Value value_matches(Evaluator& evaluator, const Node& node, const Value& input, const Value& wanted, Frame& frame) {
  if (wanted.kind() == Kind::range && input.kind() != Kind::range)
    return lies_in_range(evaluator, node, input, wanted.interval(), frame);
  if (wanted.kind() != Kind::list) return compared_by(evaluator, node, Op::equal, input, wanted, frame);
  if (input.kind() == Kind::list && equal(input, wanted).value_or(false)) return Value(true);
  for (const Value& item : wanted.items()) {
    if (equal(input, item).value_or(false)) return Value(true);
    if (item.kind() != Kind::range || input.kind() == Kind::range) continue;
    const Range& range = item.interval();
    const Value& end = range.has_low ? range.low : range.high;
    if (compare(input, end) && lies_in_range(evaluator, node, input, range, frame).is_true()) return Value(true);
  }
  return Value(false);
}

}  // namespace

Value tested(Evaluator& evaluator, const Node& node, const Value& input, Frame& frame) {
  switch (node.op) {
    case Op::any_test:
      return Value(true);
    case Op::tests:
      return any_test_holds(evaluator, node, input, frame);
    case Op::not_tests: {
      const Value out = any_test_holds(evaluator, node, input, frame);
      return out.kind() == Kind::boolean ? Value(!out.boolean()) : Value();
    }
    case Op::input_test: {
      Value out = evaluator.eval(*node.a, frame);
      return out.kind() == Kind::boolean || out.is_null() ? out : value_matches(evaluator, node, input, out, frame);
    }
    case Op::comparison: {
      Value room;
      const Value& wanted = evaluator.operand(*node.a, frame, room);
      return compared_by(evaluator, node, node.step, input, wanted, frame);
    }
    default:
      break;
  }
  Value room;
  const Value& wanted = evaluator.operand(node, frame, room);
  // Null as it is written is a value to compare with; a null that came out of something is none.
  if (wanted.is_null() && node.op != Op::constant && node.op != Op::slot && node.op != Op::local) return Value();
  // `x > 5` in a cell about something that is neither true nor false is a condition of its own.
  const bool condition = frame.unit.unary_tests && wanted.kind() == Kind::boolean && node.op != Op::constant &&
                         !input.is_null() && input.kind() != Kind::boolean;
  return condition ? wanted : value_matches(evaluator, node, input, wanted, frame);
}

Value comparison_range_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Range range;
  Value end = evaluator.eval(*node.a, frame);
  if (end.is_null()) return Value();
  const bool low = node.step == Op::greater || node.step == Op::greater_equal;
  const bool included = node.step == Op::greater_equal || node.step == Op::less_equal;
  if (node.step == Op::equal) {
    range.low = end;
    range.high = std::move(end);
  } else if (node.step == Op::not_equal || !compare(end, end)) {
    const Text words = kind_words(type_kind(end));
    return evaluator.report(node, frame, "wrong-type",
                            {"`" + std::string(sign_of(node.step)) + "` med " + words.da + " giver ikke noget interval",
                             "`" + std::string(sign_of(node.step)) + "` with " + words.en + " makes no range"});
  } else {
    range.has_low = low;
    range.has_high = !low;
    range.low_included = low && included;
    range.high_included = !low && included;
    (low ? range.low : range.high) = std::move(end);
  }
  return Value::range(std::move(range));
}

}  // namespace aftale::feel
