#include "engine/machine/deadlines/meeting_plan.h"

#include <algorithm>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/configuration.h"
#include "engine/model/meeting_for.h"

namespace aftale::machine {

using model::StateIx;

namespace {

/// The day on which the matter reached the body at the earliest: `from`, but not before the steps around it were
/// entered. Bodies may have treated it before, and what they said then counts; nobody after them met on it already.
time::CivilDate reached_on(const Run& run, BranchNo no, time::CivilDate from) {
  for (; no != 0; no = run.branch(no).parent) {
    const Branch& branch = run.branch(no);
    if (const ActiveState* around = find_active(run.branch(branch.parent), branch.origin))
      from = std::max(from, around->entered);
  }
  return from;
}

}  // namespace

std::optional<time::CivilDate> next_meeting(const Run& run, BranchNo branch, StateIx state, time::CivilDate from) {
  const Result<Targets> owners = targets_of(run, branch, state, run.chart(branch).states[state].owner);
  if (!owners) return std::nullopt;
  const model::Body* body = owners->front().body;
  if (!body || body->meetings.empty()) return std::nullopt;
  const time::Calendar& calendar = run.definition().calendar;
  // A meeting that has passed when we are told of what came before is the one whose minutes are missing.
  if (run.keeps_facts()) {
    const time::CivilDate handed_over = reached_on(run, branch, from);
    return model::meeting_for(*body, calendar, handed_over, handed_over);
  }
  if (body->agenda_working_days_before) from = calendar.add_working_days(from, *body->agenda_working_days_before);
  return body->meetings.next_by_libical(from);
}

void refresh_followers(Run& run, BranchNo no) {
  if (no == 0 || !run.keeps_facts()) return;
  const Branch& branch = run.branch(no);
  const model::State& origin = run.chart(branch.parent).states[branch.origin];
  if (!origin.for_each || !origin.for_each->sequential) return;
  for (const BranchNo other : children_in_order(run, branch.parent, branch.origin)) {
    if (run.branch(other).status == BranchStatus::waiting) run.write(other);
  }
}

}  // namespace aftale::machine
