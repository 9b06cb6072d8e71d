#include <algorithm>

#include "engine/base/words.h"
#include "engine/feel/names.h"
#include "engine/feel/parser.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

bool name_symbol(const Token& token) {
  return token.is(".") || token.is("/") || token.is("-") || token.is("'") || token.is("+") || token.is("*") ||
         token.is("**");
}

/// The place of a named argument, a free one if there is one; `from|date` are two names of one place, and
/// `before(point: 1, range: r)` has both its names in both places.
std::optional<std::size_t> place_of(const std::vector<std::string>& parameters, std::string_view name,
                                    const std::vector<const Node*>& taken) {
  std::optional<std::size_t> found;
  for (std::size_t place = 0; place < parameters.size(); ++place) {
    if (found && (*found >= taken.size() || taken[*found] == nullptr)) break;
    std::string_view rest = parameters[place];
    while (!rest.empty()) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      if (rest.substr(0, bar) == name) found = place;
      rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
  }
  return found;
}

}  // namespace

/// The end of a key or parameter name at `from` if a `:` follows it.
std::optional<std::size_t> Parser::key_end(std::size_t from) const {
  Lexer ahead = lexer_;
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

Parser::Arguments Parser::arguments() {
  const Deeper deeper(*this);
  Arguments out;
  expect("(");
  if (lexer_.peek().is(")")) {
    lexer_.next();
    return out;
  }
  const bool named = key_end(lexer_.peek().begin).has_value();
  for (;;) {
    const Token token = lexer_.peek();
    if (named) {
      const std::optional<std::size_t> end = key_end(token.begin);
      if (!end) {
        unexpected(token, "navnet på et argument med `:` efter", "the name of an argument followed by `:`");
        return out;
      }
      out.names.push_back(normalised_name(std::string_view(unit_.text).substr(token.begin, *end - token.begin)));
      lexer_.move_to(*end);
      expect(":");
    }
    out.values.push_back(expression_or_comparison());
    if (!lexer_.peek().is(",")) break;
    lexer_.next();
  }
  expect(")");
  return out;
}

Node* Parser::call_symbol(std::size_t place, std::size_t begin) {
  const Symbol::Kind kind = symbols_[place].kind;
  const Builtin* builtin = symbols_[place].builtin;
  const std::uint32_t index = symbols_[place].index;
  Arguments given = arguments();
  return kind == Symbol::Kind::builtin ? builtin_call(*builtin, std::move(given), begin)
                                       : host_call(index, std::move(given), begin);
}

/// Puts named arguments in their places; false, and the call is null, where that cannot be done.
bool Parser::place_named(const std::string& function, const std::vector<std::string>& parameters, Arguments& given,
                         Node& call, int least) {
  std::vector<const Node*> places;
  for (std::size_t i = 0; i < given.names.size(); ++i) {
    const std::optional<std::size_t> place = place_of(parameters, given.names[i], places);
    const std::string& name = given.names[i];
    if (!place || (*place < places.size() && places[*place] != nullptr)) {
      const std::string near = place ? "" : nearest(name, parameters);
      Text message =
          place ? Text{"argumentet `" + name + "` er givet to gange", "the argument `" + name + "` is given twice"}
                : unknown_member(name, near, {"funktionen `" + function + "`", "the function `" + function + "`"});
      call.op = Op::failure;
      call.finding = std::make_unique<Diagnostic>();
      call.finding->code = "wrong-arguments";
      call.finding->message = message;
      call.finding->possible = parameters;
      finding("wrong-arguments", call.begin, call.end, std::move(message), parameters);
      return false;
    }
    if (places.size() <= *place) places.resize(*place + 1, nullptr);
    places[*place] = given.values[i];
  }
  places.resize(std::max(places.size(), static_cast<std::size_t>(std::max(least, 0))), nullptr);
  for (const Node*& place : places) {
    if (place == nullptr) place = null_node(call.begin);
  }
  given.values = std::move(places);
  return true;
}

Node* Parser::builtin_call(const Builtin& builtin, Arguments given, std::size_t begin) {
  Node& node = make(Op::call_builtin, begin);
  closed(node);
  node.builtin = &builtin;
  node.name = builtin.name;
  node.type = builtin.result;
  if (!given.names.empty()) {
    const std::vector<std::string> parameters(builtin.parameters.begin(), builtin.parameters.end());
    if (!place_named(node.name, parameters, given, node, builtin.arity_min)) return &node;
  }
  node.rest = std::move(given.values);
  const std::size_t count = node.rest.size();
  if (count < static_cast<std::size_t>(builtin.arity_min) ||
      (builtin.arity_max >= 0 && count > static_cast<std::size_t>(builtin.arity_max))) {
    return failure("wrong-arguments", begin, wrong_count(node.name, count, builtin.arity_min, builtin.arity_max));
  }
  check_constant(node);
  return &node;
}

Node* Parser::host_call(std::uint32_t place, Arguments given, std::size_t begin) {
  const Names::HostFunction& function = names_.functions()[place];
  Node& node = make(Op::call_host, begin);
  closed(node);
  node.index = static_cast<std::uint32_t>(function.id);
  node.name = function.name;
  node.type = function.result;
  if (!given.names.empty() && !place_named(function.name, function.parameters, given, node, function.arity_min)) {
    return &node;
  }
  node.rest = std::move(given.values);
  const std::size_t count = node.rest.size();
  if (count < static_cast<std::size_t>(std::max(function.arity_min, 0)) ||
      (function.arity_max >= 0 && count > static_cast<std::size_t>(function.arity_max))) {
    return failure("wrong-arguments", begin, wrong_count(function.name, count, function.arity_min, function.arity_max));
  }
  check_signature(node, function);
  return &node;
}

Node* Parser::call_value(Node* callee, std::size_t begin) {
  Arguments given = arguments();
  Node& node = make(Op::call_value, begin);
  closed(node);
  node.a = callee;
  node.rest = std::move(given.values);
  node.names = std::move(given.names);
  const Type::Kind kind = callee->type.kind();
  if (kind == Type::Kind::function) node.type = callee->type.element();
  if (kind != Type::Kind::function && kind != Type::Kind::any) {
    const Text words = kind_words(kind);
    finding(
        "unknown-function", callee->begin, callee->end,
        {"her kaldes " + words.da + ", som ikke er en funktion", "this calls " + words.en + ", which is no function"});
  }
  const std::optional<std::size_t> wanted = callee->type.parameter_count();
  if (wanted && *wanted != node.rest.size()) {
    const int count = static_cast<int>(*wanted);
    finding("wrong-arguments", node.begin, node.end,
            wrong_count(callee->name.empty() ? "function" : callee->name, node.rest.size(), count, count));
  }
  return &node;
}

Node* Parser::function_literal(std::size_t begin) {
  const Deeper deeper(*this);
  const std::size_t symbols = symbols_.size();
  Node& node = make(Op::function, begin);
  node.shape = std::make_unique<FunctionShape>();
  levels_.emplace_back();
  expect("(");
  while (!lexer_.peek().is(")") && !failed_) {
    std::string name = raw_name({",", ")", ":"}, false);
    Type type;
    if (lexer_.peek().is(":")) {
      lexer_.next();
      type = type_expression();
    }
    const std::uint32_t local = new_local();
    node.shape->locals.push_back(local);
    node.shape->types.push_back(type);
    node.shape->parameters.push_back(name);
    push_local(std::move(name), local, type);
    if (!lexer_.peek().is(",")) break;
    lexer_.next();
  }
  expect(")");
  const bool external = lexer_.peek().is_word("external");
  if (external) lexer_.next();
  node.a = expression();
  if (external) {
    node.a = failure("not-supported", node.a->begin,
                     {"funktioner uden for FEEL (`external`) kan ikke køres her; skriv funktionen i FEEL",
                      "functions outside FEEL (`external`) cannot run here; write the function in FEEL"});
  }
  node.shape->captures = std::move(levels_.back().captures);
  node.shape->frame_size = levels_.back().frame_size;
  levels_.pop_back();
  symbols_.truncate(symbols);
  node.type = Type::function_of(node.shape->types, node.a->type);
  return closed(node);
}

Node* Parser::conditional(std::size_t begin) {
  const Deeper deeper(*this);
  Node& node = make(Op::choice, begin);
  node.a = expression();
  check_boolean(*node.a, {"betingelsen efter `if`", "the condition after `if`"});
  expect_word("then");
  node.b = expression();
  expect_word("else");
  node.c = expression();
  node.type = joined_type(node.b->type, node.c->type);
  return closed(node);
}

/// A name as it is declared: everything up to one of `stops`, or to the word `in`.
std::string Parser::raw_name(std::initializer_list<std::string_view> stops, bool stop_at_in) {
  const std::size_t begin = lexer_.peek().begin;
  std::size_t end = begin;
  for (;;) {
    const Token token = lexer_.peek();
    const bool stop =
        std::any_of(stops.begin(), stops.end(), [&](std::string_view symbol) { return token.is(symbol); });
    if (stop || (stop_at_in && token.is_word("in"))) break;
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::number && !name_symbol(token)) break;
    end = lexer_.next().end;
  }
  if (end == begin) unexpected(lexer_.peek(), "et navn", "a name");
  return normalised_name(std::string_view(unit_.text).substr(begin, end - begin));
}

void Parser::iterators(std::vector<Iterator>& out) {
  for (;;) {
    std::string name = raw_name({","}, true);
    expect_word("in");
    Iterator iterator;
    const Node* domain = expression_or_comparison();
    iterator.domain = domain;
    Type type = domain->type;
    const bool holds = type.kind() == Type::Kind::list || type.kind() == Type::Kind::range;
    if (holds) type = domain->type.element();
    if (lexer_.peek().is("..")) {
      lexer_.next();
      iterator.end = expression();
    }
    iterator.local = new_local();
    push_local(std::move(name), iterator.local, std::move(type));
    out.push_back(iterator);
    if (!lexer_.peek().is(",")) return;
    lexer_.next();
  }
}

Node* Parser::iteration(Op op, std::size_t begin) {
  const Deeper deeper(*this);
  const std::size_t symbols = symbols_.size();
  Node& node = make(op, begin);
  iterators(node.iterators);
  if (op == Op::iteration) {
    expect_word("return");
    node.index = new_local();
    const std::size_t partial = symbols_.size();
    push_local("partial", node.index, Type::Kind::list);
    node.a = expression();
    node.flag = symbols_[partial].used;
    node.type = Type::list_of(node.a->type);
  } else {
    expect_word("satisfies");
    node.a = expression();
    check_boolean(*node.a, {"betingelsen efter `satisfies`", "the condition after `satisfies`"});
    node.type = Type::Kind::boolean;
  }
  symbols_.truncate(symbols);
  return closed(node);
}

}  // namespace aftale::feel
