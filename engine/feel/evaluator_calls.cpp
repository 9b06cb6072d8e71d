#include <algorithm>
#include <tuple>

#include "engine/base/words.h"
#include "engine/feel/closure.h"
#include "engine/feel/coercion.h"
#include "engine/feel/evaluator.h"
#include "engine/feel/evaluator_locals.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

bool any_null(std::span<const Value> values) {
  return std::any_of(values.begin(), values.end(), [](const Value& value) { return value.is_null(); });
}

}  // namespace

Value Evaluator::call_builtin(const Node& node, Frame& frame) {
  std::vector<Value> arguments;
  arguments.reserve(node.rest.size());
  for (const Node* argument : node.rest) arguments.push_back(eval(*argument, frame));
  if (exhausted_) return Value();
  const auto outer = std::tuple(calling_, calling_unit_, calling_with_null_);
  calling_ = &node;
  calling_unit_ = &frame.unit;
  calling_with_null_ = any_null(arguments);
  Value out = node.builtin->call(arguments, *this);
  std::tie(calling_, calling_unit_, calling_with_null_) = outer;
  return bounded(std::move(out), node, frame);
}

Value Evaluator::call_host(int id, std::span<const Value> arguments) {
  const std::size_t before = diagnostics_.size();
  Budget left = budget_;
  left.effort = &effort_;
  Value out = host_.call(id, arguments, left, diagnostics_);
  if (effort_ == 0) work(1);
  for (std::size_t i = before; i < diagnostics_.size(); ++i) {
    if (!diagnostics_[i].where && calling_ != nullptr) {
      diagnostics_[i].where = calling_unit_->span(calling_->begin, calling_->end);
    }
  }
  return out;
}

Value Evaluator::call_host_node(const Node& node, Frame& frame) {
  std::vector<Value> arguments;
  arguments.reserve(node.rest.size());
  for (const Node* argument : node.rest) arguments.push_back(eval(*argument, frame));
  if (exhausted_) return Value();
  const auto outer = std::tuple(calling_, calling_unit_, calling_with_null_);
  calling_ = &node;
  calling_unit_ = &frame.unit;
  calling_with_null_ = false;
  Value out = call_host(static_cast<int>(node.index), arguments);
  std::tie(calling_, calling_unit_, calling_with_null_) = outer;
  return bounded(std::move(out), node, frame);
}

Value Evaluator::call_value(const Node& node, Frame& frame) {
  const Value callee = eval(*node.a, frame);
  std::vector<Value> arguments;
  arguments.reserve(node.rest.size());
  for (const Node* argument : node.rest) arguments.push_back(eval(*argument, frame));
  if (exhausted_) return Value();
  if (callee.kind() != Kind::function) {
    if (callee.is_null()) return Value();
    const Text words = kind_words(type_kind(callee));
    return report(
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
        return report(
            node, frame, "wrong-arguments",
            unknown_member(node.names[i], nearest(node.names[i], parameters), kind_words(Type::Kind::function)),
            parameters);
      }
      placed[place] = std::move(arguments[i]);
      given[place] = true;
    }
    if (std::find(given.begin(), given.end(), false) != given.end()) {
      const int count = static_cast<int>(parameters.size());
      return report(node, frame, "wrong-arguments",
                    wrong_count(node.a->name.empty() ? "function" : node.a->name, node.names.size(), count, count));
    }
    arguments = std::move(placed);
  }
  const auto outer = std::tuple(calling_, calling_unit_, calling_with_null_);
  calling_ = &node;
  calling_unit_ = &frame.unit;
  calling_with_null_ = false;
  Value out = called.call(arguments, *this);
  std::tie(calling_, calling_unit_, calling_with_null_) = outer;
  return bounded(std::move(out), node, frame);
}

Value Evaluator::invoke(const Function& function, std::span<const Value> arguments) {
  if (exhausted_) return Value();
  return function.call(arguments, *this);
}

Value Evaluator::run(const Closure& closure, std::span<const Value> arguments) {
  const FunctionShape& shape = *closure.literal().shape;
  const std::size_t wanted = shape.parameters.size();
  if (arguments.size() != wanted) {
    const int count = static_cast<int>(wanted);
    return error("wrong-arguments", wrong_count("function", arguments.size(), count, count));
  }
  Locals locals(shape.frame_size);
  Frame frame{closure.unit(), nullptr, locals.data()};
  for (std::size_t i = 0; i < wanted; ++i) {
    std::optional<Value> value = coerced(arguments[i], shape.types[i]);
    if (!value) {
      const Text words = kind_words(type_kind(arguments[i]));
      const std::string name = shape.types[i].name();
      return error("wrong-type", {"`" + shape.parameters[i] + "` skal være " + name + ", men er " + words.da,
                                  "`" + shape.parameters[i] + "` must be " + name + ", but is " + words.en});
    }
    frame.locals[shape.locals[i]] = *std::move(value);
  }
  for (std::size_t i = 0; i < shape.captures.size(); ++i) frame.locals[shape.captures[i].to] = closure.captured()[i];
  return eval(*closure.literal().a, frame);
}

Value Evaluator::function(const Node& node, Frame& frame) {
  if (node.op == Op::builtin_value) return Value::function(std::make_shared<BuiltinFunction>(*node.builtin));
  if (node.op == Op::host_value) {
    return Value::function(std::make_shared<HostFunction>(node.name, static_cast<int>(node.index), node.names));
  }
  std::vector<Value> captured;
  captured.reserve(node.shape->captures.size());
  for (const FunctionShape::Capture& capture : node.shape->captures) {
    captured.push_back(capture.from_slot ? frame.scope->value(capture.from) : frame.locals[capture.from]);
  }
  if (!spend(captured.size() + 1)) return Value();
  return bounded(Value::function(std::make_shared<Closure>(frame.unit.shared_from_this(), node, std::move(captured))),
                 node, frame);
}

}  // namespace aftale::feel
