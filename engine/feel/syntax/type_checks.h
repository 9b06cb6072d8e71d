#pragma once
#include "engine/feel/syntax/parsing.h"

/// What can be told of operations before there are values. Each notes findings, code `wrong-type` or `unknown-member`,
/// and sets the type of `node` where it says so.
namespace aftale::feel {

/// Sets the type.
void check_arithmetic(Parsing& parse, Node& node, Op op, const Type& left, const Type& right);
/// Sets the type.
void check_comparison(Parsing& parse, Node& node, Op op, const Type& left, const Type& right);
/// Whether `left` can be compared with `test`. Sets the type.
void check_in(Parsing& parse, Node& node, const Type& left, const Node& test);
/// Whether a condition can be true; `what` is what the finding calls it.
void check_boolean(Parsing& parse, const Node& node, const Text& what);
/// Whether `base` has the member that `node` names. Sets the type.
void check_member(Parsing& parse, Node& node, const Node& base);
/// Whether the condition of a filter can be one. Sets the type; `element` is that of the list's items.
void check_filter(Parsing& parse, Node& node, const Type& element);

/// What is known of a value that comes from one side or from the other.
Type joined_type(const Type& left, const Type& right);

}  // namespace aftale::feel
