#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/fired.h"

/// Dates and lists of a case that follows another definition.
namespace aftale::machine {

using model::StateIx;

Result<void> Macrostep::rearm_all(const IsNew& is_new) {
  const auto count = static_cast<BranchNo>(run_.branch_count());
  for (BranchNo no = 0; no < count; ++no) {
    if (moves(run_.branch(no))) AFTALE_TRY_VOID(rearm_state(no, 0, is_new));
    for (std::size_t i = 0; moves(run_.branch(no)) && i < run_.branch(no).active.size(); ++i) {
      AFTALE_TRY_VOID(rearm_state(no, run_.branch(no).active[i].state, is_new));
    }
    const bool rests = run_.branch(no).status == BranchStatus::running && run_.branch(no).kept;
    if (rests && run_.keeps_facts()) rearm_kept(no, is_new);
  }
  return {};
}

// Its other dates are computed on the return.
void Macrostep::rearm_kept(BranchNo no, const IsNew& is_new) {
  for (std::size_t i = 0; i < run_.branch(no).active.size(); ++i) {
    const StateIx at = run_.branch(no).active[i].state;
    const std::vector<model::TimedRule>& rules = run_.chart(no).states[at].timed;
    for (std::uint16_t ix = 0; ix < rules.size(); ++ix) {
      const bool recurs = rules[ix].kind == model::TimedRule::Kind::every;
      if (recurs && is_new(run_.branch(no), at, ix)) rearm_every(no, at, ix);
    }
  }
}

// One that is new or says something else begins with its next day.
void Macrostep::rearm_every(BranchNo no, StateIx at, std::uint16_t ix) {
  drop_timed(run_.write(no), at, ix);
  const bool over = run_.chart(no).states[at].timed[ix].once && has_fired(run_.branch(no), at, ix);
  if (!over) arm_next(no, at, ix, run_.today());
}

Result<void> Macrostep::rearm_state(BranchNo no, StateIx at, const IsNew& is_new) {
  const model::State& state = run_.chart(no).states[at];
  for (std::uint16_t ix = 0; ix < state.deadlines.size(); ++ix) AFTALE_TRY_VOID(rearm_deadline(no, at, ix));
  for (std::uint16_t ix = 0; ix < state.timed.size(); ++ix) {
    AFTALE_TRY_VOID(rearm_timed(no, at, ix, is_new(run_.branch(no), at, ix)));
  }
  if (!state.for_each || !state.for_each->live || reads_event(state.for_each->in)) return {};
  return follow_list({no, at});
}

// Its reminders may be others although the day is the same.
Result<void> Macrostep::rearm_deadline(BranchNo no, StateIx at, std::uint16_t ix) {
  const bool known = deadline_of(run_.branch(no), at, ix) != nullptr;
  AFTALE_TRY(const Date due, due_again(no, at, ix));
  set_due(no, at, ix, due, known);
  return {};
}

// The days of a recurrence come when they come.
Result<void> Macrostep::rearm_timed(BranchNo no, StateIx at, std::uint16_t ix, bool is_new) {
  const model::TimedRule& rule = run_.chart(no).states[at].timed[ix];
  const Timer* had = timer_of(run_.branch(no), at, ix);
  if (rule.kind == model::TimedRule::Kind::every) {
    if (is_new) rearm_every(no, at, ix);
    return {};
  }
  if (run_.keeps_facts()) {
    const bool known = had || has_fired(run_.branch(no), at, ix);
    if (known && rule.when && reads_event(rule.when)) return {};
    AFTALE_TRY(const Date date, date_of_timed(no, at, ix));
    put_timed(no, at, ix, date);
    return {};
  }
  if (!is_new && rule.when && reads_event(rule.when)) return {};
  AFTALE_TRY(const Date date, date_of_timed(no, at, ix));
  if (had ? date == had->date : !date) return {};
  const bool waits = had != nullptr;
  if (waits) drop_timed(run_.write(no), at, ix);
  if (date && (waits || is_new || *date > run_.today())) set_timed(no, at, ix, *date);
  return {};
}

}  // namespace aftale::machine
