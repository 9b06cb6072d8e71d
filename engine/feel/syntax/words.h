#pragma once
#include "engine/feel/syntax/parsing.h"

namespace aftale::feel {

/// An operand that begins with the word `token`, which is still ahead: a name in scope, a call of a function, a
/// construct with a keyword of its own, or a name that nobody knows.
Node* read_word(Parsing& parse, const Token& token);

}  // namespace aftale::feel
