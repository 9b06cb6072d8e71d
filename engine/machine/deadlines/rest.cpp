#include "engine/machine/deadlines/rest.h"

#include <algorithm>

#include "engine/machine/chart/configuration.h"
#include "engine/machine/deadlines/deadline_state.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/rearm.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::deadlines {

using lifecycle::DeadlineEvent;
using model::StateIx;

namespace {

Result<void> resume_timed(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  const bool waits = timer_of(run.branch(no), at, ix) != nullptr;
  if (!run.keeps_facts() && !waits) return {};
  AFTALE_TRY(const Date date, date_of_timed(run, no, at, ix));
  if (!waits && has_fired(run.branch(no), at, ix)) {
    // The day that it has fired for is later now, as the days at rest made it.
    if (date) note_fired(run.chart(no).states[at], run.write(no), at, ix, *date);
    return {};
  }
  drop_timed(run.write(no), at, ix);
  if (date && !has_fired_for(run.branch(no), at, ix, *date)) set_timed(run, no, at, ix, *date);
  return {};
}

}  // namespace

Result<void> rest_clocks(Run& run, BranchNo no) {
  for (std::size_t i = 0; i < run.branch(no).deadlines.size(); ++i) {
    const Branch& branch = run.branch(no);
    const DeadlineState had = branch.deadlines[i];
    const model::Deadline& rule = run.chart(branch).states[had.state].deadlines[had.deadline];
    if (rule.pause_in.empty() || !is_active(branch, had.state)) continue;
    if (!lifecycle::is_open(had.status) || (!had.paused_on && lifecycle::is_overdue(had.status))) continue;
    const bool rests = std::any_of(rule.pause_in.begin(), rule.pause_in.end(),
                                   [&](StateIx state) { return is_active(branch, state); });
    if (rests == had.paused_on.has_value()) continue;
    DeadlineState& deadline = run.write(no).deadlines[i];
    const DeadlineEvent event = rests ? DeadlineEvent::pause : DeadlineEvent::unpause;
    if (const auto status = lifecycle::next(deadline.status, event)) deadline.status = *status;
    if (rests) {
      deadline.paused_on = run.effective();
      drop_deadline_timers(run.write(no), had.state, had.deadline);
    } else {
      end_pause(deadline, run.effective());
      const std::uint32_t days = deadline.rested - had.rested;
      Date due = deadline.due ? Date(deadline.due->plus_days(days)) : Date();
      if (!reads_event(rule.due)) {
        AFTALE_TRY(due, due_of(run, no, had.state, had.deadline));
      }
      set_due(run, no, had.state, had.deadline, due, true);
    }
    refresh_items(run, no, had.state);
  }
  return {};
}

void add_rest(Branch& branch, std::int64_t days) {
  for (ActiveState& active : branch.active) active.rested += static_cast<std::uint32_t>(days);
  for (DeadlineState& deadline : branch.deadlines) {
    if (deadline.paused_on) deadline.paused_on = deadline.paused_on->plus_days(days);
  }
}

Result<void> resume(Run& run) {
  if (run.branch_count() == 0 || !run.branch(0).resting_since) return {};
  const std::int64_t rested = run.effective().days() - run.branch(0).resting_since->days();
  run.write(0).resting_since.reset();
  if (rested <= 0) return {};
  for (BranchNo no = 0; no < run.branch_count(); ++no) {
    if (run.branch(no).status != BranchStatus::running) continue;
    Branch& branch = run.write(no);
    // Counted once: as days at rest of the case.
    add_rest(branch, rested);
    if (branch.kept_since) branch.kept_since = branch.kept_since->plus_days(rested);
    for (std::size_t i = 0; !branch.kept && i < branch.active.size(); ++i) {
      AFTALE_TRY_VOID(resume_state(run, no, branch.active[i].state));
    }
  }
  return {};
}

Result<void> resume_state(Run& run, BranchNo no, StateIx at) {
  const model::State& state = run.chart(no).states[at];
  for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
    const auto ix = static_cast<std::uint16_t>(i);
    AFTALE_TRY(const Date due, due_again(run, no, at, ix));
    set_due(run, no, at, ix, due, true);
    refresh_items(run, no, at);
  }
  for (std::size_t i = 0; i < state.timed.size(); ++i) {
    // The days of a recurrence come when they come.
    if (state.timed[i].kind == model::TimedRule::Kind::every || reads_event(state.timed[i].when)) continue;
    AFTALE_TRY_VOID(resume_timed(run, no, at, static_cast<std::uint16_t>(i)));
  }
  return {};
}

}  // namespace aftale::machine::deadlines
