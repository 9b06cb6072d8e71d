#include "engine/feel/syntax/parse.h"

#include <algorithm>

#include "engine/feel/syntax/grammar.h"
#include "engine/feel/syntax/unary_tests.h"

namespace aftale::feel {
namespace {

Parsed finished(Parsing& parse, Node* root) {
  if (const Token token = parse.tokens.peek(); token.kind != Token::Kind::end) {
    parse.tokens.after_end(token);
  }
  Unit& unit = parse.unit;
  unit.root = root;
  unit.frame_size = parse.scopes.frame_size();
  std::sort(unit.uses.begin(), unit.uses.end());
  unit.uses.erase(std::unique(unit.uses.begin(), unit.uses.end()), unit.uses.end());
  return {parse.findings.failed(), parse.findings.take()};
}

}  // namespace

Parsed parse_expression(Unit& unit, const Names& names, bool lenient) {
  Parsing parse(unit, names, lenient);
  return finished(parse, read_expression(parse));
}

Parsed parse_unary_tests(Unit& unit, const Names& names, const Type& input, bool lenient) {
  Parsing parse(unit, names, lenient);
  unit.unary_tests = true;
  return finished(parse, read_unary_tests(parse, input));
}

}  // namespace aftale::feel
