#include <algorithm>

#include "engine/model/checks.h"
#include "engine/model/graph.h"

/// `decide` without a hole: every way in which all branches can have ended is answered by a rule. Small numbers are
/// tried one by one, which finds ties and forgotten outcomes.
namespace aftale::model {
namespace {

constexpr std::size_t kTotalMax = 4;
constexpr std::size_t kOutcomesMax = 8;  ///< with more, at most 1,287 combinations become too many

/// The counters of one `for_each` state when all its branches have ended.
class CounterScope final : public feel::Scope {
 public:
  explicit CounterScope(const std::vector<std::size_t>& counts) : counts_(counts) {
    for (const std::size_t count : counts) total_ += count;
  }
  feel::Value value(feel::Slot slot) const override {
    const SlotMeaning meaning = SlotMeaning::of(slot);
    switch (meaning.index) {
      case kCounterTotal:
      case kCounterAnswered:
        return number(total_);
      case kCounterRunning:
      case kCounterWaiting:
        return number(0);
      default:
        return number(counts_[static_cast<std::size_t>(meaning.index - kCounterOutcomes)]);
    }
  }

 private:
  static feel::Value number(std::size_t count) { return feel::Value::integer(static_cast<std::int64_t>(count)); }
  const std::vector<std::size_t>& counts_;
  std::size_t total_ = 0;
};

/// Visits every way to divide `left` branches among the outcomes from `place` on; stops when `visit` says false.
template <class Visit>
bool each_division(std::vector<std::size_t>& counts, std::size_t place, std::size_t left, const Visit& visit) {
  if (place + 1 == counts.size()) {
    counts[place] = left;
    return visit(counts);
  }
  for (std::size_t here = 0; here <= left; ++here) {
    counts[place] = here;
    if (!each_division(counts, place + 1, left - here, visit)) return false;
  }
  return true;
}

void report(const State& state, const std::vector<std::size_t>& counts, std::size_t total,
            std::vector<Diagnostic>& findings) {
  std::string shown = "total = " + std::to_string(total);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) shown += ", " + state.for_each->outcomes[i] + " = " + std::to_string(counts[i]);
  }
  findings.push_back(
      finding("decide-hole", Severity::error, state.for_each->decide.front().at,
              {"Ingen regel i decide svarer, når alle grene er slut med " + shown + "; tilføj en regel eller done",
               "No rule of decide answers when all branches have ended with " + shown + "; add a rule or done"}));
}

void check_state(const State& state, std::vector<Diagnostic>& findings) {
  const ForEach& branches = *state.for_each;
  const std::size_t outcomes = branches.outcomes.size();
  if (branches.decide.empty() || !branches.done.empty() || outcomes == 0) return;
  const std::size_t most = outcomes > kOutcomesMax ? 2 : kTotalMax;
  for (std::size_t total = 1; total <= most; ++total) {
    std::vector<std::size_t> counts(outcomes);
    const bool whole = each_division(counts, 0, total, [&](const std::vector<std::size_t>& divided) {
      const CounterScope scope(divided);
      return std::any_of(branches.decide.begin(), branches.decide.end(),
                         [&](const Transition& rule) { return may_answer(rule, SlotMeaning::Kind::counter, scope); });
    });
    if (whole) continue;
    report(state, counts, total, findings);
    return;
  }
}

}  // namespace

void check_decide(const Definition& definition, std::vector<Diagnostic>& findings) {
  for (const Chart& chart : definition.charts) {
    for (const State& state : chart.states) {
      if (state.for_each) check_state(state, findings);
    }
  }
}

}  // namespace aftale::model
