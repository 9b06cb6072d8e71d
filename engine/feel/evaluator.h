#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "engine/feel/arithmetic.h"
#include "engine/feel/ast.h"
#include "engine/feel/expression.h"
#include "engine/feel/function.h"

namespace aftale::feel {

class Closure;

/// One evaluation: walks the tree and spends the budget. Lives on the stack of Expression::evaluate.
class Evaluator final : public Call {
 public:
  Evaluator(const Host& host, const Budget& budget, std::vector<Diagnostic>& diagnostics);

  /// The value of the unit's root; `input` is `?` of unary tests.
  Value run(const Unit& unit, const Scope& scope, const Value& input);
  /// Calls a function literal in a frame of its own.
  Value run(const Closure& closure, std::span<const Value> arguments);
  Value call_host(int id, std::span<const Value> arguments);

  Value error(const char* code, Text message) override;
  bool spend(std::size_t amount) override;
  std::size_t room() const override { return budget_.size - size_; }
  bool work(std::size_t effort) override;
  Value invoke(const Function& function, std::span<const Value> arguments) override;
  time::Instant now() const override { return host_.now(); }
  const time::Zone& zone() const override { return host_.zone(); }

 private:
  /// The variables of one running text or function.
  struct Frame {
    const Unit& unit;
    const Scope* scope;  ///< null inside functions, which hold what they read
    Value* locals;
  };
  class Locals;

  Value eval(const Node& node, Frame& frame);
  Value branch(const Node& node, Frame& frame);
  /// A leaf where it lies, anything else evaluated into `room`.
  const Value& operand(const Node& node, Frame& frame, Value& room);

  Value compute(const Node& node, Frame& frame);
  Value fold(const Node& node, Frame& frame);
  Value computed(const Node& node, Op op, const Value& left, const Value& right, Frame& frame);
  Value negate(const Node& node, Frame& frame);
  Value compared(const Node& node, Frame& frame);
  Value order(const Node& node, Op op, const Value& left, const Value& right, Frame& frame);
  Value between(const Node& node, Frame& frame);
  Value logical(const Node& node, Frame& frame);
  Value choice(const Node& node, Frame& frame);
  Value range(const Node& node, Frame& frame);
  Value list(const Node& node, Frame& frame);
  Value context(const Node& node, Frame& frame);
  Value instance_of(const Node& node, Frame& frame);

  // evaluator_lists.cpp
  struct Domain;
  Value iteration(const Node& node, Frame& frame);
  bool iterate(const Node& node, std::size_t level, Frame& frame, List& out);
  bool domain(const Iterator& iterator, Frame& frame, Domain& out);
  Value quantified(const Node& node, Frame& frame);
  bool quantify(const Node& node, std::size_t level, Frame& frame, Value& out);
  Value filter(const Node& node, Frame& frame);
  Value indexed(const Node& node, const List& items, const Decimal& index, Frame& frame);
  Value filtered(const Node& node, const List& items, Frame& frame);
  Value path(const Node& node, Frame& frame);
  Value member(const Node& node, const Value& base, Frame& frame);
  Value item_member(const Node& node, Frame& frame);

  // evaluator_tests.cpp: true, false or null
  Value test(const Node& node, const Value& input, Frame& frame);
  Value any_of(const Node& node, const Value& input, Frame& frame);
  Value matches(const Node& node, const Value& input, const Value& wanted, Frame& frame);
  Value in_range(const Node& node, const Value& input, const Range& range, Frame& frame);
  Value comparison_value(const Node& node, Frame& frame);

  // evaluator_calls.cpp
  Value call_builtin(const Node& node, Frame& frame);
  Value call_host_node(const Node& node, Frame& frame);
  Value call_value(const Node& node, Frame& frame);
  Value function(const Node& node, Frame& frame);

  Value report(const Node& node, const Frame& frame, const char* code, Text message,
               std::vector<std::string> possible = {});
  /// Ends the evaluation: everything is null from here on.
  void exhaust(const Node& node, const Frame& frame, const char* code, Text message);
  /// The value, or null with a diagnostic where it lies too deep to be walked.
  Value bounded(Value value, const Node& node, const Frame& frame);

  /// Ends the evaluation inside a function.
  void exhaust(Text message);

  const Host& host_;
  Budget budget_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t steps_ = 0, depth_ = 0, size_ = 0;
  std::size_t own_effort_;
  std::size_t& effort_;  ///< what is left: its own, or that of the evaluation it is part of
  bool exhausted_ = false;
  /// The call that runs now, for the place of its errors.
  const Node* calling_ = nullptr;
  const Unit* calling_unit_ = nullptr;
  bool calling_with_null_ = false;
};

}  // namespace aftale::feel
