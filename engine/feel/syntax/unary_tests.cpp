#include "engine/feel/syntax/unary_tests.h"

#include "engine/feel/syntax/grammar.h"
#include "engine/feel/syntax/type_checks.h"

namespace aftale::feel {
namespace {

Node* read_positive_test(Parsing& parse, const Type& input) {
  const std::size_t begin = parse.tokens.peek().begin;
  const std::size_t before = parse.scopes.input_uses();
  Node* test = read_expression_or_comparison(parse);
  if (parse.scopes.input_uses() > before) {
    Node& out = parse.tree.make(Op::input_test, begin);
    out.a = test;
    out.type = Type::Kind::boolean;
    return parse.tree.closed(out);
  }
  Node& checked = parse.tree.make(Op::in, begin);
  parse.tree.closed(checked);
  check_in(parse, checked, input, *test);
  return test;
}

}  // namespace

Node* read_unary_tests(Parsing& parse, const Type& input) {
  parse.scopes.push_local("?", parse.scopes.new_local(), input);
  const Token first = parse.tokens.peek();
  Lexer ahead = parse.tokens.ahead();
  ahead.next();
  if (first.is("-") && ahead.peek().kind == Token::Kind::end) {
    parse.tokens.next();
    return parse.tree.closed(parse.tree.make(Op::any_test, first.begin));
  }
  const bool negated = first.is_word("not") && ahead.peek().is("(");
  if (negated) {
    parse.tokens.next();
    parse.tokens.next();
  }
  Node& tests = parse.tree.make(negated ? Op::not_tests : Op::tests, first.begin);
  tests.rest.push_back(read_positive_test(parse, input));
  while (parse.tokens.peek().is(",")) {
    parse.tokens.next();
    tests.rest.push_back(read_positive_test(parse, input));
  }
  if (negated) parse.tokens.expect(")");
  tests.type = Type::Kind::boolean;
  return parse.tree.closed(tests);
}

}  // namespace aftale::feel
