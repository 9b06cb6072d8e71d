#include "engine/feel/syntax/boxed.h"

#include <algorithm>

#include "engine/feel/names.h"
#include "engine/feel/syntax/grammar.h"
#include "engine/feel/syntax/name_spans.h"
#include "engine/feel/syntax/nesting.h"
#include "engine/feel/syntax/type_checks.h"

namespace aftale::feel {
namespace {

Node* read_range(Parsing& parse, Node* low, bool low_included, std::size_t begin) {
  parse.tokens.next();
  Node& node = parse.tree.make(Op::range, begin);
  node.a = low;
  node.low_included = low_included;
  parse.range_end = true;
  node.b = read_arithmetic(parse);
  parse.range_end = false;
  const Token close = parse.tokens.peek();
  if (close.is("]") || close.is(")") || close.is("[")) {
    parse.tokens.next();
    node.high_included = close.is("]");
  } else {
    parse.tokens.unexpected(close, "`]` eller `)` efter intervallet", "`]` or `)` after the range");
  }
  parse.tree.closed(node);
  const Type::Kind a = low->type.kind(), b = node.b->type.kind();
  const bool known = a != Type::Kind::any && b != Type::Kind::any && a != Type::Kind::null && b != Type::Kind::null;
  if (known && a != b) check_comparison(parse, node, Op::less_equal, low->type, node.b->type);
  node.type = Type::range_of(joined_type(low->type, node.b->type));
  return &node;
}

}  // namespace

Node* read_parenthesised(Parsing& parse, bool allow_tests) {
  const Nesting nesting(parse);
  const std::size_t begin = parse.tokens.next().begin;
  Node* first = read_expression_or_comparison(parse);
  const Token token = parse.tokens.peek();
  if (token.is("..")) return read_range(parse, first, false, begin);
  if (!allow_tests || !token.is(",")) {
    parse.tokens.expect(")");
    return first;
  }
  Node& tests = parse.tree.make(Op::tests, begin);
  tests.rest.push_back(first);
  while (parse.tokens.peek().is(",")) {
    parse.tokens.next();
    tests.rest.push_back(read_expression_or_comparison(parse));
  }
  parse.tokens.expect(")");
  tests.type = Type::Kind::boolean;
  return parse.tree.closed(tests);
}

Node* read_list_or_range(Parsing& parse) {
  const Nesting nesting(parse);
  const Token open = parse.tokens.next();
  if (open.is("[") && parse.tokens.peek().is("]")) {
    parse.tokens.next();
    Node& empty = parse.tree.make(Op::list, open.begin);
    empty.type = Type::Kind::list;
    return parse.tree.closed(empty);
  }
  Node* first = read_expression_or_comparison(parse);
  if (parse.tokens.peek().is("..")) return read_range(parse, first, open.is("["), open.begin);
  if (open.is("]")) {
    parse.tokens.unexpected(parse.tokens.peek(), "`..` i intervallet", "`..` of the range");
    return first;
  }
  Node& list = parse.tree.make(Op::list, open.begin);
  list.rest.push_back(first);
  Type element = first->type;
  while (parse.tokens.peek().is(",")) {
    parse.tokens.next();
    Node* item = read_expression_or_comparison(parse);
    list.rest.push_back(item);
    element = joined_type(element, item->type);
  }
  parse.tokens.expect("]");
  list.type = Type::list_of(std::move(element));
  return parse.tree.closed(list);
}

Node* read_context(Parsing& parse) {
  const Nesting nesting(parse);
  const std::size_t symbols = parse.scopes.symbols().size();
  Node& node = parse.tree.make(Op::context, parse.tokens.next().begin);
  std::vector<std::pair<std::string, Type>> members;
  while (!parse.tokens.peek().is("}") && !parse.findings.failed()) {
    const Token token = parse.tokens.peek();
    std::string key;
    if (token.kind == Token::Kind::string) {
      parse.tokens.next();
      key = unescaped(token.text).value_or("");
    } else if (const std::optional<std::size_t> end = key_end(parse, token.begin)) {
      key = normalised_name(std::string_view(parse.unit.text).substr(token.begin, *end - token.begin));
      parse.tokens.move_to(*end);
    } else {
      parse.tokens.unexpected(token, "et navn med `:` efter", "a name followed by `:`");
      break;
    }
    parse.tokens.expect(":");
    const Node* value = read_expression_or_comparison(parse);
    const bool twice = std::find(node.names.begin(), node.names.end(), key) != node.names.end();
    if (twice) {
      node.finding = std::make_unique<Diagnostic>();
      node.finding->code = "feel-syntax";
      node.finding->message = {"navnet `" + key + "` står to gange i objektet",
                               "the name `" + key + "` stands twice in the context"};
      parse.findings.add("feel-syntax", token.begin, token.end, node.finding->message);
    }
    node.names.push_back(key);
    node.rest.push_back(value);
    node.locals.push_back(parse.scopes.new_local());
    members.emplace_back(key, value->type);
    parse.scopes.push_local(std::move(key), node.locals.back(), value->type);
    if (!parse.tokens.peek().is(",")) break;
    parse.tokens.next();
  }
  parse.tokens.expect("}");
  parse.scopes.symbols().truncate(symbols);
  if (node.finding) node.op = Op::failure;
  node.type = Type::record(std::move(members));
  return parse.tree.closed(node);
}

}  // namespace aftale::feel
