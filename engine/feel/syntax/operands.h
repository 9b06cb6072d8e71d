#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// A literal, a name, a call or something in brackets, with the paths, filters and calls behind it.
Node* read_operand(Parsing& parse);

}  // namespace aftale::feel
