#pragma once
#include <optional>

#include "engine/feel/type.h"
#include "engine/feel/value.h"

namespace aftale::feel {

/// The value as one of `type`, by the implicit conversions of DMN 1.5 section 10.3.2.9.4: as it is where it conforms,
/// a value as a list of one, the only element of a list, a date as midnight in UTC. None where none of them helps.
std::optional<Value> coerced(const Value& value, const Type& type);

}  // namespace aftale::feel
