#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/feel/evaluate/frame.h"
#include "engine/feel/expression.h"
#include "engine/feel/function.h"
#include "engine/feel/syntax/unit.h"

namespace aftale::feel {

/// What a step costs where it counts as effort.
inline constexpr std::size_t kEffortOfStep = 10;

/// One evaluation: gives the values of nodes, counts what they spend, and notes what goes wrong. How each kind of node
/// is evaluated stands in the files beside this one. Lives on the stack of Expression::evaluate.
class Evaluator final : public Call {
 public:
  Evaluator(const Host& host, const Budget& budget, std::vector<Diagnostic>& diagnostics);

  /// The evaluation that a call is part of; null, with an error at the call, where there is none.
  static Evaluator* of(Call& call);

  /// The value of the unit's root; `input` is `?` of unary tests.
  Value run(const Unit& unit, const Scope& scope, const Value& input);

  /// The value of a node, which is a step.
  Value eval(const Node& node, Frame& frame);
  /// A leaf where it lies, anything else evaluated into `room`.
  const Value& operand(const Node& node, Frame& frame, Value& room);
  /// What `body` gives as the call `node`, which is where its errors are reported; with null among its arguments
  /// (`with_null`) they are none.
  template <class Body>
  Value call(const Node& node, const Frame& frame, bool with_null, const Body& body);
  /// `arguments` handed to the host's function `id`.
  Value call_host(int id, std::span<const Value> arguments);

  /// Notes a diagnostic about `node` and gives null.
  Value report(const Node& node, const Frame& frame, const char* code, Text message,
               std::vector<std::string> possible = {});
  /// The value, or null with a diagnostic where it lies too deep to be walked.
  Value bounded(Value value, const Node& node, const Frame& frame);
  /// Whether the budget is used up: then everything is null.
  bool exhausted() const { return exhausted_; }

  Value error(const char* code, Text message) override;
  bool spend(std::size_t amount) override;
  std::size_t room() const override { return budget_.size - size_; }
  bool work(std::size_t effort) override;
  Value invoke(const Function& function, std::span<const Value> arguments) override;
  time::Instant now() const override { return host_.now(); }
  const time::Zone& zone() const override { return host_.zone(); }

 private:
  /// Ends the evaluation: everything is null from here on.
  void exhaust(const Node& node, const Frame& frame, const char* code, Text message);
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

template <class Body>
Value Evaluator::call(const Node& node, const Frame& frame, bool with_null, const Body& body) {
  const auto outer = std::tuple(calling_, calling_unit_, calling_with_null_);
  calling_ = &node;
  calling_unit_ = &frame.unit;
  calling_with_null_ = with_null;
  Value out = body();
  std::tie(calling_, calling_unit_, calling_with_null_) = outer;
  return bounded(std::move(out), node, frame);
}

}  // namespace aftale::feel
