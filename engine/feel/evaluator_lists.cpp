#include <utility>

#include "engine/base/words.h"
#include "engine/feel/evaluator.h"
#include "engine/feel/properties.h"
#include "engine/feel/wording.h"

namespace aftale::feel {
namespace {

/// The whole numbers of a range, or days since 1970 of a range of dates; ends included.
std::optional<std::pair<std::int64_t, std::int64_t>> span_of(const Value& low, const Value& high) {
  if (low.kind() == Kind::number && high.kind() == Kind::number) {
    const std::optional<std::int64_t> from = low.number().integer(), to = high.number().integer();
    if (from && to) return std::pair(*from, *to);
  }
  if (low.kind() == Kind::date && high.kind() == Kind::date) return std::pair(low.date().days(), high.date().days());
  return std::nullopt;
}

}  // namespace

/// What an iterator runs through: a list, or numbers or dates up or down.
struct Evaluator::Domain {
  Value list;
  bool counts = false, dates = false;
  std::int64_t from = 0, step = 1;
  std::size_t size = 0;

  Value at(std::size_t place) const {
    if (!counts) return list.items()[place];
    const std::int64_t value = from + step * static_cast<std::int64_t>(place);
    return dates ? Value(time::CivilDate::from_days(value)) : Value::integer(value);
  }
  void count(std::int64_t first, std::int64_t last, bool of_dates) {
    counts = true;
    dates = of_dates;
    from = first;
    step = last < first ? -1 : 1;
    const std::uint64_t distance = last < first ? static_cast<std::uint64_t>(first) - static_cast<std::uint64_t>(last)
                                                : static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first);
    size = distance == UINT64_MAX ? distance : distance + 1;
  }
};

/// False, with a diagnostic where something is wrong, if there is nothing to run through.
bool Evaluator::domain(const Iterator& iterator, Frame& frame, Domain& out) {
  Value low = eval(*iterator.domain, frame);
  Value high;
  bool low_included = true, high_included = true, bounded_range = iterator.end != nullptr;
  if (iterator.end != nullptr) {
    high = eval(*iterator.end, frame);
  } else if (low.kind() == Kind::range && low.interval().has_low && low.interval().has_high) {
    const Value whole = low;
    low = whole.interval().low;
    high = whole.interval().high;
    low_included = whole.interval().low_included;
    high_included = whole.interval().high_included;
    bounded_range = true;
  }
  if (low.is_null() || (bounded_range && high.is_null())) return false;
  if (!bounded_range) {
    if (low.kind() != Kind::list) low = Value::list({std::move(low)});
    out.size = low.items().size();
    out.list = std::move(low);
    return true;
  }
  const auto ends = span_of(low, high);
  if (!ends) {
    const Text a = kind_words(type_kind(low)), b = kind_words(type_kind(high));
    report(*iterator.domain, frame, "wrong-type",
           {"`for` kan kun løbe fra et helt tal til et andet eller fra en dato til en anden, men her er " + a.da +
                " og " + b.da,
            "`for` can only run from one whole number or date to another, but this is " + a.en + " and " + b.en});
    return false;
  }
  std::int64_t first = ends->first, last = ends->second;
  const std::int64_t step = last < first ? -1 : 1;
  if ((!low_included && first == last) || (!high_included && first == last)) {
    out.counts = true;
    return true;
  }
  if (!low_included) first += step;
  if (!high_included) {
    if (first == last) {
      out.counts = true;
      return true;
    }
    last -= step;
  }
  out.count(first, last, low.kind() == Kind::date);
  return true;
}

Value Evaluator::iteration(const Node& node, Frame& frame) {
  List out;
  if (!iterate(node, 0, frame, out)) return Value();
  return bounded(Value::list(std::move(out)), node, frame);
}

bool Evaluator::iterate(const Node& node, std::size_t level, Frame& frame, List& out) {
  if (level == node.iterators.size()) {
    if (node.flag) {
      if (!spend(out.size())) return false;
      frame.locals[node.index] = Value::list(out);
    }
    if (!spend(1)) return false;
    out.push_back(bounded(eval(*node.a, frame), node, frame));
    return !exhausted_;
  }
  Domain values;
  if (!domain(node.iterators[level], frame, values)) return false;
  for (std::size_t i = 0; i < values.size; ++i) {
    frame.locals[node.iterators[level].local] = values.at(i);
    if (!iterate(node, level + 1, frame, out)) return false;
  }
  return true;
}

Value Evaluator::quantified(const Node& node, Frame& frame) {
  Value out(node.op == Op::every);
  return quantify(node, 0, frame, out) ? out : Value();
}

/// `some` looks for a true, `every` for a false; an unknown on the way makes the answer unknown.
bool Evaluator::quantify(const Node& node, std::size_t level, Frame& frame, Value& out) {
  const bool decisive = node.op == Op::some;
  if (level == node.iterators.size()) {
    const Value truth = eval(*node.a, frame);
    if (truth.kind() == Kind::boolean) {
      if (truth.boolean() == decisive) out = truth;
    } else {
      out = Value();
    }
    return !exhausted_;
  }
  Domain values;
  if (!domain(node.iterators[level], frame, values)) return false;
  for (std::size_t i = 0; i < values.size; ++i) {
    frame.locals[node.iterators[level].local] = values.at(i);
    if (!quantify(node, level + 1, frame, out)) return false;
    if (decisive ? out.is_true() : out.is_false()) return true;
  }
  return true;
}

Value Evaluator::filter(const Node& node, Frame& frame) {
  Value base = eval(*node.a, frame);
  if (base.is_null()) return Value();
  if (base.kind() != Kind::list) base = Value::list({std::move(base)});
  const List& items = base.items();
  frame.locals[node.index] = items.empty() ? Value() : items.front();
  if (node.b->op == Op::comparison) return filtered(node, items, frame);
  if (items.empty() || !node.flag) {
    const Value key = eval(*node.b, frame);
    if (key.kind() == Kind::number) return indexed(node, items, key.number(), frame);
    if (key.is_true()) return base;
    if (key.is_false() || key.is_null() || items.empty()) return Value::list({});
    const Text words = kind_words(type_kind(key));
    return report(*node.b, frame, "wrong-type",
                  {"i `[...]` skal der stå et nummer eller en betingelse, men her er " + words.da,
                   "`[...]` takes a number or a condition, but this is " + words.en});
  }
  return filtered(node, items, frame);
}

Value Evaluator::indexed(const Node& node, const List& items, const Decimal& index, Frame& frame) {
  const std::optional<std::int64_t> place = index.integer();
  const auto size = static_cast<std::int64_t>(items.size());
  if (place && *place >= 1 && *place <= size) return items[static_cast<std::size_t>(*place - 1)];
  if (place && *place <= -1 && *place >= -size) return items[static_cast<std::size_t>(size + *place)];
  return report(*node.b, frame, "out-of-range",
                {"listen har " + std::to_string(size) + " elementer, så der er intet nummer `" + index.text() + "`",
                 "the list has " + std::to_string(size) + " elements, so there is no number `" + index.text() + "`"});
}

Value Evaluator::filtered(const Node& node, const List& items, Frame& frame) {
  List out;
  for (std::size_t i = 0; i < items.size() && !exhausted_; ++i) {
    frame.locals[node.index] = items[i];
    const Value key = node.b->op == Op::comparison ? test(*node.b, items[i], frame) : eval(*node.b, frame);
    // A name that may have meant a member was a number all along.
    if (key.kind() == Kind::number && i == 0) return indexed(node, items, key.number(), frame);
    if (!key.is_true()) continue;
    if (!spend(1)) return Value();
    out.push_back(items[i]);
  }
  return Value::list(std::move(out));
}

Value Evaluator::path(const Node& node, Frame& frame) {
  if (node.a->op == Op::slot) {
    if (std::optional<Value> found = frame.scope->member(node.a->index, node.name)) return std::move(*found);
  }
  Value room;
  const Value& base = operand(*node.a, frame, room);
  if (base.kind() != Kind::list) return member(node, base, frame);
  List out;
  if (!spend(base.items().size())) return Value();
  out.reserve(base.items().size());
  for (const Value& item : base.items()) out.push_back(member(node, item, frame));
  return Value::list(std::move(out));
}

Value Evaluator::member(const Node& node, const Value& base, Frame& frame) {
  if (base.is_null()) return Value();
  if (base.kind() == Kind::context) {
    if (const Value* value = base.entries().find(node.name)) return *value;
    std::vector<std::string> names;
    for (const auto& [name, value] : base.entries().entries()) names.push_back(name);
    return report(node, frame, "unknown-member",
                  unknown_member(node.name, nearest(node.name, names), kind_words(Type::Kind::context)), names);
  }
  bool found = false;
  Value out = property(base, node.name, found);
  if (found) return out;
  const std::vector<std::string>& names = property_names(type_kind(base));
  return report(node, frame, "unknown-member",
                unknown_member(node.name, nearest(node.name, names), kind_words(type_kind(base))), names);
}

Value Evaluator::item_member(const Node& node, Frame& frame) {
  const Value& item = frame.locals[node.index];
  if (item.kind() == Kind::context) {
    if (const Value* value = item.entries().find(node.name)) return *value;
  }
  return eval(*node.a, frame);
}

}  // namespace aftale::feel
