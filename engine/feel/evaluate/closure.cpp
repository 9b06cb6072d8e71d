#include "engine/feel/evaluate/closure.h"

#include <algorithm>

#include "engine/feel/evaluate/evaluator.h"
#include "engine/feel/evaluate/locals.h"
#include "engine/feel/value/coercion.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {

Closure::Closure(std::shared_ptr<const Unit> unit, const Node& literal, std::vector<Value> captured)
    : unit_(std::move(unit)), literal_(literal), captured_(std::move(captured)) {
  for (const Value& value : captured_) nesting_ = std::max(nesting_, value.nesting() + 1);
}

Value Closure::call(std::span<const Value> arguments, Call& call) const {
  Evaluator* const evaluator = Evaluator::of(call);
  if (evaluator == nullptr) return Value();
  const FunctionShape& shape = *literal_.shape;
  const std::size_t wanted = shape.parameters.size();
  if (arguments.size() != wanted) {
    const int count = static_cast<int>(wanted);
    return call.error("wrong-arguments", wrong_count("function", arguments.size(), count, count));
  }
  Locals locals(shape.frame_size);
  Frame frame{*unit_, nullptr, locals.data()};
  for (std::size_t i = 0; i < wanted; ++i) {
    std::optional<Value> value = coerced(arguments[i], shape.types[i]);
    if (!value) {
      const Text words = kind_words(type_kind(arguments[i]));
      const std::string name = shape.types[i].name();
      return call.error("wrong-type", {"`" + shape.parameters[i] + "` skal være " + name + ", men er " + words.da,
                                       "`" + shape.parameters[i] + "` must be " + name + ", but is " + words.en});
    }
    frame.locals[shape.locals[i]] = *std::move(value);
  }
  for (std::size_t i = 0; i < shape.captures.size(); ++i) frame.locals[shape.captures[i].to] = captured_[i];
  return evaluator->eval(*literal_.a, frame);
}

std::string Closure::feel() const {
  return unit_->text.substr(literal_.begin, literal_.end - literal_.begin);
}

}  // namespace aftale::feel
