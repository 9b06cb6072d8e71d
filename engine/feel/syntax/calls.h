#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// What stands between the brackets of a call.
struct Arguments {
  std::vector<const Node*> values;
  std::vector<std::string> names;  ///< empty for positional ones
};

/// From `(` to `)`.
Arguments read_arguments(Parsing& parse);
/// The call of the built-in or host's function at `place` of the symbols; its name has been read.
Node* read_call(Parsing& parse, std::size_t place, std::size_t begin);
/// The call of what `callee` gives.
Node* read_call_value(Parsing& parse, Node* callee, std::size_t begin);

}  // namespace aftale::feel
