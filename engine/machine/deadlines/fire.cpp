#include "engine/machine/deadlines/fire.h"

#include "engine/base/check.h"
#include "engine/machine/deadlines/arm.h"
#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/deadline_state.h"
#include "engine/machine/deadlines/escalation.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::deadlines {

using lifecycle::DeadlineEvent;
using model::StateIx;

Result<void> remind(Run& run, BranchNo no, StateIx at, std::uint16_t ix, std::uint16_t moment) {
  DeadlineState* deadline = deadline_of(run.write(no), at, ix);
  AFTALE_CHECK(deadline != nullptr);
  if (moment >= kAgainMoment) return look_again(run, no, *deadline, moment);
  advance(*deadline, DeadlineEvent::warn);
  deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | (1u << moment));
  const std::string stem = run.chart(no).states[at].deadlines[ix].warn[moment].iso();
  if (escalation_of(run)) return escalate(run, no, *deadline, stem);
  tell_about_deadline(run, no, *deadline, {"reminder", {}, Notify::Asks::to_come, false}, stem);
  return {};
}

void note_then(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  DeadlineState* deadline = deadline_of(run.write(no), at, ix);
  AFTALE_CHECK(deadline != nullptr);
  deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | kThenTaken);
}

Result<void> pass_over(Run& run, BranchNo no, const Timer& timer) {
  const model::State& state = run.chart(no).states[timer.state];
  Branch& branch = run.write(no);
  if (timer.kind == Timer::Kind::timed) {
    note_fired(state, branch, timer.state, timer.rule, timer.date);
    const model::TimedRule& rule = state.timed[timer.rule];
    if (rule.kind == model::TimedRule::Kind::every && !rule.once)
      arm_next(run, no, timer.state, timer.rule, timer.date);
    return {};
  }
  DeadlineState* deadline = deadline_of(branch, timer.state, timer.rule);
  AFTALE_CHECK(deadline != nullptr);
  const bool again = timer.kind == Timer::Kind::remind && timer.moment >= kAgainMoment;
  const bool told = timer.kind == Timer::Kind::overdue && (deadline->reminded & kToldOverdue) != 0;
  if (!again) {
    const int bit = timer.kind == Timer::Kind::remind    ? 1 << timer.moment
                    : timer.kind == Timer::Kind::overdue ? kToldOverdue
                                                         : kThenTaken;
    deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | bit);
  }
  if (timer.kind == Timer::Kind::then || told || !escalation_of(run)) return {};
  return look_in_silence(run, no, *deadline, again);
}

Result<void> miss(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  DeadlineState* deadline = deadline_of(run.write(no), at, ix);
  AFTALE_CHECK(deadline != nullptr);
  advance(*deadline, DeadlineEvent::miss);
  refresh_items(run, no, at);
  if ((deadline->reminded & kToldOverdue) != 0) return {};
  deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | kToldOverdue);
  if (escalation_of(run)) return escalate(run, no, *deadline, "overdue");
  tell_about_deadline(run, no, *deadline, {"overdue", {}, Notify::Asks::missed, true}, "overdue");
  return {};
}

}  // namespace aftale::machine::deadlines
