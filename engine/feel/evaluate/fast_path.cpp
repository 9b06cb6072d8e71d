#include "engine/feel/evaluate/fast_path.h"

#include <algorithm>
#include <utility>

#include "engine/feel/evaluate/evaluator.h"
#include "engine/feel/value/arithmetic.h"
#include "engine/feel/value/comparison.h"
#include "engine/feel/value/properties.h"

namespace aftale::feel {
namespace {

/// Larger expressions gain little, and are rare.
constexpr std::size_t kPartsMax = 32;

/// The call of a built-in with constants, while there is no evaluation: whether anything but its result mattered.
class ConstantFold final : public Call {
 public:
  bool clean() const { return clean_; }

  Value error(const char*, Text) override { return spoiled(); }
  bool spend(std::size_t) override { return clean_ = false; }
  std::size_t room() const override {
    clean_ = false;
    return 0;
  }
  bool work(std::size_t) override { return clean_ = false; }
  Value invoke(const Function&, std::span<const Value>) override { return spoiled(); }
  time::Instant now() const override {
    clean_ = false;
    return {};
  }
  const time::Zone& zone() const override {
    static const time::Zone utc;
    clean_ = false;
    return utc;
  }

 private:
  Value spoiled() {
    clean_ = false;
    return {};
  }

  mutable bool clean_ = true;
};

/// A date some whole days later, where neither is so far away that the years could run out.
std::optional<time::CivilDate> days_later(time::CivilDate date, DaysDuration duration) {
  constexpr std::int64_t kDay = 86'400, kFar = 1'000'000'000;
  if (duration.nanos != 0 || duration.seconds % kDay != 0) return std::nullopt;
  const std::int64_t days = duration.seconds / kDay;
  if (days > kFar || days < -kFar || date.days() > kFar || date.days() < -kFar) return std::nullopt;
  return date.plus_days(days);
}

bool is_equality(Op op) {
  return op == Op::equal || op == Op::not_equal;
}

}  // namespace

/// Takes a tree apart, part by part.
class FastPath::Builder {
 public:
  explicit Builder(FastPath& path) : path_(path) {}

  /// The place of the part that stands for `node`; none where it is not plain. `depth`: how many parts stand around it.
  std::optional<std::uint32_t> add(const Node& node, std::size_t depth) {
    if (path_.parts_.size() >= kPartsMax) return std::nullopt;
    Part part;
    part.op = node.op;
    switch (node.op) {
      case Op::constant:
        part.constant = node.constant;
        return made(std::move(part));
      case Op::slot:
        part.kind = Kind::slot;
        part.slot = node.index;
        return made(std::move(part));
      default:
        break;
    }
    ++path_.most_steps_;
    path_.depth_ = std::max(path_.depth_, depth + 1);
    switch (node.op) {
      case Op::call_builtin:
        return folded(node, std::move(part));
      case Op::path:
        part.name = node.name;
        if (node.a->op == Op::slot) {
          part.kind = Kind::slot_member;
          part.slot = node.a->index;
          return made(std::move(part));
        }
        part.kind = Kind::member;
        return with_parts(std::move(part), {node.a}, depth);
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
        part.kind = Kind::comparison;
        return with_parts(std::move(part), {node.a, node.b}, depth);
      case Op::add:
      case Op::subtract:
        part.kind = Kind::sum;
        return with_parts(std::move(part), {node.a, node.b}, depth);
      case Op::conjunction:
      case Op::disjunction:
        part.kind = Kind::logical;
        return with_parts(std::move(part), node.rest, depth);
      default:
        return std::nullopt;
    }
  }

 private:
  std::uint32_t made(Part part) {
    path_.parts_.push_back(std::move(part));
    return static_cast<std::uint32_t>(path_.parts_.size() - 1);
  }

  std::optional<std::uint32_t> with_parts(Part part, const std::vector<const Node*>& nodes, std::size_t depth) {
    std::vector<std::uint32_t> places;
    for (const Node* node : nodes) {
      const std::optional<std::uint32_t> place = add(*node, depth + 1);
      if (!place) return std::nullopt;
      places.push_back(*place);
    }
    part.first = static_cast<std::uint32_t>(path_.children_.size());
    part.count = static_cast<std::uint32_t>(places.size());
    path_.children_.insert(path_.children_.end(), places.begin(), places.end());
    return made(std::move(part));
  }

  /// The call of a built-in with constants that gives the same scalar whenever it is made.
  std::optional<std::uint32_t> folded(const Node& node, Part part) {
    std::vector<Value> arguments;
    for (const Node* argument : node.rest) {
      if (argument->op != Op::constant) return std::nullopt;
      arguments.push_back(argument->constant);
    }
    ConstantFold call;
    part.constant = node.builtin->call(arguments, call);
    if (!call.clean() || part.constant.is_null() || part.constant.nesting() != 0) return std::nullopt;
    part.op = Op::constant;
    part.steps = static_cast<std::uint32_t>(1 + arguments.size());
    path_.most_steps_ += arguments.size();
    return made(std::move(part));
  }

  FastPath& path_;
};

std::optional<FastPath> FastPath::of(const Unit& unit) {
  if (unit.unary_tests || unit.frame_size != 0) return std::nullopt;
  FastPath path;
  const std::optional<std::uint32_t> root = Builder(path).add(*unit.root, 0);
  if (!root) return std::nullopt;
  path.root_ = *root;
  ++path.most_steps_;  // a leaf is a step where it is the whole
  return path;
}

bool FastPath::evaluate(const Scope& scope, const Budget& budget, Value& out) const {
  const std::size_t room = budget.effort ? std::min(budget.steps, *budget.effort / kEffortOfStep) : budget.steps;
  if (room < most_steps_ || budget.depth < depth_) return false;
  Walk walk{scope};
  const Part& root = parts_[root_];
  Value found = value(root, walk);
  if (walk.failed) return false;
  if (root.kind == Kind::slot || (root.kind == Kind::constant && root.steps == 0)) ++walk.steps;
  if (budget.effort) *budget.effort -= walk.steps * kEffortOfStep;
  out = std::move(found);
  return true;
}

const Value* FastPath::find(const Scope& scope) const {
  Walk walk{scope};
  return find(parts_[root_], walk);
}

std::optional<bool> FastPath::holds(const Scope& scope) const {
  Walk walk{scope};
  const Truth found = truth(parts_[root_], walk);
  if (found != Truth::yes && found != Truth::no) return std::nullopt;
  return found == Truth::yes;
}

const Value* FastPath::find(const Part& part, Walk& walk) const {
  const auto member = [&](const Value* base) -> const Value* {
    if (!base || base->kind() != feel::Kind::context) return nullptr;
    return base->entries().find(part.name);
  };
  const std::size_t before = walk.steps;
  const Value* found = nullptr;
  switch (part.kind) {
    case Kind::constant:
      walk.steps += part.steps;
      return &part.constant;
    case Kind::slot:
      return walk.scope.find(part.slot);
    case Kind::slot_member:
      found = member(walk.scope.find(part.slot));
      break;
    case Kind::member:
      found = member(find(child(part, 0), walk));
      break;
    case Kind::comparison:
    case Kind::sum:
    case Kind::logical:
      return nullptr;
  }
  walk.steps = found ? walk.steps + 1 : before;
  return found;
}

template <class Use>
auto FastPath::with_value(const Part& part, Walk& walk, const Use& use) const -> decltype(use(Value())) {
  if (const Value* const found = find(part, walk)) return use(*found);
  if (part.kind == Kind::slot_member) {
    const std::optional<Value> found = walk.scope.member(part.slot, part.name);
    if (found) {
      ++walk.steps;
      return use(*found);
    }
  }
  const Value made = value(part, walk);
  return use(made);
}

Value FastPath::value(const Part& part, Walk& walk) const {
  if (const Value* const found = find(part, walk)) return *found;
  switch (part.kind) {
    case Kind::slot:
      return walk.scope.value(part.slot);
    case Kind::slot_member: {
      ++walk.steps;
      std::optional<Value> found = walk.scope.member(part.slot, part.name);
      return found ? std::move(*found) : member_of(walk.scope.value(part.slot), part.name, walk);
    }
    case Kind::member:
      ++walk.steps;
      return with_value(child(part, 0), walk, [&](const Value& base) { return member_of(base, part.name, walk); });
    case Kind::sum:
      ++walk.steps;
      return with_value(child(part, 0), walk, [&](const Value& left) {
        return with_value(child(part, 1), walk, [&](const Value& right) { return summed(part.op, left, right, walk); });
      });
    case Kind::constant:
    case Kind::comparison:
    case Kind::logical:
      break;
  }
  const Truth out = truth(part, walk);
  if (out == Truth::failed) walk.failed = true;
  if (out == Truth::failed || out == Truth::unknown) return {};
  return Value(out == Truth::yes);
}

FastPath::Truth FastPath::truth(const Part& part, Walk& walk) const {
  if (part.kind == Kind::logical) return logical(part, walk);
  if (part.kind == Kind::comparison) {
    ++walk.steps;
    return with_value(child(part, 0), walk, [&](const Value& left) {
      return with_value(child(part, 1), walk, [&](const Value& right) {
        return walk.failed ? Truth::failed : compared(part.op, left, right);
      });
    });
  }
  return with_value(part, walk, [&](const Value& value) {
    if (walk.failed) return Truth::failed;
    if (value.kind() == feel::Kind::boolean) return value.boolean() ? Truth::yes : Truth::no;
    return value.is_null() ? Truth::unknown : Truth::failed;
  });
}

/// Kleene's logic, as the evaluator has it.
FastPath::Truth FastPath::logical(const Part& part, Walk& walk) const {
  ++walk.steps;
  const Truth decisive = part.op == Op::disjunction ? Truth::yes : Truth::no;
  bool unknown = false;
  for (std::uint32_t i = 0; i < part.count; ++i) {
    const Truth found = truth(child(part, i), walk);
    if (found == decisive || found == Truth::failed) return found;
    unknown = unknown || found == Truth::unknown;
  }
  if (unknown) return Truth::unknown;
  return decisive == Truth::yes ? Truth::no : Truth::yes;
}

FastPath::Truth FastPath::compared(Op op, const Value& left, const Value& right) {
  const auto truth_of = [](bool holds) { return holds ? Truth::yes : Truth::no; };
  if (left.kind() == feel::Kind::date && right.kind() == feel::Kind::date && !is_equality(op)) {
    return truth_of(order_holds(op, left.date() <=> right.date()));
  }
  if (left.kind() == feel::Kind::number && right.kind() == feel::Kind::number) {
    if (is_equality(op)) return truth_of((left.number() == right.number()) == (op == Op::equal));
    return truth_of(order_holds(op, left.number() <=> right.number()));
  }
  if (is_equality(op)) {
    if (comparing_effort(left, right) != 0) return Truth::failed;
    const std::optional<bool> same = equal(left, right);
    return same ? truth_of(*same == (op == Op::equal)) : Truth::failed;
  }
  if (left.is_null() || right.is_null()) return Truth::unknown;
  const std::optional<std::partial_ordering> order = compare(left, right);
  return order ? truth_of(order_holds(op, *order)) : Truth::failed;
}

Value FastPath::summed(Op op, const Value& left, const Value& right, Walk& walk) {
  if (op == Op::add && left.kind() == feel::Kind::date && right.kind() == feel::Kind::days) {
    if (const std::optional<time::CivilDate> later = days_later(left.date(), right.days())) return Value(*later);
  }
  Trouble trouble = Trouble::none;
  Value out = arithmetic(op, left, right, trouble);
  if (trouble != Trouble::none || out.kind() == feel::Kind::string) walk.failed = true;
  return out;
}

Value FastPath::member_of(const Value& base, const std::string& name, Walk& walk) {
  if (base.is_null()) return {};
  if (base.kind() == feel::Kind::context) {
    const Value* const found = base.entries().find(name);
    if (found != nullptr) return *found;
  } else if (base.kind() != feel::Kind::list) {
    bool found = false;
    Value out = property(base, name, found);
    if (found) return out;
  }
  walk.failed = true;
  return {};
}

}  // namespace aftale::feel
