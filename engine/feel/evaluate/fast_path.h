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

  /// The value; false where the evaluator must give it after all, and then nothing was spent.
  bool evaluate(const Scope& scope, const Budget& budget, Value& out) const;

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
  class Operand;
  /// One evaluation.
  struct Walk {
    const Scope& scope;
    std::size_t steps = 0;
    bool failed = false;  ///< the evaluator must give the value
  };

  Value value(const Part& part, Walk& walk) const;
  const Part& child(const Part& part, std::uint32_t place) const { return parts_[children_[part.first + place]]; }
  Value logical(const Part& part, Walk& walk) const;

  std::vector<Part> parts_;
  std::vector<std::uint32_t> children_;
  std::uint32_t root_ = 0;
  std::size_t most_steps_ = 0, depth_ = 0;
};

}  // namespace aftale::feel
