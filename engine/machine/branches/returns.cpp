#include "engine/machine/branches/returns.h"

#include <algorithm>

#include "engine/machine/branches/ending.h"
#include "engine/machine/branches/renewals.h"
#include "engine/machine/branches/renewed_approval.h"
#include "engine/machine/branches/rounds.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/deadlines/arm.h"
#include "engine/machine/deadlines/rest.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::branches {

using model::StateIx;

namespace {

// It takes no commands while its for_each is away, and its dates rest. Waiting branches have nothing to rest.
void rest_branch(Run& run, BranchNo no) {
  Branch& branch = run.write(no);
  branch.kept = true;
  if (run.keeps_facts()) {
    if (branch.status == BranchStatus::running) branch.kept_since = run.effective();
    // What has not fired yet goes on to wait; deadlines are set anew on the return.
    drop_timers(branch, [](const Timer& timer) { return timer.kind != Timer::Kind::timed; });
  } else {
    branch.timers.clear();
  }
  for (DeadlineState& deadline : branch.deadlines) {
    if (const auto status = lifecycle::next(deadline.status, lifecycle::DeadlineEvent::pause))
      deadline.status = *status;
  }
  for (BranchNo child = no + 1; child < run.branch_count(); ++child) {
    const Branch& inner = run.branch(child);
    if (inner.parent == no && !inner.superseded && !inner.kept && inner.status == BranchStatus::running)
      rest_branch(run, child);
  }
}

// The days away are added, as those of a suspended case are.
void end_rest(Run& run, BranchNo no) {
  Branch& branch = run.write(no);
  branch.kept = false;
  if (!branch.kept_since) return;
  const std::int64_t away = run.effective().days() - branch.kept_since->days();
  branch.kept_since.reset();
  if (away > 0) deadlines::add_rest(branch, away);
}

}  // namespace

void leave_children(Run& run, BranchNo parent, StateIx state, const Left& left) {
  const bool keep = left.keep && left.leaving != Leaving::cancelled;
  for (const BranchNo no : children_in_order(run, parent, state)) {
    if (!run.branch(no).renewals.empty()) drop_renewals(run, no);
    const BranchStatus status = run.branch(no).status;
    if (!keep) {
      if (status == BranchStatus::running || status == BranchStatus::waiting) cancel(run, no);
      continue;
    }
    Branch& child = run.write(no);
    if (status == BranchStatus::running || status == BranchStatus::waiting) {
      rest_branch(run, no);
    } else if (status == BranchStatus::ended && left.again) {
      child.again = std::find(left.again->begin(), left.again->end(), child.outcome) != left.again->end();
    }
    child.kept = true;
  }
}

Result<void> wake_branch(Run& run, Agenda& agenda, BranchNo no) {
  end_rest(run, no);
  Branch& branch = run.write(no);
  if (branch.status != BranchStatus::running) return {};
  agenda.ask_eventless = true;
  const model::Chart& chart = run.chart(branch);
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    const StateIx at = branch.active[i].state;
    const model::State& state = chart.states[at];
    if (!state.deadlines.empty() || !state.timed.empty()) {
      AFTALE_TRY_VOID(run.keeps_facts() ? deadlines::resume_state(run, no, at) : deadlines::arm(run, no, at));
    }
    refresh_item(run, no, branch.active[i]);
    if (!state.for_each && !state.call) continue;
    for (const BranchNo child : children_in_order(run, no, at)) AFTALE_TRY_VOID(wake_branch(run, agenda, child));
  }
  return {};
}

Result<void> come_back(Macrostep& macrostep, Fork at, const std::vector<Element>& list) {
  Run& run = macrostep.run();
  const std::vector<BranchNo> before = children_in_order(run, at.parent, at.state);
  AFTALE_TRY(const bool other, match_children(run, at, list));
  static_cast<void>(other);
  const auto is_there = [&](const std::string& key) {
    return std::any_of(list.begin(), list.end(), [&](const Element& element) { return element.key == key; });
  };
  for (const BranchNo no : before) {
    if (run.branch(no).superseded) continue;
    const bool again = run.branch(no).again && is_there(run.branch(no).element);
    run.write(no).again = false;
    if (again) {
      AFTALE_TRY_VOID(new_round(macrostep, no));
    } else {
      AFTALE_TRY_VOID(wake_branch(run, macrostep.agenda(), no));
    }
  }
  AFTALE_TRY_VOID(renew_approvals(macrostep, at.parent, at.state));
  AFTALE_TRY(const bool started, start_waiting(macrostep, at));
  static_cast<void>(started);
  return {};
}

}  // namespace aftale::machine::branches
