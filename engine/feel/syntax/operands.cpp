#include "engine/feel/syntax/operands.h"

#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/feel/names.h"
#include "engine/feel/syntax/boxed.h"
#include "engine/feel/syntax/calls.h"
#include "engine/feel/syntax/literals.h"
#include "engine/feel/syntax/paths.h"
#include "engine/feel/syntax/words.h"

namespace aftale::feel {
namespace {

/// Whether the `[` ahead ends a range (`]1..3[`): then nothing follows that could be an index or a condition.
bool closes_range(Parsing& parse) {
  static constexpr std::array<std::string_view, 18> kAfter{
      ")", ",", "]", "}", "+", "*", "/", "=", "!=", "<", "<=", ">", ">=", ".", "**", "[", "(", ":"};
  Lexer ahead = parse.tokens.ahead();
  ahead.next();
  const Token token = ahead.peek();
  if (token.kind == Token::Kind::end) return true;
  if (token.kind == Token::Kind::word) return is_keyword(token.text) && token.text != "if" && token.text != "not";
  return token.kind == Token::Kind::symbol && std::find(kAfter.begin(), kAfter.end(), token.text) != kAfter.end();
}

Node* read_primary(Parsing& parse) {
  const Token token = parse.tokens.peek();
  switch (token.kind) {
    case Token::Kind::number:
    case Token::Kind::string:
      return read_literal(parse, parse.tokens.next());
    case Token::Kind::word:
      return read_word(parse, token);
    case Token::Kind::symbol:
      if (token.is("(")) return read_parenthesised(parse, false);
      if (token.is("[") || token.is("]")) return read_list_or_range(parse);
      if (token.is("{")) return read_context(parse);
      if (token.is("@")) return read_temporal_literal(parse);
      break;
    case Token::Kind::end:
    case Token::Kind::bad:
      break;
  }
  parse.tokens.unexpected(token, "en værdi", "a value");
  return parse.tree.null_node(token.begin);
}

}  // namespace

Node* read_operand(Parsing& parse) {
  const std::size_t begin = parse.tokens.peek().begin;
  Node* base = read_primary(parse);
  for (std::size_t count = 0;; ++count) {
    const Token token = parse.tokens.peek();
    if (token.kind != Token::Kind::symbol) return base;
    if (count > limits::kFeelDepth) {
      parse.tokens.refuse(token.begin, token.end, {"for mange led i træk", "too many parts in a row"});
    } else if (token.is(".")) {
      base = read_path(parse, base, begin);
    } else if (token.is("[") && !(parse.range_end && closes_range(parse))) {
      base = read_filter(parse, base, begin);
    } else if (token.is("(")) {
      base = read_call_value(parse, base, begin);
    } else {
      return base;
    }
  }
}

}  // namespace aftale::feel
