#include <algorithm>
#include <array>

#include "engine/feel/names.h"
#include "engine/feel/parser.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

struct NamedType {
  std::string_view name;
  Type::Kind kind;
};

constexpr std::array<NamedType, 22> kTypes{{{"Any", Type::Kind::any},
                                            {"any", Type::Kind::any},
                                            {"Null", Type::Kind::null},
                                            {"null", Type::Kind::null},
                                            {"boolean", Type::Kind::boolean},
                                            {"number", Type::Kind::number},
                                            {"string", Type::Kind::string},
                                            {"date", Type::Kind::date},
                                            {"time", Type::Kind::time},
                                            {"date and time", Type::Kind::date_time},
                                            {"dateTime", Type::Kind::date_time},
                                            {"years and months duration", Type::Kind::months},
                                            {"yearMonthDuration", Type::Kind::months},
                                            {"days and time duration", Type::Kind::days},
                                            {"dayTimeDuration", Type::Kind::days},
                                            {"list", Type::Kind::list},
                                            {"context", Type::Kind::context},
                                            {"range", Type::Kind::range},
                                            {"function", Type::Kind::function},
                                            {"feel.string", Type::Kind::string},
                                            {"feel.number", Type::Kind::number},
                                            {"feel.boolean", Type::Kind::boolean}}};

}  // namespace

Node* Parser::parenthesised(bool allow_tests) {
  const Deeper deeper(*this);
  const std::size_t begin = lexer_.next().begin;
  Node* first = expression_or_comparison();
  const Token token = lexer_.peek();
  if (token.is("..")) return range_rest(first, false, begin);
  if (!allow_tests || !token.is(",")) {
    expect(")");
    return first;
  }
  Node& tests = make(Op::tests, begin);
  tests.rest.push_back(first);
  while (lexer_.peek().is(",")) {
    lexer_.next();
    tests.rest.push_back(expression_or_comparison());
  }
  expect(")");
  tests.type = Type::Kind::boolean;
  return closed(tests);
}

Node* Parser::list_or_range() {
  const Deeper deeper(*this);
  const Token open = lexer_.next();
  if (open.is("[") && lexer_.peek().is("]")) {
    lexer_.next();
    Node& empty = make(Op::list, open.begin);
    empty.type = Type::Kind::list;
    return closed(empty);
  }
  Node* first = expression_or_comparison();
  if (lexer_.peek().is("..")) return range_rest(first, open.is("["), open.begin);
  if (open.is("]")) {
    unexpected(lexer_.peek(), "`..` i intervallet", "`..` of the range");
    return first;
  }
  Node& list = make(Op::list, open.begin);
  list.rest.push_back(first);
  Type element = first->type;
  while (lexer_.peek().is(",")) {
    lexer_.next();
    Node* item = expression_or_comparison();
    list.rest.push_back(item);
    element = joined_type(element, item->type);
  }
  expect("]");
  list.type = Type::list_of(std::move(element));
  return closed(list);
}

Node* Parser::range_rest(Node* low, bool low_included, std::size_t begin) {
  lexer_.next();
  Node& node = make(Op::range, begin);
  node.a = low;
  node.low_included = low_included;
  range_end_ = true;
  node.b = arithmetic_chain(0);
  range_end_ = false;
  const Token close = lexer_.peek();
  if (close.is("]") || close.is(")") || close.is("[")) {
    lexer_.next();
    node.high_included = close.is("]");
  } else {
    unexpected(close, "`]` eller `)` efter intervallet", "`]` or `)` after the range");
  }
  closed(node);
  const Type::Kind a = low->type.kind(), b = node.b->type.kind();
  const bool known = a != Type::Kind::any && b != Type::Kind::any && a != Type::Kind::null && b != Type::Kind::null;
  if (known && a != b) check_comparison(node, Op::less_equal, low->type, node.b->type);
  node.type = Type::range_of(joined_type(low->type, node.b->type));
  return &node;
}

Node* Parser::context_literal() {
  const Deeper deeper(*this);
  const std::size_t symbols = symbols_.size();
  Node& node = make(Op::context, lexer_.next().begin);
  std::vector<std::pair<std::string, Type>> members;
  while (!lexer_.peek().is("}") && !failed_) {
    const Token token = lexer_.peek();
    std::string key;
    if (token.kind == Token::Kind::string) {
      lexer_.next();
      key = unescaped(token.text).value_or("");
    } else if (const std::optional<std::size_t> end = key_end(token.begin)) {
      key = normalised_name(std::string_view(unit_.text).substr(token.begin, *end - token.begin));
      lexer_.move_to(*end);
    } else {
      unexpected(token, "et navn med `:` efter", "a name followed by `:`");
      break;
    }
    expect(":");
    const Node* value = expression_or_comparison();
    const bool twice = std::find(node.names.begin(), node.names.end(), key) != node.names.end();
    if (twice) {
      node.finding = std::make_unique<Diagnostic>();
      node.finding->code = "feel-syntax";
      node.finding->message = {"navnet `" + key + "` står to gange i objektet",
                               "the name `" + key + "` stands twice in the context"};
      finding("feel-syntax", token.begin, token.end, node.finding->message);
    }
    node.names.push_back(key);
    node.rest.push_back(value);
    node.locals.push_back(new_local());
    members.emplace_back(key, value->type);
    push_local(std::move(key), node.locals.back(), value->type);
    if (!lexer_.peek().is(",")) break;
    lexer_.next();
  }
  expect("}");
  symbols_.truncate(symbols);
  if (node.finding) node.op = Op::failure;
  node.type = Type::record(std::move(members));
  return closed(node);
}

Type Parser::generic_type(std::string_view name) {
  Type out;
  lexer_.next();
  if (name == "list" || name == "range") {
    Type element = type_expression();
    out = name == "list" ? Type::list_of(std::move(element)) : Type::range_of(std::move(element));
  } else if (name == "context") {
    std::vector<std::pair<std::string, Type>> members;
    while (!lexer_.peek().is(">") && !failed_) {
      std::string member = raw_name({":"}, false);
      expect(":");
      members.emplace_back(std::move(member), type_expression());
      if (!lexer_.peek().is(",")) break;
      lexer_.next();
    }
    out = Type::record(std::move(members));
  } else {
    std::vector<Type> parameters;
    while (!lexer_.peek().is(">") && !failed_) {
      parameters.push_back(type_expression());
      if (!lexer_.peek().is(",")) break;
      lexer_.next();
    }
    expect(">");
    expect("->");
    return Type::function_of(std::move(parameters), type_expression());
  }
  expect(">");
  return out;
}

Type Parser::type_expression() {
  const Deeper deeper(*this);
  const Token token = lexer_.peek();
  std::size_t end = 0;
  Type out;
  std::string_view found;
  const auto consider = [&](std::string_view name, const Type& type) {
    const std::optional<std::size_t> match = match_parts(unit_.text, token.begin, name_parts(name));
    if (!match || *match <= end) return;
    end = *match;
    out = type;
    found = name;
  };
  if (token.kind == Token::Kind::word) {
    for (const NamedType& known : kTypes) consider(known.name, known.kind);
    for (const auto& [name, type] : names_.types()) consider(name, type);
  }
  if (end == 0) {
    unexpected(token, "en type (`number`, `string`, `date`, `list<...>` ...)",
               "a type (`number`, `string`, `date`, `list<...>` ...)");
    return out;
  }
  lexer_.move_to(end);
  const bool generic = found == "list" || found == "range" || found == "context" || found == "function";
  return generic && lexer_.peek().is("<") ? generic_type(found) : out;
}

}  // namespace aftale::feel
