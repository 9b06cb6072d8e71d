#include "engine/machine/deadlines/work_items.h"

#include <algorithm>

#include "engine/machine/bodies/addressees.h"
#include "engine/machine/chart/children.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/deadlines/meeting_plan.h"

namespace aftale::machine {

using model::State;
using model::StateIx;

namespace {

Result<Targets> owners_of(const Run& run, BranchNo branch, StateIx state) {
  return targets_of(run, branch, state, run.chart(branch).states[state].owner);
}

/// A ballot that was put off is recorded and stays where it is, so the last decisions of the branch tell how often;
/// the one that ends it is already among them.
std::uint32_t times_postponed(const Run& run, const Branch& branch, const ActiveState& active) {
  std::uint32_t times = 0;
  auto decision = branch.decisions.rbegin();
  if (decision != branch.decisions.rend() && run.event().record && decision->event != "postponed" &&
      decision->event != "withdrawn") {
    ++decision;
  }
  for (; decision != branch.decisions.rend(); ++decision) {
    if (decision->event != "postponed" && decision->event != "withdrawn") break;
    if (decision->meeting && *decision->meeting < active.entered) break;
    ++times;
  }
  return times;
}

void fill(Run& run, BranchNo no, const ActiveState& active, WorkItem& row) {
  const Branch& branch = run.branch(no);
  row.place.state = active.state;
  const Text& title = run.chart(branch).states[active.state].title;
  if (holds_values(title)) row.title = filled(title, run, branch);
  row.ballot = static_cast<bool>(run.chart(branch).states[active.state].ballot);
  row.opened_on = active.entered;
  row.planned_on = active.next_meeting;
  row.postponed = row.ballot ? times_postponed(run, branch, active) : 0;
  const Nearest nearest = nearest_deadline(run, no, active.state);
  row.due_on = nearest.deadline ? nearest.deadline->due : std::nullopt;
  row.overdue = nearest.deadline && lifecycle::is_overdue(nearest.deadline->status);
}

WorkItem& write_row(Run& run, BranchNo no, const ActiveState& active) {
  WorkItem& row = run.item(no, active.item);
  if (!row.owner) {
    const Result<Targets> owners = owners_of(run, no, active.state);
    row.owner = owners ? joined_receiver(*owners) : secretariat_of(run);
  }
  fill(run, no, active, row);
  return row;
}

const DeadlineState* earliest(const Branch& branch, const model::Chart& chart, StateIx state) {
  if (chart.states[state].deadlines.empty()) return nullptr;
  const DeadlineState* found = nullptr;
  for (const DeadlineState& deadline : branch.deadlines) {
    if (deadline.state != state || !deadline.due || !lifecycle::is_open(deadline.status)) continue;
    if (!found || *deadline.due < *found->due) found = &deadline;
  }
  return found;
}

}  // namespace

bool is_work(const model::Chart& chart, StateIx at) {
  const State& state = chart.states[at];
  if (state.type != State::Type::atomic || state.for_each || state.call) return false;
  if (!state.on.empty() || state.ballot) return true;
  const bool leads_away = !state.timed.empty() || !state.always.empty() ||
                          std::any_of(state.deadlines.begin(), state.deadlines.end(),
                                      [](const model::Deadline& deadline) { return !deadline.then.empty(); });
  if (leads_away) return false;
  for (StateIx around = state.parent; around != model::kNone; around = chart.states[around].parent) {
    if (!chart.states[around].on.empty()) return true;
  }
  return false;
}

Result<void> open_item(Run& run, BranchNo no, StateIx at) {
  if (run.scxml() || !is_work(run.chart(no), at)) return {};
  Branch& branch = run.write(no);
  const State& state = run.chart(branch).states[at];
  AFTALE_TRY(const Targets owners, owners_of(run, no, at));
  ActiveState* active = find_active(branch, at);
  active->item = ++branch.items;
  if (state.ballot) {
    active->next_meeting = next_meeting(run, no, at, run.effective());
    refresh_followers(run, no);
  }
  WorkItem& row = run.item(no, active->item);
  row.owner = joined_receiver(owners);
  fill(run, no, *active, row);
  for (const Target& owner : owners) {
    if (!owner.borrowed || is_secretariat(run, owner.receiver)) continue;
    run.note("no-contact",
             {owner.receiver->title.da + " har ingen kontakt i organisationen; sekretariatet får beskederne",
              owner.receiver->title.in(Language::en) +
                  " has no contact in the organisation; the secretariat gets its messages"});
  }
  return {};
}

void close_item(Run& run, BranchNo no, const ActiveState& active, WorkItem::Status status, const std::string& outcome) {
  WorkItem& row = write_row(run, no, active);
  row.status = status;
  if (status != WorkItem::Status::done) {
    row.overdue = false;
    return;
  }
  row.outcome = outcome;
  row.decided_on = run.effective();
  row.overdue = row.overdue && row.due_on && *row.decided_on > *row.due_on;
  if (const Record* record = run.event().record; record && row.ballot) {
    row.word = run.event().word;
    row.votes = record->votes;
    row.remarks = record->remarks;
  }
}

void refresh_item(Run& run, BranchNo no, const ActiveState& active) {
  if (active.item != 0) write_row(run, no, active);
}

std::vector<OpenWork> open_work(const Run& run, BranchNo no, StateIx at) {
  std::vector<OpenWork> out;
  const Branch& branch = run.branch(no);
  const model::Chart& chart = run.chart(branch);
  for (const ActiveState& active : branch.active) {
    if (at != 0 && active.state != at && !below(chart, active.state, at)) continue;
    if (active.item != 0) out.push_back({no, active.state});
    const State& state = chart.states[active.state];
    if (!state.for_each && !state.call) continue;
    for (const BranchNo child : children_in_order(run, no, active.state)) {
      if (run.branch(child).status != BranchStatus::running) continue;
      const std::vector<OpenWork> inner = open_work(run, child, 0);
      out.insert(out.end(), inner.begin(), inner.end());
    }
  }
  return out;
}

void refresh_items(Run& run, BranchNo no, StateIx at) {
  for (const OpenWork& work : open_work(run, no, at)) {
    refresh_item(run, work.branch, *find_active(run.branch(work.branch), work.state));
  }
}

Nearest nearest_deadline(const Run& run, BranchNo no, StateIx at) {
  for (;;) {
    const Branch& branch = run.branch(no);
    const model::Chart& chart = run.chart(branch);
    if (!branch.deadlines.empty()) {
      for (StateIx state = at; state != model::kNone; state = chart.states[state].parent) {
        if (const DeadlineState* found = earliest(branch, chart, state)) return {no, found};
      }
    }
    if (no == 0) return {};
    at = branch.origin;
    no = branch.parent;
  }
}

}  // namespace aftale::machine
