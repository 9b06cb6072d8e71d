#include "engine/feel/syntax/paths.h"

#include "engine/feel/names.h"
#include "engine/feel/syntax/grammar.h"
#include "engine/feel/syntax/name_spans.h"
#include "engine/feel/syntax/nesting.h"
#include "engine/feel/syntax/type_checks.h"
#include "engine/feel/value/properties.h"

namespace aftale::feel {

Node* read_path(Parsing& parse, Node* base, std::size_t begin) {
  parse.tokens.next();
  const Token token = parse.tokens.peek();
  Node& node = parse.tree.make(Op::path, begin);
  node.a = base;
  if (token.kind != Token::Kind::word) {
    parse.tokens.unexpected(token, "et navn efter punktummet", "a name after the point");
    return &node;
  }
  std::size_t end = 0;
  const auto consider = [&](const std::string& name) {
    const std::optional<std::size_t> match = match_parts(parse.unit.text, token.begin, name_parts(name));
    if (!match || *match <= end) return;
    end = *match;
    node.name = name;
  };
  for (const std::string& name : base->type.member_names()) consider(name);
  for (const std::string& name : long_property_names()) consider(name);
  const std::size_t joined = joined_words_end(parse, token.begin);
  if (end < joined) {
    end = joined;
    node.name = normalised_name(std::string_view(parse.unit.text).substr(token.begin, end - token.begin));
  }
  parse.tokens.move_to(end);
  parse.tree.closed(node);
  // Where the member stands, for the findings of the checks.
  node.index = static_cast<std::uint32_t>(token.begin);
  check_member(parse, node, *base);
  return &node;
}

Node* read_filter(Parsing& parse, Node* base, std::size_t begin) {
  const Nesting nesting(parse);
  parse.tokens.next();
  const Type element = base->type.kind() == Type::Kind::list ? base->type.element() : base->type;
  Node& node = parse.tree.make(Op::filter, begin);
  node.a = base;
  node.index = parse.scopes.new_local();
  FilterScope scope;
  scope.first_symbol = parse.scopes.symbols().size();
  scope.item = node.index;
  scope.level = parse.scopes.level();
  const Type::Kind kind = element.kind();
  scope.open =
      kind == Type::Kind::any || kind == Type::Kind::null || (kind == Type::Kind::context && element.is_open());
  parse.scopes.push_local("item", node.index, element);
  for (const std::string& name : kind == Type::Kind::context ? element.member_names() : std::vector<std::string>{}) {
    Symbol member;
    member.kind = Symbol::Kind::item_member;
    member.name = name;
    member.index = node.index;
    member.level = parse.scopes.level();
    member.type = *element.member(name);
    parse.scopes.symbols().push(std::move(member));
  }
  parse.scopes.filters().push_back(scope);
  node.b = read_expression_or_comparison(parse);
  node.flag = parse.scopes.filters().back().used || node.b->op == Op::comparison;
  parse.scopes.filters().pop_back();
  parse.scopes.symbols().truncate(scope.first_symbol);
  parse.tokens.expect("]");
  parse.tree.closed(node);
  check_filter(parse, node, element);
  return &node;
}

}  // namespace aftale::feel
