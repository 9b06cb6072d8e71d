#include "engine/feel/parser.h"

#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/feel/arithmetic.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

struct Operator {
  std::string_view text;
  Op op;
};

constexpr std::array<Operator, 6> kComparisons{{{"=", Op::equal},
                                                {"!=", Op::not_equal},
                                                {"<", Op::less},
                                                {"<=", Op::less_equal},
                                                {">", Op::greater},
                                                {">=", Op::greater_equal}}};

std::optional<Op> comparison_op(const Token& token) {
  if (token.kind != Token::Kind::symbol) return std::nullopt;
  for (const Operator& known : kComparisons) {
    if (token.text == known.text) return known.op;
  }
  return std::nullopt;
}

std::optional<Op> arithmetic_op(const Token& token, int level) {
  if (token.kind != Token::Kind::symbol) return std::nullopt;
  if (level == 0)
    return token.text == "+" ? std::optional(Op::add) : token.text == "-" ? std::optional(Op::subtract) : std::nullopt;
  if (level == 1)
    return token.text == "*"   ? std::optional(Op::multiply)
           : token.text == "/" ? std::optional(Op::divide)
                               : std::nullopt;
  return token.text == "**" ? std::optional(Op::power) : std::nullopt;
}

}  // namespace

Parser::Deeper::Deeper(Parser& parser) : parser_(parser), range_end_(parser.range_end_) {
  parser_.range_end_ = false;
  if (++parser_.depth_ > limits::kFeelDepth) {
    const Token token = parser_.lexer_.peek();
    parser_.syntax(
        token.begin, token.end,
        {"udtrykket er indlejret dybere end " + std::to_string(limits::kFeelDepth) + " niveauer; del det op",
         "the expression is nested deeper than " + std::to_string(limits::kFeelDepth) + " levels; split it"});
  }
}

Parser::Deeper::~Deeper() {
  --parser_.depth_;
  parser_.range_end_ = range_end_;
}

Parser::Parser(Unit& unit, const Names& names, bool lenient)
    : unit_(unit), names_(names), lenient_(lenient), lexer_(unit.text), symbols_(names) {}

void Parser::finish() {
  unit_.frame_size = levels_.front().frame_size;
  std::sort(unit_.uses.begin(), unit_.uses.end());
  unit_.uses.erase(std::unique(unit_.uses.begin(), unit_.uses.end()), unit_.uses.end());
}

void Parser::read_expression() {
  unit_.root = expression();
  if (const Token token = lexer_.peek(); token.kind != Token::Kind::end) {
    after_end(token);
  }
  finish();
}

void Parser::read_unary_tests(const Type& input) {
  unit_.unary_tests = true;
  push_local("?", new_local(), input);
  const Token first = lexer_.peek();
  Lexer ahead = lexer_;
  ahead.next();
  if (first.is("-") && ahead.peek().kind == Token::Kind::end) {
    lexer_.next();
    unit_.root = closed(make(Op::any_test, first.begin));
    finish();
    return;
  }
  const bool negated = first.is_word("not") && ahead.peek().is("(");
  if (negated) {
    lexer_.next();
    lexer_.next();
  }
  Node& tests = make(negated ? Op::not_tests : Op::tests, first.begin);
  tests.rest.push_back(positive_test(input));
  while (lexer_.peek().is(",")) {
    lexer_.next();
    tests.rest.push_back(positive_test(input));
  }
  if (negated) expect(")");
  if (const Token token = lexer_.peek(); token.kind != Token::Kind::end) {
    after_end(token);
  }
  tests.type = Type::Kind::boolean;
  unit_.root = closed(tests);
  finish();
}

Node* Parser::positive_test(const Type& input) {
  const std::size_t begin = lexer_.peek().begin;
  const std::size_t before = input_uses_;
  Node* test = expression_or_comparison();
  if (input_uses_ > before) {
    Node& out = make(Op::input_test, begin);
    out.a = test;
    out.type = Type::Kind::boolean;
    return closed(out);
  }
  Node& checked = make(Op::in, begin);
  closed(checked);
  check_in(checked, input, *test);
  return test;
}

Node* Parser::expression() {
  const Deeper deeper(*this);
  return logical(Op::disjunction);
}

Node* Parser::expression_or_comparison() {
  return comparison_op(lexer_.peek()) ? prefixed_comparison() : expression();
}

Node* Parser::logical(Op op) {
  const bool outer = op == Op::disjunction;
  const auto operand = [&] { return outer ? logical(Op::conjunction) : comparison(); };
  const std::size_t begin = lexer_.peek().begin;
  Node* first = operand();
  if (!lexer_.peek().is_word(sign_of(op))) return first;
  Node& node = make(op, begin);
  node.type = Type::Kind::boolean;
  node.rest.push_back(first);
  while (lexer_.peek().is_word(sign_of(op))) {
    lexer_.next();
    node.rest.push_back(operand());
  }
  const std::string sign = "`" + std::string(sign_of(op)) + "`";
  for (const Node* part : node.rest) check_boolean(*part, {"hver side af " + sign, "each side of " + sign});
  return closed(node);
}

Node* Parser::comparison() {
  const std::size_t begin = lexer_.peek().begin;
  Node* left = arithmetic_chain(0);
  for (std::size_t count = 0;; ++count) {
    const Token token = lexer_.peek();
    if (count > limits::kFeelDepth) {
      syntax(token.begin, token.end, {"for mange sammenligninger i træk", "too many comparisons in a row"});
    } else if (const std::optional<Op> op = comparison_op(token)) {
      lexer_.next();
      left = comparison_rest(left, *op, begin);
    } else if (token.is_word("between")) {
      lexer_.next();
      left = between_rest(left, begin);
    } else if (token.is_word("in")) {
      lexer_.next();
      left = in_rest(left, begin);
    } else {
      return left;
    }
  }
}

Node* Parser::comparison_rest(Node* left, Op op, std::size_t begin) {
  Node& node = make(op, begin);
  node.a = left;
  node.b = arithmetic_chain(0);
  closed(node);
  check_comparison(node, op, left->type, node.b->type);
  return &node;
}

Node* Parser::between_rest(Node* left, std::size_t begin) {
  Node& node = make(Op::between, begin);
  node.a = left;
  node.b = arithmetic_chain(0);
  expect_word("and");
  node.c = arithmetic_chain(0);
  closed(node);
  check_comparison(node, Op::greater_equal, left->type, node.b->type);
  check_comparison(node, Op::less_equal, left->type, node.c->type);
  return &node;
}

Node* Parser::in_rest(Node* left, std::size_t begin) {
  Node& node = make(Op::in, begin);
  node.a = left;
  const Token token = lexer_.peek();
  if (token.is("(")) {
    node.b = parenthesised(true);
  } else {
    node.b = comparison_op(token) ? prefixed_comparison() : arithmetic_chain(0);
  }
  closed(node);
  check_in(node, left->type, *node.b);
  node.type = Type::Kind::boolean;
  return &node;
}

/// `< 10` where a value or test is wanted: a range without an end.
Node* Parser::prefixed_comparison() {
  const Token token = lexer_.next();
  Node& node = make(Op::comparison, token.begin);
  node.step = *comparison_op(token);
  node.a = arithmetic_chain(0);
  node.type = Type::range_of(node.a->type);
  return closed(node);
}

Node* Parser::arithmetic_chain(int level) {
  const auto operand = [&] { return level < 2 ? arithmetic_chain(level + 1) : unary(); };
  const std::size_t begin = lexer_.peek().begin;
  Node* left = operand();
  for (;;) {
    const std::optional<Op> op = arithmetic_op(lexer_.peek(), level);
    if (!op) return left;
    lexer_.next();
    Node* right = operand();
    // A long chain is one node, so that its length is no depth.
    const bool continues = left->op == Op::fold && left->begin == begin && left->index == static_cast<unsigned>(level);
    const bool was_pair = arithmetic_op(Token{Token::Kind::symbol, 0, 0, sign_of(left->op)}, level).has_value() &&
                          left->begin == begin && left->flag;
    Type before = left->type;
    Node* node = left;
    if (!continues) {
      node = &make(was_pair ? Op::fold : *op, begin);
      node->index = static_cast<unsigned>(level);
      node->flag = true;
      if (was_pair) {
        node->rest = {left->a, left->b};
        node->steps = {left->op};
      } else {
        node->a = left;
        node->b = right;
      }
    }
    if (node->op == Op::fold) {
      node->rest.push_back(right);
      node->steps.push_back(*op);
    }
    closed(*node);
    check_arithmetic(*node, *op, before, right->type);
    left = node;
  }
}

Node* Parser::unary() {
  const std::size_t begin = lexer_.peek().begin;
  return instance_of(signed_operand(), begin);
}

Node* Parser::signed_operand() {
  const Token token = lexer_.peek();
  if (!token.is("-")) return postfix();
  const Deeper deeper(*this);
  lexer_.next();
  Node* operand = signed_operand();
  if (operand->op == Op::constant && operand->constant.kind() == Kind::number) {
    operand->constant = Value(operand->constant.number().negated());
    operand->begin = static_cast<std::uint32_t>(token.begin);
    return operand;
  }
  Node& node = make(Op::negate, token.begin);
  node.a = operand;
  node.type = operand->type;
  closed(node);
  const Type::Kind kind = operand->type.kind();
  if (kind != Type::Kind::any && kind != Type::Kind::null && kind != Type::Kind::number && kind != Type::Kind::days &&
      kind != Type::Kind::months) {
    const Text words = kind_words(kind);
    finding("wrong-type", node.begin, node.end,
            {"`-` foran kræver et tal eller en varighed, men her er " + words.da,
             "`-` in front needs a number or a duration, but this is " + words.en});
    node.type = Type();
  }
  return &node;
}

Node* Parser::instance_of(Node* operand, std::size_t begin) {
  if (!lexer_.peek().is_word("instance")) return operand;
  lexer_.next();
  expect_word("of");
  Node& node = make(Op::instance_of, begin);
  node.a = operand;
  node.operand_type = type_expression();
  node.type = Type::Kind::boolean;
  return closed(node);
}

Node& Parser::make(Op op, std::size_t begin) {
  Node& node = unit_.nodes.emplace_back();
  node.op = op;
  node.begin = node.end = static_cast<std::uint32_t>(begin);
  return node;
}

Node* Parser::closed(Node& node) {
  node.end = static_cast<std::uint32_t>(std::max<std::size_t>(lexer_.position(), node.begin));
  return &node;
}

Node* Parser::null_node(std::size_t begin) {
  Node& node = make(Op::constant, begin);
  node.type = Type::Kind::null;
  return closed(node);
}

void Parser::push_local(std::string name, std::uint32_t index, Type type) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::local;
  symbol.name = std::move(name);
  symbol.index = index;
  symbol.level = level();
  symbol.type = std::move(type);
  symbols_.push(std::move(symbol));
}

}  // namespace aftale::feel
