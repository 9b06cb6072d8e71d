#include "engine/feel/evaluate/operators.h"

#include "engine/feel/value/arithmetic.h"
#include "engine/feel/value/comparison.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

Value computed(Evaluator& evaluator, const Node& node, Op op, const Value& left, const Value& right, Frame& frame) {
  Trouble trouble = Trouble::none;
  Value out = arithmetic(op, left, right, trouble);
  if (trouble != Trouble::none)
    return evaluator.report(node, frame, trouble == Trouble::zero ? "division-by-zero" : "wrong-type",
                            trouble_words(trouble, op, left, right));
  if (out.kind() == Kind::string && !evaluator.spend(out.text().size())) return Value();
  return out;
}

}  // namespace

Value arithmetic_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value left_room, right_room;
  const Value& left = evaluator.operand(*node.a, frame, left_room);
  const Value& right = evaluator.operand(*node.b, frame, right_room);
  return computed(evaluator, node, node.op, left, right, frame);
}

Value fold_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value room;
  Value out = evaluator.eval(*node.rest.front(), frame);
  for (std::size_t i = 1; i < node.rest.size() && !evaluator.exhausted(); ++i) {
    const Value& right = evaluator.operand(*node.rest[i], frame, room);
    out = computed(evaluator, node, node.steps[i - 1], out, right, frame);
  }
  return out;
}

Value negation_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value room;
  const Value& value = evaluator.operand(*node.a, frame, room);
  Trouble trouble = Trouble::none;
  Value out = negated(value, trouble);
  if (trouble == Trouble::none) return out;
  const Text words = kind_words(type_kind(value));
  return evaluator.report(node, frame, "wrong-type",
                          {"`-` foran kræver et tal eller en varighed, men her er " + words.da,
                           "`-` in front needs a number or a duration, but this is " + words.en});
}

Value compared_by(Evaluator& evaluator, const Node& node, Op op, const Value& left, const Value& right, Frame& frame) {
  if (left.kind() == Kind::number && right.kind() == Kind::number) {
    if (op == Op::equal) return Value(left.number() == right.number());
    if (op == Op::not_equal) return Value(!(left.number() == right.number()));
    return Value(order_holds(op, left.number() <=> right.number()));
  }
  if (op == Op::equal || op == Op::not_equal) {
    if (!evaluator.work(comparing_effort(left, right))) return Value();
    const std::optional<bool> same = equal(left, right);
    if (same) return Value(*same == (op == Op::equal));
  } else if (left.is_null() || right.is_null()) {
    return Value();
  } else if (const auto order = compare(left, right)) {
    return Value(order_holds(op, *order));
  }
  return evaluator.report(node, frame, "wrong-type", cannot_compare(op, type_kind(left), type_kind(right)));
}

Value comparison_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value left_room, right_room;
  const Value& left = evaluator.operand(*node.a, frame, left_room);
  const Value& right = evaluator.operand(*node.b, frame, right_room);
  return compared_by(evaluator, node, node.op, left, right, frame);
}

Value between_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value room, low_room, high_room;
  const Value& value = evaluator.operand(*node.a, frame, room);
  const Value low =
      compared_by(evaluator, node, Op::greater_equal, value, evaluator.operand(*node.b, frame, low_room), frame);
  const Value high =
      compared_by(evaluator, node, Op::less_equal, value, evaluator.operand(*node.c, frame, high_room), frame);
  if (low.is_false() || high.is_false()) return Value(false);
  return low.is_true() && high.is_true() ? Value(true) : Value();
}

Value logical_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  const bool decisive = node.op == Op::disjunction;
  bool unknown = false;
  const Node* wrong = nullptr;
  Type::Kind kind = Type::Kind::null;
  for (const Node* part : node.rest) {
    Value room;
    const Value& value = evaluator.operand(*part, frame, room);
    if (value.kind() == Kind::boolean) {
      if (value.boolean() == decisive) return Value(decisive);
      continue;
    }
    unknown = true;
    if (!value.is_null() && wrong == nullptr) {
      wrong = part;
      kind = type_kind(value);
    }
  }
  if (wrong != nullptr) {
    const std::string sign = "`" + std::string(sign_of(node.op)) + "`";
    return evaluator.report(*wrong, frame, "wrong-type",
                            not_boolean({"hver side af " + sign, "each side of " + sign}, kind));
  }
  return unknown ? Value() : Value(!decisive);
}

Value choice_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value room;
  const Value& condition = evaluator.operand(*node.a, frame, room);
  if (condition.is_true()) return evaluator.eval(*node.b, frame);
  if (!condition.is_false() && !condition.is_null()) {
    evaluator.report(*node.a, frame, "wrong-type",
                     not_boolean({"betingelsen efter `if`", "the condition after `if`"}, type_kind(condition)));
  }
  return evaluator.eval(*node.c, frame);
}

Value instance_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value room;
  return Value(is_instance(evaluator.operand(*node.a, frame, room), node.operand_type));
}

}  // namespace aftale::feel
