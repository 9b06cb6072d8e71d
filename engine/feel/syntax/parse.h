#pragma once
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/syntax/unit.h"

/// The way from a text to its tree.
namespace aftale::feel {

/// What was wrong with a text.
struct Parsed {
  bool failed = false;  ///< a syntax error: the unit is of no use
  std::vector<Diagnostic> findings;
};

/// Reads the text of `unit`, which has its place, into the rest of it. FEEL cannot be read without the names in scope.
/// Types are inferred on the way, so that members and units are checked at once. With `lenient`, only syntax errors are
/// findings.
Parsed parse_expression(Unit& unit, const Names& names, bool lenient);
/// The same for unary tests about an input of type `input`.
Parsed parse_unary_tests(Unit& unit, const Names& names, const Type& input, bool lenient);

}  // namespace aftale::feel
