#include "engine/feel/closure.h"

#include <algorithm>

#include "engine/feel/evaluator.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

Value not_here(Call& call) {
  return call.error("not-supported",
                    {"funktionen kan kun kaldes af et FEEL-udtryk", "only a FEEL expression can call this function"});
}

}  // namespace

Closure::Closure(std::shared_ptr<const Unit> unit, const Node& literal, std::vector<Value> captured)
    : unit_(std::move(unit)), literal_(literal), captured_(std::move(captured)) {
  for (const Value& value : captured_) nesting_ = std::max(nesting_, value.nesting() + 1);
}

Value Closure::call(std::span<const Value> arguments, Call& call) const {
  auto* evaluator = dynamic_cast<Evaluator*>(&call);
  return evaluator == nullptr ? not_here(call) : evaluator->run(*this, arguments);
}

std::string Closure::feel() const {
  return unit_->text.substr(literal_.begin, literal_.end - literal_.begin);
}

std::vector<std::string> BuiltinFunction::parameters() const {
  return {builtin_.parameters.begin(), builtin_.parameters.end()};
}

Value BuiltinFunction::call(std::span<const Value> arguments, Call& call) const {
  const std::size_t count = arguments.size();
  if (count < static_cast<std::size_t>(builtin_.arity_min) ||
      (builtin_.arity_max >= 0 && count > static_cast<std::size_t>(builtin_.arity_max))) {
    return call.error("wrong-arguments", wrong_count(builtin_.name, count, builtin_.arity_min, builtin_.arity_max));
  }
  return builtin_.call(arguments, call);
}

Value HostFunction::call(std::span<const Value> arguments, Call& call) const {
  auto* evaluator = dynamic_cast<Evaluator*>(&call);
  return evaluator == nullptr ? not_here(call) : evaluator->call_host(id_, arguments);
}

}  // namespace aftale::feel
