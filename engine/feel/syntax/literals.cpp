#include "engine/feel/syntax/literals.h"

#include "engine/feel/temporal_text.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {

Node* read_literal(Parsing& parse, const Token& token) {
  Node& node = parse.tree.make(Op::constant, token.begin);
  parse.tree.closed(node);
  if (token.kind == Token::Kind::number) {
    const std::optional<Decimal> number = Decimal::parse(token.text);
    if (!number) {
      return parse.tree.failure("wrong-type", token.begin,
                                {"tallet `" + std::string(token.text) + "` er for stort",
                                 "the number `" + std::string(token.text) + "` is too large"});
    }
    node.constant = Value(*number);
    node.type = Type::Kind::number;
    return &node;
  }
  std::optional<std::string> text = unescaped(token.text);
  if (!text) {
    parse.tokens.refuse(token.begin, token.end,
                        {"teksten har en forkert `\\u`-kode; skriv fire hexcifre, fx `\\u00E6`",
                         "the text has a wrong `\\u` code; write four hex digits, e.g. `\\u00E6`"});
    return &node;
  }
  node.constant = Value::string(*std::move(text));
  node.type = Type::Kind::string;
  return &node;
}

Node* read_temporal_literal(Parsing& parse) {
  const std::size_t begin = parse.tokens.next().begin;
  const Token token = parse.tokens.peek();
  if (token.kind != Token::Kind::string) {
    parse.tokens.unexpected(token, "en dato som `@\"2023-01-31\"`", "a date like `@\"2023-01-31\"`");
    return parse.tree.null_node(begin);
  }
  parse.tokens.next();
  const std::optional<std::string> text = unescaped(token.text);
  std::optional<Value> value = text ? parse_temporal(*text) : std::nullopt;
  if (!value) {
    const std::string shown_text(token.text);
    return parse.tree.failure(
        "wrong-type", begin,
        {"`@" + shown_text +
             "` er hverken dato, klokkeslæt, tidspunkt eller varighed; skriv fx `@\"2023-01-31\"` eller `@\"P14D\"`",
         "`@" + shown_text +
             "` is no date, time, date and time or duration; write e.g. `@\"2023-01-31\"` or `@\"P14D\"`"});
  }
  Node& node = parse.tree.make(Op::constant, begin);
  node.constant = *std::move(value);
  node.type = type_kind(node.constant);
  return parse.tree.closed(node);
}

}  // namespace aftale::feel
