#include "engine/feel/syntax/control.h"

#include "engine/feel/syntax/grammar.h"
#include "engine/feel/syntax/name_spans.h"
#include "engine/feel/syntax/nesting.h"
#include "engine/feel/syntax/type_checks.h"
#include "engine/feel/syntax/type_syntax.h"

namespace aftale::feel {
namespace {

void read_iterators(Parsing& parse, std::vector<Iterator>& out) {
  for (;;) {
    std::string name = read_declared_name(parse, {","}, true);
    parse.tokens.expect_word("in");
    Iterator iterator;
    const Node* domain = read_expression_or_comparison(parse);
    iterator.domain = domain;
    Type type = domain->type;
    const bool holds = type.kind() == Type::Kind::list || type.kind() == Type::Kind::range;
    if (holds) type = domain->type.element();
    if (parse.tokens.peek().is("..")) {
      parse.tokens.next();
      iterator.end = read_expression(parse);
    }
    iterator.local = parse.scopes.new_local();
    parse.scopes.push_local(std::move(name), iterator.local, std::move(type));
    out.push_back(iterator);
    if (!parse.tokens.peek().is(",")) return;
    parse.tokens.next();
  }
}

}  // namespace

Node* read_function(Parsing& parse, std::size_t begin) {
  const Nesting nesting(parse);
  const std::size_t symbols = parse.scopes.symbols().size();
  Node& node = parse.tree.make(Op::function, begin);
  node.shape = std::make_unique<FunctionShape>();
  parse.scopes.begin_function();
  parse.tokens.expect("(");
  while (!parse.tokens.peek().is(")") && !parse.findings.failed()) {
    std::string name = read_declared_name(parse, {",", ")", ":"}, false);
    Type type;
    if (parse.tokens.peek().is(":")) {
      parse.tokens.next();
      type = read_type(parse);
    }
    const std::uint32_t local = parse.scopes.new_local();
    node.shape->locals.push_back(local);
    node.shape->types.push_back(type);
    node.shape->parameters.push_back(name);
    parse.scopes.push_local(std::move(name), local, type);
    if (!parse.tokens.peek().is(",")) break;
    parse.tokens.next();
  }
  parse.tokens.expect(")");
  const bool external = parse.tokens.peek().is_word("external");
  if (external) parse.tokens.next();
  node.a = read_expression(parse);
  if (external) {
    node.a = parse.tree.failure("not-supported", node.a->begin,
                                {"funktioner uden for FEEL (`external`) kan ikke køres her; skriv funktionen i FEEL",
                                 "functions outside FEEL (`external`) cannot run here; write the function in FEEL"});
  }
  Scopes::Level level = parse.scopes.end_function();
  node.shape->captures = std::move(level.captures);
  node.shape->frame_size = level.frame_size;
  parse.scopes.symbols().truncate(symbols);
  node.type = Type::function_of(node.shape->types, node.a->type);
  return parse.tree.closed(node);
}

Node* read_conditional(Parsing& parse, std::size_t begin) {
  const Nesting nesting(parse);
  Node& node = parse.tree.make(Op::choice, begin);
  node.a = read_expression(parse);
  check_boolean(parse, *node.a, {"betingelsen efter `if`", "the condition after `if`"});
  parse.tokens.expect_word("then");
  node.b = read_expression(parse);
  parse.tokens.expect_word("else");
  node.c = read_expression(parse);
  node.type = joined_type(node.b->type, node.c->type);
  return parse.tree.closed(node);
}

Node* read_iteration(Parsing& parse, Op op, std::size_t begin) {
  const Nesting nesting(parse);
  const std::size_t symbols = parse.scopes.symbols().size();
  Node& node = parse.tree.make(op, begin);
  read_iterators(parse, node.iterators);
  if (op == Op::iteration) {
    parse.tokens.expect_word("return");
    node.index = parse.scopes.new_local();
    const std::size_t partial = parse.scopes.symbols().size();
    parse.scopes.push_local("partial", node.index, Type::Kind::list);
    node.a = read_expression(parse);
    node.flag = parse.scopes.symbols()[partial].used;
    node.type = Type::list_of(node.a->type);
  } else {
    parse.tokens.expect_word("satisfies");
    node.a = read_expression(parse);
    check_boolean(parse, *node.a, {"betingelsen efter `satisfies`", "the condition after `satisfies`"});
    node.type = Type::Kind::boolean;
  }
  parse.scopes.symbols().truncate(symbols);
  return parse.tree.closed(node);
}

}  // namespace aftale::feel
