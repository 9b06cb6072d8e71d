#include "engine/feel/syntax/name_spans.h"

#include <algorithm>

#include "engine/feel/names.h"

namespace aftale::feel {
namespace {

bool name_symbol(const Token& token) {
  return token.is(".") || token.is("/") || token.is("-") || token.is("'") || token.is("+") || token.is("*") ||
         token.is("**");
}

}  // namespace

std::optional<std::size_t> key_end(const Parsing& parse, std::size_t from) {
  Lexer ahead = parse.tokens.ahead();
  ahead.move_to(from);
  std::size_t end = from;
  for (;;) {
    const Token token = ahead.next();
    if (token.is(":")) return end > from ? std::optional(end) : std::nullopt;
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::number && !name_symbol(token))
      return std::nullopt;
    end = token.end;
  }
}

std::size_t joined_words_end(const Parsing& parse, std::size_t from) {
  Lexer ahead = parse.tokens.ahead();
  ahead.move_to(from);
  std::size_t end = ahead.next().end;
  for (;;) {
    const Token token = ahead.peek();
    const bool part = token.kind == Token::Kind::word ? !is_keyword(token.text) && token.text != "?"
                                                      : token.kind == Token::Kind::number;
    if (!part) return end;
    end = ahead.next().end;
  }
}

std::string read_declared_name(Parsing& parse, std::initializer_list<std::string_view> stops, bool stop_at_in) {
  const std::size_t begin = parse.tokens.peek().begin;
  std::size_t end = begin;
  for (;;) {
    const Token token = parse.tokens.peek();
    const bool stop =
        std::any_of(stops.begin(), stops.end(), [&](std::string_view symbol) { return token.is(symbol); });
    if (stop || (stop_at_in && token.is_word("in"))) break;
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::number && !name_symbol(token)) break;
    end = parse.tokens.next().end;
  }
  if (end == begin) parse.tokens.unexpected(parse.tokens.peek(), "et navn", "a name");
  return normalised_name(std::string_view(parse.unit.text).substr(begin, end - begin));
}

}  // namespace aftale::feel
