#pragma once
#include "engine/feel/syntax/parsing.h"

/// What stands in brackets; the opening one is still ahead.
namespace aftale::feel {

/// `( ... )`: an expression or a range; with `allow_tests` several tests, any of which may hold.
Node* read_parenthesised(Parsing& parse, bool allow_tests);
/// `[1, 2]`, `[1..5]`, `]1..5[`.
Node* read_list_or_range(Parsing& parse);
/// `{name: value}`
Node* read_context(Parsing& parse);

}  // namespace aftale::feel
