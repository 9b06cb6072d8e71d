#include "engine/feel/evaluate/builtin_function.h"

#include "engine/feel/value/wording.h"

namespace aftale::feel {

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

}  // namespace aftale::feel
