#include "engine/feel/evaluate/filters.h"

#include "engine/feel/evaluate/node_value.h"
#include "engine/feel/value/wording.h"

namespace aftale::feel {
namespace {

Value indexed(Evaluator& evaluator, const Node& node, const List& items, const Decimal& index, Frame& frame) {
  const std::optional<std::int64_t> place = index.integer();
  const auto size = static_cast<std::int64_t>(items.size());
  if (place && *place >= 1 && *place <= size) return items[static_cast<std::size_t>(*place - 1)];
  if (place && *place <= -1 && *place >= -size) return items[static_cast<std::size_t>(size + *place)];
  return evaluator.report(
      *node.b, frame, "out-of-range",
      {"listen har " + std::to_string(size) + " elementer, så der er intet nummer `" + index.text() + "`",
       "the list has " + std::to_string(size) + " elements, so there is no number `" + index.text() + "`"});
}

Value passing_items(Evaluator& evaluator, const Node& node, const List& items, Frame& frame) {
  List out;
  for (std::size_t i = 0; i < items.size() && !evaluator.exhausted(); ++i) {
    frame.locals[node.index] = items[i];
    const Value key =
        node.b->op == Op::comparison ? tested(evaluator, *node.b, items[i], frame) : evaluator.eval(*node.b, frame);
    // A name that may have meant a member was a number all along.
    if (key.kind() == Kind::number && i == 0) return indexed(evaluator, node, items, key.number(), frame);
    if (!key.is_true()) continue;
    if (!evaluator.spend(1)) return Value();
    out.push_back(items[i]);
  }
  return Value::list(std::move(out));
}

}  // namespace

Value filter_value(Evaluator& evaluator, const Node& node, Frame& frame) {
  Value base = evaluator.eval(*node.a, frame);
  if (base.is_null()) return Value();
  if (base.kind() != Kind::list) base = Value::list({std::move(base)});
  const List& items = base.items();
  frame.locals[node.index] = items.empty() ? Value() : items.front();
  if (node.b->op == Op::comparison) return passing_items(evaluator, node, items, frame);
  if (items.empty() || !node.flag) {
    const Value key = evaluator.eval(*node.b, frame);
    if (key.kind() == Kind::number) return indexed(evaluator, node, items, key.number(), frame);
    if (key.is_true()) return base;
    if (key.is_false() || key.is_null() || items.empty()) return Value::list({});
    const Text words = kind_words(type_kind(key));
    return evaluator.report(*node.b, frame, "wrong-type",
                            {"i `[...]` skal der stå et nummer eller en betingelse, men her er " + words.da,
                             "`[...]` takes a number or a condition, but this is " + words.en});
  }
  return passing_items(evaluator, node, items, frame);
}

}  // namespace aftale::feel
