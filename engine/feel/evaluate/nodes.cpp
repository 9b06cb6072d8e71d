#include "engine/base/diagnostic.h"
#include "engine/feel/evaluate/calls.h"
#include "engine/feel/evaluate/constructed.h"
#include "engine/feel/evaluate/filters.h"
#include "engine/feel/evaluate/iterations.h"
#include "engine/feel/evaluate/members.h"
#include "engine/feel/evaluate/node_value.h"
#include "engine/feel/evaluate/operators.h"
#include "engine/feel/evaluate/tests.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {

Value node_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  switch (node.op) {
    case Op::constant:
    case Op::slot:
    case Op::local:
      break;
    case Op::unknown_name:
      return evaluator.report(node, frame, "unknown-name", unknown_name(node.name, ""));
    case Op::item_member:
      return item_member_value(evaluator, node, frame);
    case Op::negate:
      return negation_value(evaluator, node, frame);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power:
      return arithmetic_value(evaluator, node, frame);
    case Op::fold:
      return fold_value(evaluator, node, frame);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return comparison_value(evaluator, node, frame);
    case Op::between:
      return between_value(evaluator, node, frame);
    case Op::in: {
      Value room;
      const Value& input = evaluator.operand(*node.a, frame, room);
      return tested(evaluator, *node.b, input, frame);
    }
    case Op::conjunction:
    case Op::disjunction:
      return logical_value(evaluator, node, frame);
    case Op::instance_of:
      return instance_value(evaluator, node, frame);
    case Op::choice:
      return choice_value(evaluator, node, frame);
    case Op::iteration:
      return iteration_value(evaluator, node, frame);
    case Op::some:
    case Op::every:
      return quantified_value(evaluator, node, frame);
    case Op::filter:
      return filter_value(evaluator, node, frame);
    case Op::path:
      return path_value(evaluator, node, frame);
    case Op::list:
      return list_value(evaluator, node, frame);
    case Op::context:
      return context_value(evaluator, node, frame);
    case Op::range:
      return range_value(evaluator, node, frame);
    case Op::comparison:
      return comparison_range_value(evaluator, node, frame);
    case Op::tests:
    case Op::input_test:
    case Op::not_tests:
    case Op::any_test:
      return tested(evaluator, node, Value(), frame);
    case Op::call_builtin:
      return builtin_call_value(evaluator, node, frame);
    case Op::call_host:
      return host_call_value(evaluator, node, frame);
    case Op::call_value:
      return callee_call_value(evaluator, node, frame);
    case Op::builtin_value:
    case Op::host_value:
    case Op::function:
      return function_value(evaluator, node, frame);
    case Op::failure:
      return evaluator.report(node, frame, node.finding->code, node.finding->message, node.finding->possible);
  }
  return Value();
}

}  // namespace aftale::feel
