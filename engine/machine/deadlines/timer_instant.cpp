#include "engine/machine/deadlines/timer_instant.h"

#include "engine/base/check.h"

namespace aftale::machine {

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

}  // namespace aftale::machine
