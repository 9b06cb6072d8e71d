#include <algorithm>

#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine {

using model::StateIx;

// It takes no commands while its for_each is away, and its dates rest. Waiting branches have nothing to rest.
void Macrostep::rest_branch(BranchNo no) {
  Branch& branch = run_.write(no);
  branch.kept = true;
  if (run_.keeps_facts()) {
    if (branch.status == BranchStatus::running) branch.kept_since = run_.effective();
    // What has not fired yet goes on to wait; deadlines are set anew on the return.
    drop_timers(branch, [](const Timer& timer) { return timer.kind != Timer::Kind::timed; });
  } else {
    branch.timers.clear();
  }
  for (DeadlineState& deadline : branch.deadlines) {
    if (const auto status = lifecycle::next(deadline.status, lifecycle::DeadlineEvent::pause))
      deadline.status = *status;
  }
  for (BranchNo child = no + 1; child < run_.branch_count(); ++child) {
    const Branch& inner = run_.branch(child);
    if (inner.parent == no && !inner.superseded && !inner.kept && inner.status == BranchStatus::running)
      rest_branch(child);
  }
}

// The days away are added, as those of a suspended case are.
void Macrostep::end_rest(BranchNo no) {
  Branch& branch = run_.write(no);
  branch.kept = false;
  if (!branch.kept_since) return;
  const std::int64_t away = run_.effective().days() - branch.kept_since->days();
  branch.kept_since.reset();
  if (away > 0) add_rest(branch, away);
}

// Where it was: nothing is entered again, only the dates are computed anew. What has fired has fired.
Result<void> Macrostep::wake_branch(BranchNo no) {
  end_rest(no);
  Branch& branch = run_.write(no);
  if (branch.status != BranchStatus::running) return {};
  scan_eventless_ = true;
  const model::Chart& chart = run_.chart(branch);
  for (std::size_t i = 0; i < branch.active.size(); ++i) {
    const StateIx at = branch.active[i].state;
    const model::State& state = chart.states[at];
    if (!state.deadlines.empty() || !state.timed.empty()) {
      AFTALE_TRY_VOID(run_.keeps_facts() ? resume_state(no, at) : arm(no, at));
    }
    refresh_item(run_, no, branch.active[i]);
    if (!state.for_each && !state.call) continue;
    for (const BranchNo child : children_in_order(run_, no, at)) AFTALE_TRY_VOID(wake_branch(child));
  }
  return {};
}

// New keys open branches, those whose key is gone are cancelled, what has ended stays.
Result<bool> Macrostep::match_children(Watch at, const std::vector<Element>& list) {
  bool other = false;
  const std::vector<BranchNo> before = children_in_order(run_, at.parent, at.state);
  for (const BranchNo no : before) {
    const Branch& child = run_.branch(no);
    const auto element =
        std::find_if(list.begin(), list.end(), [&](const Element& one) { return one.key == run_.branch(no).element; });
    const bool open = child.status == BranchStatus::running || child.status == BranchStatus::waiting;
    if (element == list.end()) {
      if (open) cancel(no);
      other = other || open;
    } else if (const auto place = static_cast<std::uint32_t>(element - list.begin()); place != child.ordinal) {
      run_.write(no).ordinal = place;
    }
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool known = std::any_of(before.begin(), before.end(), [&](BranchNo no) {
      const Branch& child = run_.branch(no);
      return child.element == list[i].key && child.status != BranchStatus::cancelled;
    });
    if (known) continue;
    for (const BranchNo no : before) {
      if (run_.branch(no).element == list[i].key) run_.write(no).superseded = true;
    }
    AFTALE_TRY(const Branch* child,
               make_child(at, list[i], static_cast<std::uint32_t>(i), next_round(at.parent, at.state, list[i].key)));
    static_cast<void>(child);
    other = true;
  }
  return other;
}

Result<void> Macrostep::come_back(Watch at, const std::vector<Element>& list) {
  const std::vector<BranchNo> before = children_in_order(run_, at.parent, at.state);
  AFTALE_TRY(const bool other, match_children(at, list));
  static_cast<void>(other);
  const auto is_there = [&](const std::string& key) {
    return std::any_of(list.begin(), list.end(), [&](const Element& element) { return element.key == key; });
  };
  for (const BranchNo no : before) {
    if (run_.branch(no).superseded) continue;
    const bool again = run_.branch(no).again && is_there(run_.branch(no).element);
    run_.write(no).again = false;
    if (again) {
      AFTALE_TRY_VOID(new_round(no));
    } else {
      AFTALE_TRY_VOID(wake_branch(no));
    }
  }
  AFTALE_TRY_VOID(renew_approvals(at.parent, at.state));
  AFTALE_TRY(const bool started, start_waiting(at));
  static_cast<void>(started);
  return {};
}

Result<void> Macrostep::new_round(BranchNo no) {
  const Branch& old = run_.branch(no);
  const Watch at{old.parent, old.origin};
  AFTALE_TRY(const std::vector<Element> list, elements(at));
  const auto element =
      std::find_if(list.begin(), list.end(), [&](const Element& one) { return one.key == run_.branch(no).element; });
  Branch& last = run_.write(no);
  last.kept = false;
  last.again = false;
  if (!last.renewals.empty()) drop_renewals(no);
  if (element == list.end()) return {};
  last.superseded = true;
  AFTALE_TRY(const Branch* child,
             make_child(at, *element, last.ordinal, next_round(at.parent, at.state, last.element)));
  const BranchNo next = child->no;
  if (!run_.chart(at.parent).states[at.state].for_each->sequential) AFTALE_TRY_VOID(start(next));
  watch(at.parent, at.state);
  return {};
}

}  // namespace aftale::machine
