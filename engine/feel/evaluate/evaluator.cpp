#include "engine/feel/evaluate/evaluator.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/feel/evaluate/locals.h"
#include "engine/feel/evaluate/node_value.h"

namespace aftale::feel {
namespace {

/// More than these tell nobody more.
constexpr std::size_t kDiagnosticsMax = 20;

}  // namespace

Evaluator::Evaluator(const Host& host, const Budget& budget, std::vector<Diagnostic>& diagnostics)
    : host_(host),
      budget_(budget),
      diagnostics_(diagnostics),
      own_effort_(budget.effort ? 0 : host.effort()),
      effort_(budget.effort ? *budget.effort : own_effort_) {
  if (budget.effort) budget_.steps = std::min(budget_.steps, effort_ / kEffortOfStep);
}

Evaluator* Evaluator::of(Call& call) {
  auto* const evaluator = dynamic_cast<Evaluator*>(&call);
  if (evaluator == nullptr) {
    call.error("not-supported",
               {"funktionen kan kun kaldes af et FEEL-udtryk", "only a FEEL expression can call this function"});
  }
  return evaluator;
}

Value Evaluator::run(const Unit& unit, const Scope& scope, const Value& input) {
  Value out;
  if (unit.frame_size == 0) {
    Frame frame{unit, &scope, nullptr};
    out = eval(*unit.root, frame);
  } else {
    Locals locals(unit.frame_size);
    Frame frame{unit, &scope, locals.data()};
    if (unit.unary_tests) frame.locals[0] = input;
    out = unit.unary_tests ? tested(*this, *unit.root, frame.locals[0], frame) : eval(*unit.root, frame);
  }
  if (budget_.effort) effort_ -= std::min(effort_, steps_ * kEffortOfStep);
  if (exhausted_) out = Value();
  return out;
}

const Value& Evaluator::operand(const Node& node, Frame& frame, Value& room) {
  switch (node.op) {
    case Op::constant:
      return node.constant;
    case Op::local:
      return frame.locals[node.index];
    case Op::slot:
      return room = frame.scope->value(node.index);
    default:
      return room = eval(node, frame);
  }
}

Value Evaluator::eval(const Node& node, Frame& frame) {
  if (++steps_ > budget_.steps || exhausted_) {
    if (!exhausted_) {
      exhaust(
          node, frame, "feel-budget",
          {"udtrykket bruger mere end " + std::to_string(budget_.steps) + " skridt og er stoppet; gør listerne mindre",
           "the expression takes more than " + std::to_string(budget_.steps) +
               " steps and was stopped; use smaller lists"});
    }
    return Value();
  }
  switch (node.op) {
    case Op::constant:
      return node.constant;
    case Op::slot:
      return frame.scope->value(node.index);
    case Op::local:
      return frame.locals[node.index];
    default:
      break;
  }
  if (++depth_ > budget_.depth) {
    exhaust(node, frame, "feel-depth",
            {"udtrykket går dybere end " + std::to_string(budget_.depth) + " niveauer og er stoppet",
             "the expression goes deeper than " + std::to_string(budget_.depth) + " levels and was stopped"});
    --depth_;
    return Value();
  }
  Value out = node_value(*this, node, frame);
  --depth_;
  return out;
}

Value Evaluator::report(const Node& node, const Frame& frame, const char* code, Text message,
                        std::vector<std::string> possible) {
  if (diagnostics_.size() >= kDiagnosticsMax || exhausted_) return Value();
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  // Of a path, the member is what is wrong.
  diagnostic.where = frame.unit.span(node.op == Op::path ? node.index : node.begin, node.end);
  diagnostic.possible = std::move(possible);
  diagnostics_.push_back(std::move(diagnostic));
  return Value();
}

void Evaluator::exhaust(const Node& node, const Frame& frame, const char* code, Text message) {
  if (exhausted_) return;
  diagnostics_.clear();
  report(node, frame, code, std::move(message));
  exhausted_ = true;
}

void Evaluator::exhaust(Text message) {
  exhausted_ = true;
  diagnostics_.clear();
  Diagnostic diagnostic;
  diagnostic.code = "feel-budget";
  diagnostic.message = std::move(message);
  if (calling_ != nullptr) diagnostic.where = calling_unit_->span(calling_->begin, calling_->end);
  diagnostics_.push_back(std::move(diagnostic));
}

Value Evaluator::bounded(Value value, const Node& node, const Frame& frame) {
  if (value.nesting() <= budget_.depth) return value;
  return report(node, frame, "feel-depth",
                {"værdien er indlejret dybere end " + std::to_string(budget_.depth) + " niveauer",
                 "the value is nested deeper than " + std::to_string(budget_.depth) + " levels"});
}

Value Evaluator::error(const char* code, Text message) {
  // Null of null is no error: what was not there is not wrong.
  if (calling_ == nullptr || calling_with_null_) return Value();
  Frame frame{*calling_unit_, nullptr, nullptr};
  return report(*calling_, frame, code, std::move(message));
}

bool Evaluator::spend(std::size_t amount) {
  if (exhausted_) return false;
  if (amount <= budget_.size - size_) {
    size_ += amount;
    return true;
  }
  exhaust(
      {"udtrykket bygger mere end " + std::to_string(budget_.size) + " elementer eller tegn og er stoppet",
       "the expression builds more than " + std::to_string(budget_.size) + " elements or characters and was stopped"});
  return false;
}

bool Evaluator::work(std::size_t effort) {
  if (exhausted_) return false;
  if (effort <= effort_) {
    effort_ -= effort;
    return true;
  }
  effort_ = 0;
  exhaust(
      {"udtrykket arbejder for længe i mønstre, lange tekster eller tabeller og er stoppet; gør dem enklere eller "
       "kortere",
       "the expression works too long in patterns, long texts or tables and was stopped; make them simpler or "
       "shorter"});
  return false;
}

Value Evaluator::call_host(int id, std::span<const Value> arguments) {
  const std::size_t before = diagnostics_.size();
  Budget left = budget_;
  left.effort = &effort_;
  Value out = host_.call(id, arguments, left, diagnostics_);
  if (effort_ == 0) work(1);
  for (std::size_t i = before; i < diagnostics_.size(); ++i) {
    if (!diagnostics_[i].where && calling_ != nullptr) {
      diagnostics_[i].where = calling_unit_->span(calling_->begin, calling_->end);
    }
  }
  return out;
}

Value Evaluator::invoke(const Function& function, std::span<const Value> arguments) {
  if (exhausted_) return Value();
  return function.call(arguments, *this);
}

}  // namespace aftale::feel
