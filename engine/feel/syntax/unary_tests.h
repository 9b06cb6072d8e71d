#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// The tests of a decision table's cell about an input of type `input`, which is local 0 and the name `?`.
Node* read_unary_tests(Parsing& parse, const Type& input);

}  // namespace aftale::feel
