#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/feel/expression.h"
#include "engine/feel/syntax/unit.h"
#include "engine/feel/value.h"

namespace aftale::feel {

/// A small expression in the form that a step evaluates: guards and dates such as `event.date >= entered`,
/// `entered + duration("P14D")` or `approved = total and rejected = 0`, with calls of constants already made. It knows
/// comparisons, `and`, `or`, `+`, `-` and members of values, takes no memory, and leaves to the evaluator whatever is
/// wrong, spends effort, or builds something. Values, steps and effort are those of the evaluator. Immutable.
class FastPath {
 public:
  /// None where the unit is no small expression.
  static std::optional<FastPath> of(const Unit& unit);

  /// Puts the value into `out`; false where the evaluator must give it after all: then `out` is as it was, and nothing
  /// was spent.
  bool evaluate(const Scope& scope, const Budget& budget, Value& out) const;
  /// As Expression::find and Expression::holds.
  const Value* find(const Scope& scope) const;
  std::optional<bool> holds(const Scope& scope) const;

 private:
  enum class Kind : std::uint8_t { constant, slot, slot_member, member, comparison, sum, logical };
  struct Part {
    Kind kind = Kind::constant;
    Op op = Op::constant;
    std::uint32_t steps = 0;             ///< of a constant: those of the call that gave it
    Slot slot = 0;                       ///< of `slot` and `slot_member`
    std::uint32_t first = 0, count = 0;  ///< its parts, in `children_`
    Value constant;
    std::string name;  ///< of a member
  };
  class Builder;
  /// One evaluation.
  struct Walk {
    const Scope& scope;
    std::size_t steps = 0;
    bool failed = false;  ///< the evaluator must give the value
  };
  /// What a condition gives; `failed` as in `Walk`.
  enum class Truth : std::uint8_t { no, yes, unknown, failed };

  const Part& child(const Part& part, std::uint32_t place) const { return parts_[children_[part.first + place]]; }
  /// The value of a part where it lies in the scope or in the part itself; null: `value`, and no step was taken.
  const Value* find(const Part& part, Walk& walk) const;
  Value value(const Part& part, Walk& walk) const;
  Truth truth(const Part& part, Walk& walk) const;
  Truth logical(const Part& part, Walk& walk) const;
  /// What `use` makes of the value of a part, which is taken where it lies; null where that failed.
  template <class Use>
  auto with_value(const Part& part, Walk& walk, const Use& use) const -> decltype(use(Value()));

  static Truth compared(Op op, const Value& left, const Value& right);
  static Value summed(Op op, const Value& left, const Value& right, Walk& walk);
  static Value member_of(const Value& base, const std::string& name, Walk& walk);

  std::vector<Part> parts_;
  std::vector<std::uint32_t> children_;
  std::uint32_t root_ = 0;
  std::size_t most_steps_ = 0, depth_ = 0;
};

}  // namespace aftale::feel
