#pragma once
#include <cstdint>
#include <optional>

#include "engine/feel/type.h"
#include "engine/feel/value.h"
#include "engine/feel/value/op.h"

/// `+ - * / **` over all kinds (DMN 1.5 tables 47 to 52), for values and for types.
namespace aftale::feel {

enum class Trouble : std::uint8_t { none, kinds, zero, overflow, zones };

/// Null with the trouble where there is no result. Null of null, without trouble: what is not there is not wrong.
Value arithmetic(Op op, const Value& left, const Value& right, Trouble& trouble);
Value negated(const Value& value, Trouble& trouble);

/// What the operation gives for these types; none if it can never work. Unknown types give any.
std::optional<Type> arithmetic_type(Op op, const Type& left, const Type& right);

}  // namespace aftale::feel
