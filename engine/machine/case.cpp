#include "engine/machine/case.h"

#include <algorithm>

#include "engine/base/check.h"

namespace aftale::machine {

std::optional<time::Instant> Case::wake_at() const {
  if (status != lifecycle::CaseStatus::running) return std::nullopt;
  std::optional<time::Instant> earliest;
  for (const BranchPtr& branch : branches) {
    if (branch->status != BranchStatus::running || branch->kept || branch->timers.empty()) continue;
    const time::Instant due = branch->timers.front().due;
    if (!earliest || due < *earliest) earliest = due;
  }
  return earliest;
}

const Branch* Case::find(std::string_view branch_key) const {
  for (const BranchPtr& branch : branches) {
    if (branch->key == branch_key) return branch.get();
  }
  return nullptr;
}

time::Instant instant_of(const model::Definition& definition, const model::Chart& chart, const Timer& timer) {
  const model::State& state = chart.states[timer.state];
  if (timer.kind == Timer::Kind::timed) {
    AFTALE_CHECK(timer.rule < state.timed.size());
    const time::Zone& zone = definition.calendar.zone;
    const bool over = state.timed[timer.rule].kind == model::TimedRule::Kind::after;
    return over ? zone.end_of(timer.date) : zone.start_of(timer.date);
  }
  AFTALE_CHECK(timer.rule < state.deadlines.size());
  const model::Deadline& deadline = state.deadlines[timer.rule];
  const time::Calendar& calendar = deadline.calendar ? *deadline.calendar : definition.calendar;
  const bool over = timer.kind == Timer::Kind::overdue || timer.kind == Timer::Kind::then;
  if (over) return calendar.zone.end_of(timer.date);
  return calendar.zone.instant_of(timer.date, calendar.reminders_at);
}

bool is_in_order(const std::vector<FiredDay>& fired) {
  return std::adjacent_find(fired.begin(), fired.end(),
                            [](const FiredDay& left, const FiredDay& right) { return !(left < right); }) == fired.end();
}

std::string address_in(const model::Chart& chart, const Branch& branch, model::StateIx state) {
  return chart.path(state, branch.key);
}

}  // namespace aftale::machine
