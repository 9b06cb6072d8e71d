#pragma once
#include <optional>
#include <string_view>

#include "engine/feel/value.h"

namespace aftale::feel {

/// A range as text, with literals as its ends: `[1..5]`, `(date("2022-01-01")..)`, `["a".."f")`. A missing end
/// goes with a round bracket, or `]` and `[` turned outwards. None where the ends are of different kinds, have
/// no order, or stand in the wrong order.
std::optional<Range> parse_range(std::string_view text);

/// A literal as an end has it: a number, a string in quotes, `@"..."`, or `date("...")` and its kin.
std::optional<Value> parse_literal(std::string_view text);

}  // namespace aftale::feel
