#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/work_items.h"

/// What follows in states that go on: data have another value, clocks rest, the case was suspended. Nothing of it is
/// done for cases of older semantics (model::kSemantics).
namespace aftale::machine {

using lifecycle::DeadlineEvent;
using model::SlotMeaning;
using model::StateIx;

namespace {

void refresh_items(Run& run, BranchNo no, StateIx at) {
  for (const OpenWork& work : open_work(run, no, at)) {
    refresh_item(run, work.branch, *find_active(run.branch(work.branch), work.state));
  }
}

}  // namespace

bool reads_event(const feel::Expression& expression) {
  const auto uses = expression.uses();
  return std::any_of(uses.begin(), uses.end(),
                     [](feel::Slot slot) { return SlotMeaning::of(slot).kind == SlotMeaning::Kind::event; });
}

void drop_timed(Branch& branch, StateIx state, std::uint16_t rule) {
  drop_timers(branch, [&](const Timer& timer) {
    return timer.kind == Timer::Kind::timed && timer.state == state && timer.rule == rule;
  });
}

const Timer* timer_of(const Branch& branch, StateIx state, std::uint16_t rule) {
  for (const Timer& timer : branch.timers) {
    if (timer.kind == Timer::Kind::timed && timer.state == state && timer.rule == rule) return &timer;
  }
  return nullptr;
}

const DeadlineState* deadline_of(const Branch& branch, StateIx state, std::uint16_t deadline) {
  for (const DeadlineState& had : branch.deadlines) {
    if (had.state == state && had.deadline == deadline) return &had;
  }
  return nullptr;
}

bool Macrostep::follows(BranchNo no, const feel::Expression& expression) const {
  if (!expression || reads_event(expression)) return false;
  for (const feel::Slot slot : expression.uses()) {
    const SlotMeaning meaning = SlotMeaning::of(slot);
    if (meaning.kind != SlotMeaning::Kind::variable) continue;
    BranchNo home = no;
    for (std::uint8_t depth = meaning.depth; depth > 0; --depth) home = run_.branch(home).parent;
    const auto same = [&](const Changed& one) { return one.branch == home && one.variable == meaning.index; };
    if (std::any_of(following_.begin(), following_.end(), same)) return true;
  }
  return false;
}

// What people read of open steps and branches goes with the values in their titles.
void Macrostep::follow_titles() {
  for (BranchNo no = 0; no < run_.branch_count(); ++no) {
    const Branch& branch = run_.branch(no);
    const std::vector<model::State>& states = run_.chart(branch).states;
    if (no != 0 && holds_values(run_.chart(branch.parent).states[branch.origin].title)) run_.write(no);
    for (std::size_t i = 0; i < run_.branch(no).active.size(); ++i) {
      const ActiveState active = run_.branch(no).active[i];
      if (!holds_values(states[active.state].title)) continue;
      run_.write(no);
      refresh_item(run_, no, active);
    }
  }
}

// Branches that come to be on the way are armed by today's values already; what they change themselves is followed
// next.
Result<void> Macrostep::follow_changes() {
  following_ = std::exchange(changed_, {});
  if (run_.keeps_facts()) {
    for (const Changed& one : following_) AFTALE_TRY_VOID(check_lists(run_, one.branch, std::span(&one.variable, 1)));
  }
  follow_titles();
  const auto count = static_cast<BranchNo>(run_.branch_count());
  for (BranchNo no = 0; no < count; ++no) {
    // The top of the chart, where `recurs` stands, is no state of the configuration.
    if (run_.keeps_facts() && moves(run_.branch(no))) AFTALE_TRY_VOID(follow_state(no, 0));
    for (std::size_t i = 0; moves(run_.branch(no)) && i < run_.branch(no).active.size(); ++i) {
      AFTALE_TRY_VOID(follow_state(no, run_.branch(no).active[i].state));
    }
  }
  return {};
}

Result<void> Macrostep::follow_state(BranchNo no, StateIx at) {
  const model::State& state = run_.chart(no).states[at];
  for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
    if (!follows(no, state.deadlines[i].due)) continue;
    AFTALE_TRY_VOID(follow_deadline(no, at, static_cast<std::uint16_t>(i)));
  }
  for (std::size_t i = 0; i < state.timed.size(); ++i) {
    if (!follows(no, state.timed[i].when)) continue;
    AFTALE_TRY_VOID(follow_timed(no, at, static_cast<std::uint16_t>(i)));
  }
  if (!state.for_each || !state.for_each->live || !follows(no, state.for_each->in)) return {};
  return follow_list({no, at});
}

Result<Macrostep::Date> Macrostep::due_again(BranchNo no, StateIx at, std::uint16_t ix) {
  const DeadlineState* had = deadline_of(run_.branch(no), at, ix);
  if (had && reads_event(run_.chart(no).states[at].deadlines[ix].due)) return had->due;
  return due_of(no, at, ix);
}

Result<void> Macrostep::follow_deadline(BranchNo no, StateIx at, std::uint16_t ix) {
  AFTALE_TRY(const Date due, due_of(no, at, ix));
  const DeadlineState* had = deadline_of(run_.branch(no), at, ix);
  if (had && had->due == due) return {};
  set_due(no, at, ix, due, true);
  refresh_items(run_, no, at);
  return {};
}

// Whether it has done what it does on the day that it stood for until now: of cases before semantics 5, which keep no
// days for which a rule has fired.
bool Macrostep::had_fired(BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate now) const {
  if (no >= run_.instance().branches.size() || !is_active(*run_.instance().branches[no], at)) return false;
  Run before(run_.definition(), run_.instance(), run_.moment());
  const Result<Date> date = Macrostep(before).date_of_timed(no, at, ix);
  return date && *date && (**date == now || now < run_.today());
}

Result<void> Macrostep::follow_timed(BranchNo no, StateIx at, std::uint16_t ix) {
  AFTALE_TRY(const Date date, date_of_timed(no, at, ix));
  if (run_.keeps_facts()) {
    put_timed(no, at, ix, date);
    return {};
  }
  const Timer* had = timer_of(run_.branch(no), at, ix);
  if (had ? date == had->date : !date || had_fired(no, at, ix, *date)) return {};
  drop_timed(run_.write(no), at, ix);
  if (date) set_timed(no, at, ix, *date);
  return {};
}

// Parallel branches begin at once; where one comes after the other, `decide` is asked first.
Result<void> Macrostep::follow_list(Watch at) {
  AFTALE_TRY(const std::vector<Element> list, elements(at));
  AFTALE_TRY(const bool other, match_children(at, list));
  if (!other) return {};
  if (!run_.chart(at.parent).states[at.state].for_each->sequential) {
    AFTALE_TRY(const bool started, start_waiting(at));
    static_cast<void>(started);
  }
  watch(at.parent, at.state);
  return {};
}

// One that is overdue has run out already.
Result<void> Macrostep::rest_clocks(BranchNo no) {
  for (std::size_t i = 0; i < run_.branch(no).deadlines.size(); ++i) {
    const Branch& branch = run_.branch(no);
    const DeadlineState had = branch.deadlines[i];
    const model::Deadline& rule = run_.chart(branch).states[had.state].deadlines[had.deadline];
    if (rule.pause_in.empty() || !is_active(branch, had.state)) continue;
    if (!lifecycle::is_open(had.status) || (!had.paused_on && lifecycle::is_overdue(had.status))) continue;
    const bool rests = std::any_of(rule.pause_in.begin(), rule.pause_in.end(),
                                   [&](StateIx state) { return is_active(branch, state); });
    if (rests == had.paused_on.has_value()) continue;
    DeadlineState& deadline = run_.write(no).deadlines[i];
    const DeadlineEvent event = rests ? DeadlineEvent::pause : DeadlineEvent::unpause;
    if (const auto status = lifecycle::next(deadline.status, event)) deadline.status = *status;
    if (rests) {
      deadline.paused_on = run_.effective();
      drop_deadline_timers(run_.write(no), had.state, had.deadline);
    } else {
      end_pause(deadline, run_.effective());
      const std::uint32_t days = deadline.rested - had.rested;
      Date due = deadline.due ? Date(deadline.due->plus_days(days)) : Date();
      if (!reads_event(rule.due)) {
        AFTALE_TRY(due, due_of(no, had.state, had.deadline));
      }
      set_due(no, had.state, had.deadline, due, true);
    }
    refresh_items(run_, no, had.state);
  }
  return {};
}

void add_rest(Branch& branch, std::int64_t days) {
  for (ActiveState& active : branch.active) active.rested += static_cast<std::uint32_t>(days);
  for (DeadlineState& deadline : branch.deadlines) {
    if (deadline.paused_on) deadline.paused_on = deadline.paused_on->plus_days(days);
  }
}

Result<void> Macrostep::resume() {
  if (run_.branch_count() == 0 || !run_.branch(0).resting_since) return {};
  const std::int64_t rested = run_.effective().days() - run_.branch(0).resting_since->days();
  run_.write(0).resting_since.reset();
  if (rested <= 0) return {};
  for (BranchNo no = 0; no < run_.branch_count(); ++no) {
    if (run_.branch(no).status != BranchStatus::running) continue;
    Branch& branch = run_.write(no);
    // Counted once: as days at rest of the case.
    add_rest(branch, rested);
    if (branch.kept_since) branch.kept_since = branch.kept_since->plus_days(rested);
    for (std::size_t i = 0; !branch.kept && i < branch.active.size(); ++i) {
      AFTALE_TRY_VOID(resume_state(no, branch.active[i].state));
    }
  }
  return {};
}

// What has fired has fired.
Result<void> Macrostep::resume_state(BranchNo no, StateIx at) {
  const model::State& state = run_.chart(no).states[at];
  for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
    const auto ix = static_cast<std::uint16_t>(i);
    AFTALE_TRY(const Date due, due_again(no, at, ix));
    set_due(no, at, ix, due, true);
    refresh_items(run_, no, at);
  }
  for (std::size_t i = 0; i < state.timed.size(); ++i) {
    // The days of a recurrence come when they come.
    if (state.timed[i].kind == model::TimedRule::Kind::every || reads_event(state.timed[i].when)) continue;
    AFTALE_TRY_VOID(resume_timed(no, at, static_cast<std::uint16_t>(i)));
  }
  return {};
}

Result<void> Macrostep::resume_timed(BranchNo no, StateIx at, std::uint16_t ix) {
  const bool waits = timer_of(run_.branch(no), at, ix) != nullptr;
  if (!run_.keeps_facts() && !waits) return {};
  AFTALE_TRY(const Date date, date_of_timed(no, at, ix));
  if (!waits && has_fired(run_.branch(no), at, ix)) {
    // The day that it has fired for is later now, as the days at rest made it.
    if (date) note_fired(run_.chart(no).states[at], run_.write(no), at, ix, *date);
    return {};
  }
  drop_timed(run_.write(no), at, ix);
  if (date && !has_fired_for(run_.branch(no), at, ix, *date)) set_timed(no, at, ix, *date);
  return {};
}

}  // namespace aftale::machine
