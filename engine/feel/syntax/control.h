#pragma once
#include "engine/feel/syntax/parsing.h"

/// What begins with a keyword of its own, which has been read; `begin` is where it stands.
namespace aftale::feel {

/// `function(...) ...`
Node* read_function(Parsing& parse, std::size_t begin);
/// `if ... then ... else ...`
Node* read_conditional(Parsing& parse, std::size_t begin);
/// `for`, `some` or `every`, as `op` says.
Node* read_iteration(Parsing& parse, Op op, std::size_t begin);

}  // namespace aftale::feel
