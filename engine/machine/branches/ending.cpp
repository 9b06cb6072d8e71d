#include "engine/machine/branches/ending.h"

#include "engine/base/check.h"
#include "engine/machine/branches/linked.h"
#include "engine/machine/branches/renewals.h"
#include "engine/machine/deadlines/close.h"
#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/meetings.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::branches {

namespace {

void cancel_below(Run& run, BranchNo no) {
  for (BranchNo child = no + 1; child < run.branch_count(); ++child) {
    const Branch& branch = run.branch(child);
    if (branch.parent != no) continue;
    if (!branch.renewals.empty()) drop_renewals(run, child);
    if (branch.status == BranchStatus::running || branch.status == BranchStatus::waiting) cancel(run, child);
  }
}

// Given up from outside: nothing more is done in it, so no exit actions either.
void give_up(Run& run, BranchNo no, BranchStatus status) {
  cancel_below(run, no);
  Branch& branch = run.write(no);
  const std::string nothing;
  const Left left{Leaving::cancelled, &nothing};
  for (auto active = branch.active.rbegin(); active != branch.active.rend(); ++active) {
    if (active->item != 0) close_item(run, no, *active, WorkItem::Status::cancelled, nothing);
    give_up_meeting(run, no, *active);
    deadlines::close(run, no, active->state, left);
  }
  branch.active.clear();
  branch.timers.clear();
  branch.fired.clear();
  branch.proposals.clear();
  branch.kept = false;
  branch.kept_since.reset();
  branch.again = false;
  branch.status = status;
  branch.ended_on = run.effective();
}

}  // namespace

void cancel(Run& run, BranchNo no) {
  give_up(run, no, BranchStatus::cancelled);
}

void pass_over(Run& run, Agenda& agenda, BranchNo no) {
  give_up(run, no, BranchStatus::not_reported);
  agenda.watch(run.branch(no).parent, run.branch(no).origin);
}

void end(Run& run, Agenda& agenda, BranchNo no) {
  Branch& branch = run.write(no);
  branch.status = BranchStatus::ended;
  branch.ended_on = run.effective();
  branch.timers.clear();
  branch.fired.clear();
  branch.proposals.clear();
  cancel_below(run, no);
  correct_branch(run, no);
  if (no == 0) {
    const auto status = lifecycle::next(lifecycle::CaseStatus::running, lifecycle::CaseEvent::complete);
    AFTALE_CHECK(status.has_value());
    run.step().status = *status;
    tell_opener(run, branch.outcome, branch.result);
    agenda.stop();
  } else {
    agenda.watch(branch.parent, branch.origin);
  }
}

}  // namespace aftale::machine::branches
