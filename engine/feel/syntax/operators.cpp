#include "engine/feel/syntax/grammar.h"

#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/feel/syntax/boxed.h"
#include "engine/feel/syntax/nesting.h"
#include "engine/feel/syntax/operands.h"
#include "engine/feel/syntax/type_checks.h"
#include "engine/feel/syntax/type_syntax.h"
#include "engine/feel/value/wording.h"

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

Node* read_chain(Parsing& parse, int level);
Node* read_prefixed_comparison(Parsing& parse);

Node* read_instance_of(Parsing& parse, Node* operand, std::size_t begin) {
  if (!parse.tokens.peek().is_word("instance")) return operand;
  parse.tokens.next();
  parse.tokens.expect_word("of");
  Node& node = parse.tree.make(Op::instance_of, begin);
  node.a = operand;
  node.operand_type = read_type(parse);
  node.type = Type::Kind::boolean;
  return parse.tree.closed(node);
}

Node* read_signed(Parsing& parse) {
  const Token token = parse.tokens.peek();
  if (!token.is("-")) return read_operand(parse);
  const Nesting nesting(parse);
  parse.tokens.next();
  Node* operand = read_signed(parse);
  if (operand->op == Op::constant && operand->constant.kind() == Kind::number) {
    operand->constant = Value(operand->constant.number().negated());
    operand->begin = static_cast<std::uint32_t>(token.begin);
    return operand;
  }
  Node& node = parse.tree.make(Op::negate, token.begin);
  node.a = operand;
  node.type = operand->type;
  parse.tree.closed(node);
  const Type::Kind kind = operand->type.kind();
  if (kind != Type::Kind::any && kind != Type::Kind::null && kind != Type::Kind::number && kind != Type::Kind::days &&
      kind != Type::Kind::months) {
    const Text words = kind_words(kind);
    parse.findings.add("wrong-type", node.begin, node.end,
                       {"`-` foran kræver et tal eller en varighed, men her er " + words.da,
                        "`-` in front needs a number or a duration, but this is " + words.en});
    node.type = Type();
  }
  return &node;
}

Node* read_unary(Parsing& parse) {
  const std::size_t begin = parse.tokens.peek().begin;
  return read_instance_of(parse, read_signed(parse), begin);
}

Node* read_chain(Parsing& parse, int level) {
  const auto operand = [&] { return level < 2 ? read_chain(parse, level + 1) : read_unary(parse); };
  const std::size_t begin = parse.tokens.peek().begin;
  Node* left = operand();
  for (;;) {
    const std::optional<Op> op = arithmetic_op(parse.tokens.peek(), level);
    if (!op) return left;
    parse.tokens.next();
    Node* right = operand();
    // A long chain is one node, so that its length is no depth.
    const bool continues = left->op == Op::fold && left->begin == begin && left->index == static_cast<unsigned>(level);
    const bool was_pair = arithmetic_op(Token{Token::Kind::symbol, 0, 0, sign_of(left->op)}, level).has_value() &&
                          left->begin == begin && left->flag;
    Type before = left->type;
    Node* node = left;
    if (!continues) {
      node = &parse.tree.make(was_pair ? Op::fold : *op, begin);
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
    parse.tree.closed(*node);
    check_arithmetic(parse, *node, *op, before, right->type);
    left = node;
  }
}

/// `< 10` where a value or test is wanted: a range without an end.
Node* read_prefixed_comparison(Parsing& parse) {
  const Token token = parse.tokens.next();
  Node& node = parse.tree.make(Op::comparison, token.begin);
  node.step = *comparison_op(token);
  node.a = read_arithmetic(parse);
  node.type = Type::range_of(node.a->type);
  return parse.tree.closed(node);
}

Node* read_comparison_rest(Parsing& parse, Node* left, Op op, std::size_t begin) {
  Node& node = parse.tree.make(op, begin);
  node.a = left;
  node.b = read_arithmetic(parse);
  parse.tree.closed(node);
  check_comparison(parse, node, op, left->type, node.b->type);
  return &node;
}

Node* read_between(Parsing& parse, Node* left, std::size_t begin) {
  Node& node = parse.tree.make(Op::between, begin);
  node.a = left;
  node.b = read_arithmetic(parse);
  parse.tokens.expect_word("and");
  node.c = read_arithmetic(parse);
  parse.tree.closed(node);
  check_comparison(parse, node, Op::greater_equal, left->type, node.b->type);
  check_comparison(parse, node, Op::less_equal, left->type, node.c->type);
  return &node;
}

Node* read_in(Parsing& parse, Node* left, std::size_t begin) {
  Node& node = parse.tree.make(Op::in, begin);
  node.a = left;
  const Token token = parse.tokens.peek();
  if (token.is("(")) {
    node.b = read_parenthesised(parse, true);
  } else {
    node.b = comparison_op(token) ? read_prefixed_comparison(parse) : read_arithmetic(parse);
  }
  parse.tree.closed(node);
  check_in(parse, node, left->type, *node.b);
  node.type = Type::Kind::boolean;
  return &node;
}

Node* read_comparison(Parsing& parse) {
  const std::size_t begin = parse.tokens.peek().begin;
  Node* left = read_arithmetic(parse);
  for (std::size_t count = 0;; ++count) {
    const Token token = parse.tokens.peek();
    if (count > limits::kFeelDepth) {
      parse.tokens.refuse(token.begin, token.end,
                          {"for mange sammenligninger i træk", "too many comparisons in a row"});
    } else if (const std::optional<Op> op = comparison_op(token)) {
      parse.tokens.next();
      left = read_comparison_rest(parse, left, *op, begin);
    } else if (token.is_word("between")) {
      parse.tokens.next();
      left = read_between(parse, left, begin);
    } else if (token.is_word("in")) {
      parse.tokens.next();
      left = read_in(parse, left, begin);
    } else {
      return left;
    }
  }
}

Node* read_logical(Parsing& parse, Op op) {
  const bool outer = op == Op::disjunction;
  const auto operand = [&] { return outer ? read_logical(parse, Op::conjunction) : read_comparison(parse); };
  const std::size_t begin = parse.tokens.peek().begin;
  Node* first = operand();
  if (!parse.tokens.peek().is_word(sign_of(op))) return first;
  Node& node = parse.tree.make(op, begin);
  node.type = Type::Kind::boolean;
  node.rest.push_back(first);
  while (parse.tokens.peek().is_word(sign_of(op))) {
    parse.tokens.next();
    node.rest.push_back(operand());
  }
  const std::string sign = "`" + std::string(sign_of(op)) + "`";
  for (const Node* part : node.rest) check_boolean(parse, *part, {"hver side af " + sign, "each side of " + sign});
  return parse.tree.closed(node);
}

}  // namespace

Node* read_arithmetic(Parsing& parse) {
  return read_chain(parse, 0);
}

Node* read_expression(Parsing& parse) {
  const Nesting nesting(parse);
  return read_logical(parse, Op::disjunction);
}

Node* read_expression_or_comparison(Parsing& parse) {
  return comparison_op(parse.tokens.peek()) ? read_prefixed_comparison(parse) : read_expression(parse);
}

}  // namespace aftale::feel
