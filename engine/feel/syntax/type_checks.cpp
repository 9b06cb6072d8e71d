#include "engine/feel/syntax/type_checks.h"

#include <algorithm>

#include "engine/base/words.h"
#include "engine/feel/value/arithmetic.h"
#include "engine/feel/value/properties.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

using TypeKind = Type::Kind;

bool known(const Type& type) {
  return type.kind() != TypeKind::any && type.kind() != TypeKind::null;
}

bool ordered(TypeKind kind) {
  switch (kind) {
    case TypeKind::number:
    case TypeKind::string:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::date_time:
    case TypeKind::months:
    case TypeKind::days:
    case TypeKind::any:
    case TypeKind::null:
      return true;
    case TypeKind::boolean:
    case TypeKind::list:
    case TypeKind::context:
    case TypeKind::range:
    case TypeKind::function:
      return false;
  }
  return false;
}

}  // namespace

void check_arithmetic(Parsing& parse, Node& node, Op op, const Type& left, const Type& right) {
  const std::optional<Type> type = arithmetic_type(op, left, right);
  node.type = type.value_or(Type());
  if (!type) parse.findings.add("wrong-type", node.begin, node.end, cannot_compute(op, left.kind(), right.kind()));
}

void check_comparison(Parsing& parse, Node& node, Op op, const Type& left, const Type& right) {
  node.type = TypeKind::boolean;
  const bool equality = op == Op::equal || op == Op::not_equal;
  const bool differ = known(left) && known(right) && left.kind() != right.kind();
  const bool unordered =
      !equality && ((known(left) && !ordered(left.kind())) || (known(right) && !ordered(right.kind())));
  if (differ || unordered)
    parse.findings.add("wrong-type", node.begin, node.end, cannot_compare(op, left.kind(), right.kind()));
}

void check_in(Parsing& parse, Node& node, const Type& left, const Node& test) {
  node.type = TypeKind::boolean;
  if (test.op == Op::tests) {
    for (const Node* part : test.rest) check_in(parse, node, left, *part);
    return;
  }
  const Op op = test.op == Op::comparison ? test.step : Op::in;
  Type right = test.op == Op::comparison ? test.a->type : test.type;
  if (test.op != Op::comparison && left.kind() != right.kind()) {
    // A list or range holds what it is compared with; a list may hold ranges.
    if (right.kind() == TypeKind::list) right = right.element();
    if (right.kind() == TypeKind::range && left.kind() != TypeKind::range) right = right.element();
  }
  const bool boolean_cell = parse.unit.unary_tests && right.kind() == TypeKind::boolean && test.op != Op::constant;
  if (known(left) && known(right) && left.kind() != right.kind() && !boolean_cell) {
    parse.findings.add("wrong-type", test.begin, test.end, cannot_compare(op, left.kind(), right.kind()));
  }
}

void check_boolean(Parsing& parse, const Node& node, const Text& what) {
  if (known(node.type) && node.type.kind() != TypeKind::boolean) {
    parse.findings.add("wrong-type", node.begin, node.end, not_boolean(what, node.type.kind()));
  }
}

void check_member(Parsing& parse, Node& node, const Node& base) {
  const bool list = base.type.kind() == TypeKind::list;
  const Type& holder = list ? base.type.element() : base.type;
  std::vector<std::string> names;
  if (holder.kind() == TypeKind::context) {
    if (const Type* member = holder.member(node.name)) {
      node.type = list ? Type::list_of(*member) : *member;
      return;
    }
    if (holder.is_open()) return;
    names = holder.member_names();
  } else {
    if (!known(holder)) return;
    names = property_names(holder.kind());
    if (std::find(names.begin(), names.end(), node.name) != names.end()) {
      const Type type = property_type(holder, node.name);
      node.type = list ? Type::list_of(type) : type;
      return;
    }
  }
  const Text words = kind_words(holder.kind());
  const bool simple = base.op == Op::slot || base.op == Op::local || base.op == Op::path;
  const std::string name = "`" + base.name + "`";
  parse.findings.add(
      "unknown-member", node.index, node.end,
      unknown_member(node.name, nearest(node.name, names), simple && !base.name.empty() ? Text{name, name} : words),
      names);
}

void check_filter(Parsing& parse, Node& node, const Type& element) {
  const Type& type = node.b->type;
  const bool test = node.b->op == Op::comparison;
  if (test || type.kind() == TypeKind::boolean) {
    node.type = Type::list_of(element);
  } else if (type.kind() == TypeKind::number) {
    node.type = element;
  } else if (known(type)) {
    const Text words = kind_words(type.kind());
    parse.findings.add("wrong-type", node.b->begin, node.b->end,
                       {"i `[...]` skal der stå et nummer eller en betingelse, men her er " + words.da,
                        "`[...]` takes a number or a condition, but this is " + words.en});
  }
}

Type joined_type(const Type& left, const Type& right) {
  if (left.kind() == TypeKind::null) return right;
  if (right.kind() == TypeKind::null) return left;
  if (left.kind() != right.kind()) return Type();
  if (left.kind() == TypeKind::list) {
    // An empty list literal says nothing of its elements.
    if (left.element().kind() == TypeKind::any) return right;
    return Type::list_of(joined_type(left.element(), right.element()));
  }
  if (left.kind() == TypeKind::range) return Type::range_of(joined_type(left.element(), right.element()));
  if (left.kind() != TypeKind::context || left.name() == right.name()) return left;
  std::vector<std::pair<std::string, Type>> members;
  for (const Type* side : {&left, &right}) {
    for (std::string& name : side->member_names()) {
      const bool there =
          std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.first == name; });
      if (there) continue;
      const Type* other = (side == &left ? right : left).member(name);
      Type type = other == nullptr ? *side->member(name) : joined_type(*side->member(name), *other);
      members.emplace_back(std::move(name), std::move(type));
    }
  }
  return Type::record(std::move(members), left.is_open() || right.is_open());
}

}  // namespace aftale::feel
