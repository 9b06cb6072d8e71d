#include "engine/feel/evaluate/members.h"

#include "engine/base/words.h"
#include "engine/feel/value/properties.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

Value member_of(Evaluator& evaluator, const Node& node, const Value& base, Frame& frame) {
  if (base.is_null()) return Value();
  if (base.kind() == Kind::context) {
    if (const Value* value = base.entries().find(node.name)) return *value;
    std::vector<std::string> names;
    for (const auto& [name, value] : base.entries().entries()) names.push_back(name);
    return evaluator.report(node, frame, "unknown-member",
                            unknown_member(node.name, nearest(node.name, names), kind_words(Type::Kind::context)),
                            names);
  }
  bool found = false;
  Value out = property(base, node.name, found);
  if (found) return out;
  const std::vector<std::string>& names = property_names(type_kind(base));
  return evaluator.report(node, frame, "unknown-member",
                          unknown_member(node.name, nearest(node.name, names), kind_words(type_kind(base))), names);
}

}  // namespace

Value path_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  if (node.a->op == Op::slot) {
    if (std::optional<Value> found = frame.scope->member(node.a->index, node.name)) return std::move(*found);
  }
  Value room;
  const Value& base = evaluator.operand(*node.a, frame, room);
  if (base.kind() != Kind::list) return member_of(evaluator, node, base, frame);
  List out;
  if (!evaluator.spend(base.items().size())) return Value();
  out.reserve(base.items().size());
  for (const Value& item : base.items()) out.push_back(member_of(evaluator, node, item, frame));
  return Value::list(std::move(out));
}

Value item_member_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  const Value& item = frame.locals[node.index];
  if (item.kind() == Kind::context) {
    if (const Value* value = item.entries().find(node.name)) return *value;
  }
  return evaluator.eval(*node.a, frame);
}

}  // namespace aftale::feel
