#include "engine/feel/evaluate/calls.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/feel/evaluate/builtin_function.h"
#include "engine/feel/evaluate/closure.h"
#include "engine/feel/evaluate/host_function.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

bool any_null(std::span<const Value> values) {
  return std::any_of(values.begin(), values.end(), [](const Value& value) { return value.is_null(); });
}

}  // namespace

Value builtin_call_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  std::vector<Value> arguments;
  arguments.reserve(node.rest.size());
  for (const Node* argument : node.rest) arguments.push_back(evaluator.eval(*argument, frame));
  if (evaluator.exhausted()) return Value();
  return evaluator.call(node, frame, any_null(arguments), [&] { return node.builtin->call(arguments, evaluator); });
}

Value host_call_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  std::vector<Value> arguments;
  arguments.reserve(node.rest.size());
  for (const Node* argument : node.rest) arguments.push_back(evaluator.eval(*argument, frame));
  if (evaluator.exhausted()) return Value();
  return evaluator.call(node, frame, false,
                        [&] { return evaluator.call_host(static_cast<int>(node.index), arguments); });
}

Value callee_call_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  const Value callee = evaluator.eval(*node.a, frame);
  std::vector<Value> arguments;
  arguments.reserve(node.rest.size());
  for (const Node* argument : node.rest) arguments.push_back(evaluator.eval(*argument, frame));
  if (evaluator.exhausted()) return Value();
  if (callee.kind() != Kind::function) {
    if (callee.is_null()) return Value();
    const Text words = kind_words(type_kind(callee));
    return evaluator.report(
        node, frame, "unknown-function",
        {"her kaldes " + words.da + ", som ikke er en funktion", "this calls " + words.en + ", which is no function"});
  }
  const Function& called = *callee.callable();
  if (!node.names.empty()) {
    const std::vector<std::string> parameters = called.parameters();
    std::vector<Value> placed(parameters.size());
    std::vector<bool> given(parameters.size());
    for (std::size_t i = 0; i < node.names.size(); ++i) {
      const auto found = std::find(parameters.begin(), parameters.end(), node.names[i]);
      const auto place = static_cast<std::size_t>(found - parameters.begin());
      if (found == parameters.end() || given[place]) {
        return evaluator.report(
            node, frame, "wrong-arguments",
            unknown_member(node.names[i], nearest(node.names[i], parameters), kind_words(Type::Kind::function)),
            parameters);
      }
      placed[place] = std::move(arguments[i]);
      given[place] = true;
    }
    if (std::find(given.begin(), given.end(), false) != given.end()) {
      const int count = static_cast<int>(parameters.size());
      return evaluator.report(
          node, frame, "wrong-arguments",
          wrong_count(node.a->name.empty() ? "function" : node.a->name, node.names.size(), count, count));
    }
    arguments = std::move(placed);
  }
  return evaluator.call(node, frame, false, [&] { return called.call(arguments, evaluator); });
}

Value function_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  if (node.op == Op::builtin_value) return Value::function(std::make_shared<BuiltinFunction>(*node.builtin));
  if (node.op == Op::host_value) {
    return Value::function(std::make_shared<HostFunction>(node.name, static_cast<int>(node.index), node.names));
  }
  std::vector<Value> captured;
  captured.reserve(node.shape->captures.size());
  for (const FunctionShape::Capture& capture : node.shape->captures) {
    captured.push_back(capture.from_slot ? frame.scope->value(capture.from) : frame.locals[capture.from]);
  }
  if (!evaluator.spend(captured.size() + 1)) return Value();
  return evaluator.bounded(
      Value::function(std::make_shared<Closure>(frame.unit.shared_from_this(), node, std::move(captured))), node,
      frame);
}

}  // namespace aftale::feel
