#include "engine/feel/evaluator.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/feel/evaluator_locals.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

/// More than these tell nobody more.
constexpr std::size_t kDiagnosticsMax = 20;
/// What a step costs where it counts as effort.
constexpr std::size_t kEffortOfStep = 10;

/// What comparing two values as a whole looks at, roughly.
std::size_t extent(const Value& value) {
  switch (value.kind()) {
    case Kind::string:
      return value.text().size() / 16;
    case Kind::list:
      return value.items().size();
    default:
      return 0;
  }
}

Value truth_of(Op op, std::partial_ordering order) {
  switch (op) {
    case Op::less:
      return Value(order == std::partial_ordering::less);
    case Op::less_equal:
      return Value(order != std::partial_ordering::greater);
    case Op::greater:
      return Value(order == std::partial_ordering::greater);
    case Op::greater_equal:
      return Value(order != std::partial_ordering::less);
    default:
      return Value();
  }
}

Value truth_of(Op op, std::strong_ordering order) {
  return truth_of(op, std::partial_ordering(order));
}

}  // namespace

Evaluator::Evaluator(const Host& host, const Budget& budget, std::vector<Diagnostic>& diagnostics)
    : host_(host),
      budget_(budget),
      diagnostics_(diagnostics),
      own_effort_(budget.effort ? 0 : host.effort()),
      effort_(budget.effort ? *budget.effort : own_effort_) {
  if (budget.effort) budget_.steps = std::min(budget_.steps, effort_ / kEffortOfStep);
}

Value Evaluator::run(const Unit& unit, const Scope& scope, const Value& input) {
  Value out;
  if (unit.frame_size == 0) {
    Frame frame{unit, &scope, nullptr};
    out = eval(*unit.root, frame);
  } else {
    Locals locals(unit.frame_size);
    Frame frame{unit, &scope, locals.data()};
    if (unit.unary_tests) frame.locals[0] = input;
    out = unit.unary_tests ? test(*unit.root, frame.locals[0], frame) : eval(*unit.root, frame);
  }
  if (budget_.effort) effort_ -= std::min(effort_, steps_ * kEffortOfStep);
  if (exhausted_) out = Value();
  return out;
}

const Value& Evaluator::operand(const Node& node, Frame& frame, Value& room) {
  switch (node.op) {
    case Op::constant:
      return node.constant;
    case Op::local:
      return frame.locals[node.index];
    case Op::slot:
      return room = frame.scope->value(node.index);
    default:
      return room = eval(node, frame);
  }
}

Value Evaluator::eval(const Node& node, Frame& frame) {
  if (++steps_ > budget_.steps || exhausted_) {
    if (!exhausted_) {
      exhaust(
          node, frame, "feel-budget",
          {"udtrykket bruger mere end " + std::to_string(budget_.steps) + " skridt og er stoppet; gør listerne mindre",
           "the expression takes more than " + std::to_string(budget_.steps) +
               " steps and was stopped; use smaller lists"});
    }
    return Value();
  }
  switch (node.op) {
    case Op::constant:
      return node.constant;
    case Op::slot:
      return frame.scope->value(node.index);
    case Op::local:
      return frame.locals[node.index];
    default:
      break;
  }
  if (++depth_ > budget_.depth) {
    exhaust(node, frame, "feel-depth",
            {"udtrykket går dybere end " + std::to_string(budget_.depth) + " niveauer og er stoppet",
             "the expression goes deeper than " + std::to_string(budget_.depth) + " levels and was stopped"});
    --depth_;
    return Value();
  }
  Value out = branch(node, frame);
  --depth_;
  return out;
}

Value Evaluator::branch(const Node& node, Frame& frame) {
  switch (node.op) {
    case Op::constant:
    case Op::slot:
    case Op::local:
      break;
    case Op::unknown_name:
      return report(node, frame, "unknown-name", unknown_name(node.name, ""));
    case Op::item_member:
      return item_member(node, frame);
    case Op::negate:
      return negate(node, frame);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power:
      return compute(node, frame);
    case Op::fold:
      return fold(node, frame);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return compared(node, frame);
    case Op::between:
      return between(node, frame);
    case Op::in: {
      Value room;
      const Value& input = operand(*node.a, frame, room);
      return test(*node.b, input, frame);
    }
    case Op::conjunction:
    case Op::disjunction:
      return logical(node, frame);
    case Op::instance_of:
      return instance_of(node, frame);
    case Op::choice:
      return choice(node, frame);
    case Op::iteration:
      return iteration(node, frame);
    case Op::some:
    case Op::every:
      return quantified(node, frame);
    case Op::filter:
      return filter(node, frame);
    case Op::path:
      return path(node, frame);
    case Op::list:
      return list(node, frame);
    case Op::context:
      return context(node, frame);
    case Op::range:
      return range(node, frame);
    case Op::comparison:
      return comparison_value(node, frame);
    case Op::tests:
    case Op::input_test:
    case Op::not_tests:
    case Op::any_test:
      return test(node, Value(), frame);
    case Op::call_builtin:
      return call_builtin(node, frame);
    case Op::call_host:
      return call_host_node(node, frame);
    case Op::call_value:
      return call_value(node, frame);
    case Op::builtin_value:
    case Op::host_value:
    case Op::function:
      return function(node, frame);
    case Op::failure:
      return report(node, frame, node.finding->code, node.finding->message, node.finding->possible);
  }
  return Value();
}

Value Evaluator::computed(const Node& node, Op op, const Value& left, const Value& right, Frame& frame) {
  Trouble trouble = Trouble::none;
  Value out = arithmetic(op, left, right, trouble);
  if (trouble != Trouble::none)
    return report(node, frame, trouble == Trouble::zero ? "division-by-zero" : "wrong-type",
                  trouble_words(trouble, op, left, right));
  if (out.kind() == Kind::string && !spend(out.text().size())) return Value();
  return out;
}

Value Evaluator::compute(const Node& node, Frame& frame) {
  Value left_room, right_room;
  const Value& left = operand(*node.a, frame, left_room);
  const Value& right = operand(*node.b, frame, right_room);
  return computed(node, node.op, left, right, frame);
}

Value Evaluator::fold(const Node& node, Frame& frame) {
  Value room;
  Value out = eval(*node.rest.front(), frame);
  for (std::size_t i = 1; i < node.rest.size() && !exhausted_; ++i) {
    const Value& right = operand(*node.rest[i], frame, room);
    out = computed(node, node.steps[i - 1], out, right, frame);
  }
  return out;
}

Value Evaluator::negate(const Node& node, Frame& frame) {
  Value room;
  const Value& value = operand(*node.a, frame, room);
  Trouble trouble = Trouble::none;
  Value out = negated(value, trouble);
  if (trouble == Trouble::none) return out;
  const Text words = kind_words(type_kind(value));
  return report(node, frame, "wrong-type",
                {"`-` foran kræver et tal eller en varighed, men her er " + words.da,
                 "`-` in front needs a number or a duration, but this is " + words.en});
}

Value Evaluator::compared(const Node& node, Frame& frame) {
  Value left_room, right_room;
  const Value& left = operand(*node.a, frame, left_room);
  const Value& right = operand(*node.b, frame, right_room);
  return order(node, node.op, left, right, frame);
}

Value Evaluator::order(const Node& node, Op op, const Value& left, const Value& right, Frame& frame) {
  if (left.kind() == Kind::number && right.kind() == Kind::number) {
    if (op == Op::equal) return Value(left.number() == right.number());
    if (op == Op::not_equal) return Value(!(left.number() == right.number()));
    return truth_of(op, left.number() <=> right.number());
  }
  if (op == Op::equal || op == Op::not_equal) {
    if (!work(std::min(extent(left), extent(right)))) return Value();
    const std::optional<bool> same = equal(left, right);
    if (same) return Value(*same == (op == Op::equal));
  } else if (left.is_null() || right.is_null()) {
    return Value();
  } else if (const auto order = compare(left, right)) {
    return truth_of(op, *order);
  }
  return report(node, frame, "wrong-type", cannot_compare(op, type_kind(left), type_kind(right)));
}

Value Evaluator::between(const Node& node, Frame& frame) {
  Value room, low_room, high_room;
  const Value& value = operand(*node.a, frame, room);
  const Value low = order(node, Op::greater_equal, value, operand(*node.b, frame, low_room), frame);
  const Value high = order(node, Op::less_equal, value, operand(*node.c, frame, high_room), frame);
  if (low.is_false() || high.is_false()) return Value(false);
  return low.is_true() && high.is_true() ? Value(true) : Value();
}

/// Kleene's logic: what is neither true nor false counts as unknown.
Value Evaluator::logical(const Node& node, Frame& frame) {
  const bool decisive = node.op == Op::disjunction;
  bool unknown = false;
  const Node* wrong = nullptr;
  Type::Kind kind = Type::Kind::null;
  for (const Node* part : node.rest) {
    Value room;
    const Value& value = operand(*part, frame, room);
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
    return report(*wrong, frame, "wrong-type", not_boolean({"hver side af " + sign, "each side of " + sign}, kind));
  }
  return unknown ? Value() : Value(!decisive);
}

Value Evaluator::choice(const Node& node, Frame& frame) {
  Value room;
  const Value& condition = operand(*node.a, frame, room);
  if (condition.is_true()) return eval(*node.b, frame);
  if (!condition.is_false() && !condition.is_null()) {
    report(*node.a, frame, "wrong-type",
           not_boolean({"betingelsen efter `if`", "the condition after `if`"}, type_kind(condition)));
  }
  return eval(*node.c, frame);
}

Value Evaluator::range(const Node& node, Frame& frame) {
  Range out;
  out.low = eval(*node.a, frame);
  out.high = eval(*node.b, frame);
  out.low_included = node.low_included;
  out.high_included = node.high_included;
  if (out.low.is_null() || out.high.is_null()) return Value();
  if (!compare(out.low, out.high)) {
    return report(node, frame, "wrong-type", cannot_compare(Op::less_equal, type_kind(out.low), type_kind(out.high)));
  }
  return Value::range(std::move(out));
}

Value Evaluator::list(const Node& node, Frame& frame) {
  if (!spend(node.rest.size())) return Value();
  List items;
  items.reserve(node.rest.size());
  for (const Node* item : node.rest) items.push_back(eval(*item, frame));
  return bounded(Value::list(std::move(items)), node, frame);
}

Value Evaluator::context(const Node& node, Frame& frame) {
  if (!spend(node.rest.size())) return Value();
  Context out;
  for (std::size_t i = 0; i < node.rest.size(); ++i) {
    Value value = eval(*node.rest[i], frame);
    frame.locals[node.locals[i]] = value;
    out.set(node.names[i], std::move(value));
  }
  return bounded(Value::context(std::move(out)), node, frame);
}

Value Evaluator::instance_of(const Node& node, Frame& frame) {
  Value room;
  return Value(is_instance(operand(*node.a, frame, room), node.operand_type));
}

Value Evaluator::report(const Node& node, const Frame& frame, const char* code, Text message,
                        std::vector<std::string> possible) {
  if (diagnostics_.size() >= kDiagnosticsMax || exhausted_) return Value();
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  // Of a path, the member is what is wrong.
  diagnostic.where = frame.unit.span(node.op == Op::path ? node.index : node.begin, node.end);
  diagnostic.possible = std::move(possible);
  diagnostics_.push_back(std::move(diagnostic));
  return Value();
}

void Evaluator::exhaust(const Node& node, const Frame& frame, const char* code, Text message) {
  if (exhausted_) return;
  diagnostics_.clear();
  report(node, frame, code, std::move(message));
  exhausted_ = true;
}

Value Evaluator::bounded(Value value, const Node& node, const Frame& frame) {
  if (value.nesting() <= budget_.depth) return value;
  return report(node, frame, "feel-depth",
                {"værdien er indlejret dybere end " + std::to_string(budget_.depth) + " niveauer",
                 "the value is nested deeper than " + std::to_string(budget_.depth) + " levels"});
}

Value Evaluator::error(const char* code, Text message) {
  // Null of null is no error: what was not there is not wrong.
  if (calling_ == nullptr || calling_with_null_) return Value();
  Frame frame{*calling_unit_, nullptr, nullptr};
  return report(*calling_, frame, code, std::move(message));
}

}  // namespace aftale::feel
