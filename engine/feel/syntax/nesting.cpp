#include "engine/feel/syntax/nesting.h"

#include <string>

#include "engine/base/limits.h"

namespace aftale::feel {

Nesting::Nesting(Parsing& parse) : parse_(parse), range_end_(parse.range_end) {
  parse_.range_end = false;
  if (++parse_.depth > limits::kFeelDepth) {
    const Token token = parse_.tokens.peek();
    parse_.tokens.refuse(
        token.begin, token.end,
        {"udtrykket er indlejret dybere end " + std::to_string(limits::kFeelDepth) + " niveauer; del det op",
         "the expression is nested deeper than " + std::to_string(limits::kFeelDepth) + " levels; split it"});
  }
}

Nesting::~Nesting() {
  --parse_.depth;
  parse_.range_end = range_end_;
}

}  // namespace aftale::feel
