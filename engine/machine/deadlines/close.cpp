#include "engine/machine/deadlines/close.h"

#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/deadline_state.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/deadlines/told.h"

namespace aftale::machine::deadlines {

using lifecycle::DeadlineEvent;
using lifecycle::DeadlineStatus;
using model::StateIx;

void close(Run& run, BranchNo no, StateIx at, const Left& left) {
  const model::State& state = run.chart(no).states[at];
  if (state.deadlines.empty() && state.timed.empty()) return;
  Branch& branch = run.write(no);
  drop_timers(branch, [&](const Timer& timer) { return timer.state == at; });
  for (DeadlineState& deadline : branch.deadlines) {
    if (deadline.state != at || !lifecycle::is_open(deadline.status)) continue;
    if (deadline.paused_on) {
      const std::uint32_t before = deadline.rested;
      end_pause(deadline, run.effective());
      if (deadline.due) deadline.due = deadline.due->plus_days(deadline.rested - before);
      advance(deadline, DeadlineEvent::unpause);
    }
    if (left.keep && state.for_each) {
      advance(deadline, DeadlineEvent::pause);
      continue;
    }
    const bool was_overdue = lifecycle::is_overdue(deadline.status);
    switch (left.leaving) {
      case Leaving::event:
      case Leaving::counted:
        if (!deadline.due) {
          advance(deadline, DeadlineEvent::cancel);
        } else {
          advance(deadline, run.effective() <= *deadline.due ? DeadlineEvent::meet_in_time : DeadlineEvent::meet_late);
        }
        break;
      case Leaving::timer:
        if (!was_overdue) advance(deadline, DeadlineEvent::cancel);
        break;
      case Leaving::cancelled:
        advance(deadline, DeadlineEvent::cancel);
        break;
    }
    if (deadline.status == DeadlineStatus::lifted && (deadline.reminded & kToldLifted) == 0) {
      deadline.reminded = static_cast<std::uint16_t>(deadline.reminded | kToldLifted);
      if (remembers_told(run)) {
        correct_deadline(run, no, deadline);
      } else {
        tell_about_deadline(run, no, deadline, {"lifted", {}, Notify::Asks::nothing, true}, "lifted");
      }
    }
  }
}

}  // namespace aftale::machine::deadlines
