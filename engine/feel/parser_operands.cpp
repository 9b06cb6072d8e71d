#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/feel/parser.h"
#include "engine/feel/properties.h"
#include "engine/feel/temporal_text.h"
#include "engine/feel/wording.h"

namespace aftale::feel {

Node* Parser::postfix() {
  const std::size_t begin = lexer_.peek().begin;
  Node* base = primary();
  for (std::size_t count = 0;; ++count) {
    const Token token = lexer_.peek();
    if (token.kind != Token::Kind::symbol) return base;
    if (count > limits::kFeelDepth) {
      syntax(token.begin, token.end, {"for mange led i træk", "too many parts in a row"});
    } else if (token.is(".")) {
      base = path(base, begin);
    } else if (token.is("[") && !(range_end_ && closes_range())) {
      base = filter(base, begin);
    } else if (token.is("(")) {
      base = call_value(base, begin);
    } else {
      return base;
    }
  }
}

/// Whether the `[` ahead ends a range (`]1..3[`): then nothing follows that could be an index or a condition.
bool Parser::closes_range() {
  static constexpr std::array<std::string_view, 18> kAfter{
      ")", ",", "]", "}", "+", "*", "/", "=", "!=", "<", "<=", ">", ">=", ".", "**", "[", "(", ":"};
  Lexer ahead = lexer_;
  ahead.next();
  const Token token = ahead.peek();
  if (token.kind == Token::Kind::end) return true;
  if (token.kind == Token::Kind::word) return is_keyword(token.text) && token.text != "if" && token.text != "not";
  return token.kind == Token::Kind::symbol && std::find(kAfter.begin(), kAfter.end(), token.text) != kAfter.end();
}

Node* Parser::primary() {
  const Token token = lexer_.peek();
  switch (token.kind) {
    case Token::Kind::number:
    case Token::Kind::string:
      return literal(lexer_.next());
    case Token::Kind::word:
      return word(token);
    case Token::Kind::symbol:
      if (token.is("(")) return parenthesised(false);
      if (token.is("[") || token.is("]")) return list_or_range();
      if (token.is("{")) return context_literal();
      if (token.is("@")) return temporal_literal();
      break;
    case Token::Kind::end:
    case Token::Kind::bad:
      break;
  }
  unexpected(token, "en værdi", "a value");
  return null_node(token.begin);
}

Node* Parser::literal(const Token& token) {
  Node& node = make(Op::constant, token.begin);
  closed(node);
  if (token.kind == Token::Kind::number) {
    const std::optional<Decimal> number = Decimal::parse(token.text);
    if (!number) {
      return failure("wrong-type", token.begin,
                     {"tallet `" + std::string(token.text) + "` er for stort",
                      "the number `" + std::string(token.text) + "` is too large"});
    }
    node.constant = Value(*number);
    node.type = Type::Kind::number;
    return &node;
  }
  std::optional<std::string> text = unescaped(token.text);
  if (!text) {
    syntax(token.begin, token.end,
           {"teksten har en forkert `\\u`-kode; skriv fire hexcifre, fx `\\u00E6`",
            "the text has a wrong `\\u` code; write four hex digits, e.g. `\\u00E6`"});
    return &node;
  }
  node.constant = Value::string(*std::move(text));
  node.type = Type::Kind::string;
  return &node;
}

Node* Parser::temporal_literal() {
  const std::size_t begin = lexer_.next().begin;
  const Token token = lexer_.peek();
  if (token.kind != Token::Kind::string) {
    unexpected(token, "en dato som `@\"2023-01-31\"`", "a date like `@\"2023-01-31\"`");
    return null_node(begin);
  }
  lexer_.next();
  const std::optional<std::string> text = unescaped(token.text);
  std::optional<Value> value = text ? parse_temporal(*text) : std::nullopt;
  if (!value) {
    const std::string shown_text(token.text);
    return failure(
        "wrong-type", begin,
        {"`@" + shown_text +
             "` er hverken dato, klokkeslæt, tidspunkt eller varighed; skriv fx `@\"2023-01-31\"` eller `@\"P14D\"`",
         "`@" + shown_text +
             "` is no date, time, date and time or duration; write e.g. `@\"2023-01-31\"` or `@\"P14D\"`"});
  }
  Node& node = make(Op::constant, begin);
  node.constant = *std::move(value);
  node.type = type_kind(node.constant);
  return closed(node);
}

Node* Parser::word(const Token& token) {
  const std::optional<Symbols::Match> match = symbols_.match(unit_.text, token.begin);
  const bool longer = match && match->end > token.end;
  Lexer ahead = lexer_;
  ahead.next();
  const bool function = token.text == "function" && ahead.peek().is("(");
  if (!longer && (is_keyword(token.text) || function)) return keyword(token);
  if (!match) return unknown_word(token);
  ahead.move_to(match->end);
  const Token after = ahead.peek();
  if ((after.kind == Token::Kind::word && !is_keyword(after.text) && after.text != "?") ||
      after.kind == Token::Kind::number) {
    return unknown_word(token);
  }
  std::size_t place = match->place;
  if (after.is("(")) {
    const Type::Kind kind = symbols_[place].type.kind();
    if (kind != Type::Kind::function) place = symbols_.function_like(place).value_or(place);
    const Symbol::Kind symbol = symbols_[place].kind;
    if (symbol == Symbol::Kind::builtin || symbol == Symbol::Kind::host_function) {
      lexer_.move_to(match->end);
      return call_symbol(place, token.begin);
    }
  }
  lexer_.move_to(match->end);
  const std::string name = symbols_[place].name;
  return or_member_of_item(symbol_node(place, token.begin, match->end), place, name, token.begin);
}

Node* Parser::keyword(const Token& token) {
  lexer_.next();
  if (token.text == "if") return conditional(token.begin);
  if (token.text == "for") return iteration(Op::iteration, token.begin);
  if (token.text == "some") return iteration(Op::some, token.begin);
  if (token.text == "every") return iteration(Op::every, token.begin);
  if (token.text == "function") return function_literal(token.begin);
  Node& node = make(Op::constant, token.begin);
  if (token.text == "true" || token.text == "false") {
    node.constant = Value(token.text == "true");
    node.type = Type::Kind::boolean;
  } else if (token.text == "null") {
    node.type = Type::Kind::null;
  } else {
    unexpected(token, "en værdi", "a value");
  }
  return closed(node);
}

/// The end of the words from `from` on that could be one name: an operand is never followed by a word of a name.
std::size_t Parser::joined_words_end(std::size_t from) const {
  Lexer ahead = lexer_;
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

Node* Parser::unknown_word(const Token& token) {
  lexer_.move_to(joined_words_end(token.begin));
  const std::string name =
      normalised_name(std::string_view(unit_.text).substr(token.begin, lexer_.position() - token.begin));
  if (lexer_.peek().is("(")) {
    const std::size_t end = lexer_.position();
    const std::vector<std::string> known = symbols_.function_names();
    const std::string near = nearest(name, known);
    const Text message = unknown_function(name, near);
    arguments();
    Node* node = failure("unknown-function", token.begin, message,
                         near.empty() ? std::vector<std::string>{} : std::vector{near});
    if (!lenient_ && !failed_) findings_.back().where = unit_.span(token.begin, end);
    return node;
  }
  Node& node = make(Op::unknown_name, token.begin);
  node.name = name;
  closed(node);
  if (!filters_.empty()) {
    Node* member = or_member_of_item(&node, 0, name, token.begin);
    if (member != &node) return member;
  }
  const std::vector<std::string> known = symbols_.value_names();
  const std::string near = nearest(name, known);
  finding("unknown-name", node.begin, node.end, unknown_name(name, near),
          near.empty() ? std::vector<std::string>{} : std::vector{near});
  return &node;
}

/// Inside a filter a name means the item's member first, where the item may have members that are not known here.
Node* Parser::or_member_of_item(Node* fallback, std::size_t place, const std::string& name, std::size_t begin) {
  Node* out = fallback;
  for (FilterScope& filter : filters_) {
    const bool outer = place < filter.first_symbol;
    if (!filter.open || !outer) continue;
    Node& node = make(Op::item_member, begin);
    Symbol item;
    item.index = filter.item;
    item.level = filter.level;
    node.index = local_of(item, level());
    node.name = name;
    node.a = out;
    node.end = fallback->end;
    filter.used = true;
    out = &node;
  }
  return out;
}

std::uint32_t Parser::captured(bool from_slot, std::uint32_t from, std::uint32_t at) {
  for (const FunctionShape::Capture& capture : levels_[at].captures) {
    if (capture.from_slot == from_slot && capture.from == from) return capture.to;
  }
  levels_[at].captures.push_back({from_slot, from, levels_[at].frame_size});
  return levels_[at].frame_size++;
}

/// The frame index in function `at` of a local that may belong to an outer one, which is then captured.
std::uint32_t Parser::local_of(const Symbol& symbol, std::uint32_t at) {
  if (symbol.level >= at) return symbol.index;
  return captured(false, local_of(symbol, at - 1), at);
}

Node* Parser::symbol_node(std::size_t place, std::size_t begin, std::size_t end) {
  const Symbol& symbol = symbols_[place];
  symbols_.use(place);
  Node& node = make(Op::local, begin);
  node.end = static_cast<std::uint32_t>(end);
  node.type = symbol.type;
  node.name = symbol.name;
  switch (symbol.kind) {
    case Symbol::Kind::local:
      node.index = local_of(symbol, level());
      if (symbol.name == "?") ++input_uses_;
      for (FilterScope& filter : filters_) filter.used = filter.used || place >= filter.first_symbol;
      return &node;
    case Symbol::Kind::variable: {
      unit_.uses.push_back(symbol.index);
      if (level() == 0) {
        node.op = Op::slot;
        node.index = symbol.index;
        return &node;
      }
      std::uint32_t local = captured(true, symbol.index, 1);
      for (std::uint32_t at = 2; at <= level(); ++at) local = captured(false, local, at);
      node.index = local;
      return &node;
    }
    case Symbol::Kind::builtin:
      node.op = Op::builtin_value;
      node.builtin = symbol.builtin;
      return &node;
    case Symbol::Kind::host_function:
      node.op = Op::host_value;
      node.index = static_cast<std::uint32_t>(names_.functions()[symbol.index].id);
      node.names = names_.functions()[symbol.index].parameters;
      return &node;
    case Symbol::Kind::item_member: {
      node.index = local_of(symbol, level());
      node.type = Type();
      for (FilterScope& filter : filters_) filter.used = filter.used || place >= filter.first_symbol;
      Node& member = make(Op::path, begin);
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

Node* Parser::path(Node* base, std::size_t begin) {
  lexer_.next();
  const Token token = lexer_.peek();
  Node& node = make(Op::path, begin);
  node.a = base;
  if (token.kind != Token::Kind::word) {
    unexpected(token, "et navn efter punktummet", "a name after the point");
    return &node;
  }
  std::size_t end = 0;
  const auto consider = [&](const std::string& name) {
    const std::optional<std::size_t> match = match_parts(unit_.text, token.begin, name_parts(name));
    if (!match || *match <= end) return;
    end = *match;
    node.name = name;
  };
  for (const std::string& name : base->type.member_names()) consider(name);
  for (const std::string& name : long_property_names()) consider(name);
  const std::size_t joined = joined_words_end(token.begin);
  if (end < joined) {
    end = joined;
    node.name = normalised_name(std::string_view(unit_.text).substr(token.begin, end - token.begin));
  }
  lexer_.move_to(end);
  closed(node);
  // Where the member stands, for the findings of the checks.
  node.index = static_cast<std::uint32_t>(token.begin);
  check_member(node, *base);
  return &node;
}

Node* Parser::filter(Node* base, std::size_t begin) {
  const Deeper deeper(*this);
  lexer_.next();
  const Type element = base->type.kind() == Type::Kind::list ? base->type.element() : base->type;
  Node& node = make(Op::filter, begin);
  node.a = base;
  node.index = new_local();
  FilterScope scope;
  scope.first_symbol = symbols_.size();
  scope.item = node.index;
  scope.level = level();
  const Type::Kind kind = element.kind();
  scope.open =
      kind == Type::Kind::any || kind == Type::Kind::null || (kind == Type::Kind::context && element.is_open());
  push_local("item", node.index, element);
  for (const std::string& name : kind == Type::Kind::context ? element.member_names() : std::vector<std::string>{}) {
    Symbol member;
    member.kind = Symbol::Kind::item_member;
    member.name = name;
    member.index = node.index;
    member.level = level();
    member.type = *element.member(name);
    symbols_.push(std::move(member));
  }
  filters_.push_back(scope);
  node.b = expression_or_comparison();
  node.flag = filters_.back().used || node.b->op == Op::comparison;
  filters_.pop_back();
  symbols_.truncate(scope.first_symbol);
  expect("]");
  closed(node);
  check_filter(node, element);
  return &node;
}

}  // namespace aftale::feel
