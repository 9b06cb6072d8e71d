#include <algorithm>

#include "engine/base/words.h"
#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// Every outcome of a called workflow is answered by `done`.
namespace aftale::model {
namespace {

/// `event` with an outcome, and nothing else.
class OutcomeScope final : public feel::Scope {
 public:
  explicit OutcomeScope(const std::string& outcome) {
    feel::Context event;
    event.set("name", feel::Value::string("done"));
    event.set("outcome", feel::Value::string(outcome));
    event_ = feel::Value::context(std::move(event));
  }
  feel::Value value(feel::Slot slot) const override {
    return SlotMeaning::of(slot).kind == SlotMeaning::Kind::event ? event_ : feel::Value();
  }

 private:
  feel::Value event_;
};

void check_state(const Definition& definition, const State& state, std::vector<Diagnostic>& findings) {
  if (state.call->chart == kNone || state.done.empty()) return;
  const Chart& callee = definition.charts[state.call->chart];
  std::vector<std::string> unanswered;
  for (const StateIx child : children_of(callee, 0)) {
    const State& end = callee.states[child];
    if (end.type != State::Type::final) continue;
    if (std::find(unanswered.begin(), unanswered.end(), end.outcome) != unanswered.end()) continue;
    const OutcomeScope scope(end.outcome);
    const bool answered = std::any_of(state.done.begin(), state.done.end(), [&](const Transition& transition) {
      return may_answer(transition, SlotMeaning::Kind::event, scope);
    });
    if (!answered) unanswered.push_back(end.outcome);
  }
  if (unanswered.empty()) return;
  findings.push_back(
      finding("unanswered-outcome", Severity::error, state.done.front().at,
              {"done i " + state.id + " svarer ikke, når " + callee.name + " ender som " + joined(unanswered, "eller"),
               "done of " + state.id + " does not answer when " + callee.name + " ends as " + joined(unanswered, "or")},
              unanswered));
}

}  // namespace

void check_calls(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    for (const State& state : chart.states) {
      if (state.call) check_state(definition, state, findings);
    }
  }
}

}  // namespace aftale::model
