#include "engine/machine/deadlines/timers.h"

#include <tuple>

namespace aftale::machine {

using model::StateIx;

void add_timer(const Run& run, Branch& branch, Timer timer) {
  timer.due = instant_of(run.definition(), run.chart(branch), timer);
  const auto before = [](const Timer& left, const Timer& right) {
    return std::tie(left.due, left.kind, left.state, left.rule, left.moment) <
           std::tie(right.due, right.kind, right.state, right.rule, right.moment);
  };
  branch.timers.insert(std::upper_bound(branch.timers.begin(), branch.timers.end(), timer, before), timer);
}

void drop_deadline_timers(Branch& branch, StateIx state, std::uint16_t deadline) {
  drop_timers(branch, [&](const Timer& timer) {
    return timer.state == state && timer.rule == deadline && timer.kind != Timer::Kind::timed;
  });
}

const Timer* timer_of(const Branch& branch, StateIx state, std::uint16_t rule) {
  for (const Timer& timer : branch.timers) {
    if (timer.kind == Timer::Kind::timed && timer.state == state && timer.rule == rule) return &timer;
  }
  return nullptr;
}

void drop_timed(Branch& branch, StateIx state, std::uint16_t rule) {
  drop_timers(branch, [&](const Timer& timer) {
    return timer.kind == Timer::Kind::timed && timer.state == state && timer.rule == rule;
  });
}

}  // namespace aftale::machine
