#include "engine/feel/syntax/words.h"

#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/feel/syntax/calls.h"
#include "engine/feel/syntax/control.h"
#include "engine/feel/syntax/name_spans.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

Node* symbol_node(Parsing& parse, std::size_t place, std::size_t begin, std::size_t end) {
  const Symbol& symbol = parse.scopes.symbols()[place];
  parse.scopes.symbols().use(place);
  Node& node = parse.tree.make(Op::local, begin);
  node.end = static_cast<std::uint32_t>(end);
  node.type = symbol.type;
  node.name = symbol.name;
  switch (symbol.kind) {
    case Symbol::Kind::local:
      node.index = parse.scopes.local_of(symbol);
      if (symbol.name == "?") parse.scopes.note_input();
      parse.scopes.note_filters(place);
      return &node;
    case Symbol::Kind::variable: {
      parse.unit.uses.push_back(symbol.index);
      if (parse.scopes.level() == 0) {
        node.op = Op::slot;
        node.index = symbol.index;
        return &node;
      }
      node.index = parse.scopes.local_of_slot(symbol.index);
      return &node;
    }
    case Symbol::Kind::builtin:
      node.op = Op::builtin_value;
      node.builtin = symbol.builtin;
      return &node;
    case Symbol::Kind::host_function:
      node.op = Op::host_value;
      node.index = static_cast<std::uint32_t>(parse.names.functions()[symbol.index].id);
      node.names = parse.names.functions()[symbol.index].parameters;
      return &node;
    case Symbol::Kind::item_member: {
      node.index = parse.scopes.local_of(symbol);
      node.type = Type();
      parse.scopes.note_filters(place);
      Node& member = parse.tree.make(Op::path, begin);
      member.a = &node;
      member.name = symbol.name;
      member.index = node.begin;
      member.type = symbol.type;
      member.end = node.end;
      return &member;
    }
  }
  return &node;
}

/// Inside a filter a name means the item's member first, where the item may have members that are not known here.
Node* or_member_of_item(Parsing& parse, Node* fallback, std::size_t place, const std::string& name, std::size_t begin) {
  Node* out = fallback;
  for (FilterScope& filter : parse.scopes.filters()) {
    const bool outer = place < filter.first_symbol;
    if (!filter.open || !outer) continue;
    Node& node = parse.tree.make(Op::item_member, begin);
    Symbol item;
    item.index = filter.item;
    item.level = filter.level;
    node.index = parse.scopes.local_of(item);
    node.name = name;
    node.a = out;
    node.end = fallback->end;
    filter.used = true;
    out = &node;
  }
  return out;
}

Node* read_keyword(Parsing& parse, const Token& token) {
  parse.tokens.next();
  if (token.text == "if") return read_conditional(parse, token.begin);
  if (token.text == "for") return read_iteration(parse, Op::iteration, token.begin);
  if (token.text == "some") return read_iteration(parse, Op::some, token.begin);
  if (token.text == "every") return read_iteration(parse, Op::every, token.begin);
  if (token.text == "function") return read_function(parse, token.begin);
  Node& node = parse.tree.make(Op::constant, token.begin);
  if (token.text == "true" || token.text == "false") {
    node.constant = Value(token.text == "true");
    node.type = Type::Kind::boolean;
  } else if (token.text == "null") {
    node.type = Type::Kind::null;
  } else {
    parse.tokens.unexpected(token, "en værdi", "a value");
  }
  return parse.tree.closed(node);
}

Node* read_unknown_word(Parsing& parse, const Token& token) {
  parse.tokens.move_to(joined_words_end(parse, token.begin));
  const std::string name =
      normalised_name(std::string_view(parse.unit.text).substr(token.begin, parse.tokens.position() - token.begin));
  if (parse.tokens.peek().is("(")) {
    const std::size_t end = parse.tokens.position();
    const std::vector<std::string> known = parse.scopes.symbols().function_names();
    const std::string near = nearest(name, known);
    const Text message = unknown_function(name, near);
    read_arguments(parse);
    return parse.tree.failure("unknown-function", token.begin, end, message,
                              near.empty() ? std::vector<std::string>{} : std::vector{near});
  }
  Node& node = parse.tree.make(Op::unknown_name, token.begin);
  node.name = name;
  parse.tree.closed(node);
  if (!parse.scopes.filters().empty()) {
    Node* member = or_member_of_item(parse, &node, 0, name, token.begin);
    if (member != &node) return member;
  }
  const std::vector<std::string> known = parse.scopes.symbols().value_names();
  const std::string near = nearest(name, known);
  parse.findings.add("unknown-name", node.begin, node.end, unknown_name(name, near),
                     near.empty() ? std::vector<std::string>{} : std::vector{near});
  return &node;
}

}  // namespace

Node* read_word(Parsing& parse, const Token& token) {
  const std::optional<Symbols::Match> match = parse.scopes.symbols().match(parse.unit.text, token.begin);
  const bool longer = match && match->end > token.end;
  Lexer ahead = parse.tokens.ahead();
  ahead.next();
  const bool function = token.text == "function" && ahead.peek().is("(");
  if (!longer && (is_keyword(token.text) || function)) return read_keyword(parse, token);
  if (!match) return read_unknown_word(parse, token);
  ahead.move_to(match->end);
  const Token after = ahead.peek();
  if ((after.kind == Token::Kind::word && !is_keyword(after.text) && after.text != "?") ||
      after.kind == Token::Kind::number) {
    return read_unknown_word(parse, token);
  }
  std::size_t place = match->place;
  if (after.is("(")) {
    const Type::Kind kind = parse.scopes.symbols()[place].type.kind();
    if (kind != Type::Kind::function) place = parse.scopes.symbols().function_like(place).value_or(place);
    const Symbol::Kind symbol = parse.scopes.symbols()[place].kind;
    if (symbol == Symbol::Kind::builtin || symbol == Symbol::Kind::host_function) {
      parse.tokens.move_to(match->end);
      return read_call(parse, place, token.begin);
    }
  }
  parse.tokens.move_to(match->end);
  const std::string name = parse.scopes.symbols()[place].name;
  return or_member_of_item(parse, symbol_node(parse, place, token.begin, match->end), place, name, token.begin);
}

}  // namespace aftale::feel
