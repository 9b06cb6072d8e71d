#include "engine/machine/branches/follow.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "engine/machine/branches/rounds.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::branches {

using model::SlotMeaning;
using model::StateIx;

namespace {

bool follows(const Run& run, const std::vector<Changed>& following, BranchNo no, const feel::Expression& expression) {
  if (!expression || deadlines::reads_event(expression)) return false;
  for (const feel::Slot slot : expression.uses()) {
    const SlotMeaning meaning = SlotMeaning::of(slot);
    if (meaning.kind != SlotMeaning::Kind::variable) continue;
    BranchNo home = no;
    for (std::uint8_t depth = meaning.depth; depth > 0; --depth) home = run.branch(home).parent;
    const auto same = [&](const Changed& one) { return one.branch == home && one.variable == meaning.index; };
    if (std::any_of(following.begin(), following.end(), same)) return true;
  }
  return false;
}

// What people read of open steps and branches goes with the values in their titles.
void follow_titles(Run& run) {
  for (BranchNo no = 0; no < run.branch_count(); ++no) {
    const Branch& branch = run.branch(no);
    const std::vector<model::State>& states = run.chart(branch).states;
    if (no != 0 && holds_values(run.chart(branch.parent).states[branch.origin].title)) run.write(no);
    for (std::size_t i = 0; i < run.branch(no).active.size(); ++i) {
      const ActiveState active = run.branch(no).active[i];
      if (!holds_values(states[active.state].title)) continue;
      run.write(no);
      refresh_item(run, no, active);
    }
  }
}

// Parallel branches begin at once; where one comes after the other, `decide` is asked first.
Result<void> follow_list(Macrostep& macrostep, Fork at) {
  Run& run = macrostep.run();
  AFTALE_TRY(const std::vector<Element> list, elements(run, at));
  AFTALE_TRY(const bool other, match_children(run, at, list));
  if (!other) return {};
  if (!run.chart(at.parent).states[at.state].for_each->sequential) {
    AFTALE_TRY(const bool started, start_waiting(macrostep, at));
    static_cast<void>(started);
  }
  macrostep.agenda().watch(at.parent, at.state);
  return {};
}

Result<void> follow_state(Macrostep& macrostep, const std::vector<Changed>& following, BranchNo no, StateIx at) {
  Run& run = macrostep.run();
  const model::State& state = run.chart(no).states[at];
  for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
    if (!follows(run, following, no, state.deadlines[i].due)) continue;
    AFTALE_TRY_VOID(deadlines::follow_deadline(run, no, at, static_cast<std::uint16_t>(i)));
  }
  for (std::size_t i = 0; i < state.timed.size(); ++i) {
    if (!follows(run, following, no, state.timed[i].when)) continue;
    AFTALE_TRY_VOID(deadlines::follow_timed(run, no, at, static_cast<std::uint16_t>(i)));
  }
  if (!state.for_each || !state.for_each->live || !follows(run, following, no, state.for_each->in)) return {};
  return follow_list(macrostep, {no, at});
}

Result<void> rearm_state(Macrostep& macrostep, BranchNo no, StateIx at, const deadlines::IsNew& is_new) {
  Run& run = macrostep.run();
  const model::State& state = run.chart(no).states[at];
  for (std::uint16_t ix = 0; ix < state.deadlines.size(); ++ix)
    AFTALE_TRY_VOID(deadlines::rearm_deadline(run, no, at, ix));
  for (std::uint16_t ix = 0; ix < state.timed.size(); ++ix) {
    AFTALE_TRY_VOID(deadlines::rearm_timed(run, no, at, ix, is_new(run.branch(no), at, ix)));
  }
  if (!state.for_each || !state.for_each->live || deadlines::reads_event(state.for_each->in)) return {};
  return follow_list(macrostep, {no, at});
}

}  // namespace

Result<void> follow_changes(Macrostep& macrostep) {
  Run& run = macrostep.run();
  const std::vector<Changed> following = std::exchange(macrostep.agenda().changed, {});
  if (run.keeps_facts()) {
    for (const Changed& one : following) AFTALE_TRY_VOID(check_lists(run, one.branch, std::span(&one.variable, 1)));
  }
  follow_titles(run);
  const auto count = static_cast<BranchNo>(run.branch_count());
  for (BranchNo no = 0; no < count; ++no) {
    // The top of the chart, where `recurs` stands, is no state of the configuration.
    if (run.keeps_facts() && moves(run.branch(no))) AFTALE_TRY_VOID(follow_state(macrostep, following, no, 0));
    for (std::size_t i = 0; moves(run.branch(no)) && i < run.branch(no).active.size(); ++i) {
      AFTALE_TRY_VOID(follow_state(macrostep, following, no, run.branch(no).active[i].state));
    }
  }
  return {};
}

Result<void> rearm_all(Macrostep& macrostep, const deadlines::IsNew& is_new) {
  Run& run = macrostep.run();
  const auto count = static_cast<BranchNo>(run.branch_count());
  for (BranchNo no = 0; no < count; ++no) {
    if (moves(run.branch(no))) AFTALE_TRY_VOID(rearm_state(macrostep, no, 0, is_new));
    for (std::size_t i = 0; moves(run.branch(no)) && i < run.branch(no).active.size(); ++i) {
      AFTALE_TRY_VOID(rearm_state(macrostep, no, run.branch(no).active[i].state, is_new));
    }
    const bool rests = run.branch(no).status == BranchStatus::running && run.branch(no).kept;
    if (rests && run.keeps_facts()) deadlines::rearm_kept(run, no, is_new);
  }
  return {};
}

}  // namespace aftale::machine::branches
