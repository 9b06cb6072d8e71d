#include "engine/feel/evaluate/host_function.h"

#include "engine/feel/evaluate/evaluator.h"

namespace aftale::feel {

Value HostFunction::call(std::span<const Value> arguments, Call& call) const {
  Evaluator* const evaluator = Evaluator::of(call);
  return evaluator == nullptr ? Value() : evaluator->call_host(id_, arguments);
}

}  // namespace aftale::feel
