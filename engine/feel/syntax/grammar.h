#pragma once
#include "engine/feel/syntax/parsing.h"

/// Where the grammar of FEEL comes back to itself: what stands in brackets, in calls and after `if`. All are defined in
/// operators.cpp, on which nothing that it reads with may stand.
namespace aftale::feel {

/// Any expression; `or` binds least.
Node* read_expression(Parsing& parse);
/// The same, or a comparison without a left side (`< 10`).
Node* read_expression_or_comparison(Parsing& parse);
/// What stands on one side of a comparison: sums, products, powers and what they are made of.
Node* read_arithmetic(Parsing& parse);

}  // namespace aftale::feel
