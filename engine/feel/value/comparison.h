#pragma once
#include <compare>
#include <cstddef>

#include "engine/feel/value.h"
#include "engine/feel/value/op.h"

namespace aftale::feel {

/// Whether two values that stand in this order are what `<`, `<=`, `>` or `>=` asks for; false for another operation.
bool order_holds(Op op, std::partial_ordering order);
/// What comparing two values as a whole looks at, roughly, in units of effort.
std::size_t comparing_effort(const Value& left, const Value& right);

}  // namespace aftale::feel
