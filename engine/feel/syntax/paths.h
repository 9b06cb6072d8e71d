#pragma once
#include "engine/feel/syntax/parsing.h"

/// What stands behind a value; `begin` is where that value begins.
namespace aftale::feel {

/// `.name` behind `base`, checked against what is known of its members.
Node* read_path(Parsing& parse, Node* base, std::size_t begin);
/// `[...]` behind `base`: a number or a condition, with the members of the item as names.
Node* read_filter(Parsing& parse, Node* base, std::size_t begin);

}  // namespace aftale::feel
