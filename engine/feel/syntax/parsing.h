#pragma once
#include <cstddef>

#include "engine/feel/expression.h"
#include "engine/feel/syntax/findings.h"
#include "engine/feel/syntax/scopes.h"
#include "engine/feel/syntax/token_stream.h"
#include "engine/feel/syntax/tree.h"
#include "engine/feel/syntax/unit.h"

namespace aftale::feel {

/// One text on its way into a unit, by recursive descent: what every part of the grammar reads from and writes into.
/// Lives as long as the text is read; `unit` and `names` outlive it.
struct Parsing {
  Parsing(Unit& unit_, const Names& names_, bool lenient)
      : unit(unit_),
        names(names_),
        findings(unit_, lenient),
        tokens(unit_.text, findings),
        tree(unit_, tokens, findings),
        scopes(names_) {}
  Parsing(const Parsing&) = delete;
  Parsing& operator=(const Parsing&) = delete;

  Unit& unit;
  const Names& names;
  Findings findings;
  TokenStream tokens;
  Tree tree;
  Scopes scopes;
  std::size_t depth = 0;   ///< of brackets and the like around the place where reading is
  bool range_end = false;  ///< the end of a range is being read, so that `[` may close it
};

}  // namespace aftale::feel
