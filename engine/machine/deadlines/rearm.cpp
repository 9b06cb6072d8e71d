#include "engine/machine/deadlines/rearm.h"

#include <algorithm>

#include "engine/machine/chart/configuration.h"
#include "engine/machine/deadlines/deadline_state.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/deadlines/work_items.h"

namespace aftale::machine::deadlines {

using model::SlotMeaning;
using model::StateIx;

namespace {

// Whether it has done what it does on the day that it stood for until now: of cases before semantics 5, which keep no
// days for which a rule has fired.
bool had_fired(const Run& run, BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate now) {
  if (no >= run.instance().branches.size() || !is_active(*run.instance().branches[no], at)) return false;
  Run before(run.definition(), run.instance(), run.moment());
  const Result<Date> date = date_of_timed(before, no, at, ix);
  return date && *date && (**date == now || now < run.today());
}

// One that is new or says something else begins with its next day.
void rearm_every(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  drop_timed(run.write(no), at, ix);
  const bool over = run.chart(no).states[at].timed[ix].once && has_fired(run.branch(no), at, ix);
  if (!over) arm_next(run, no, at, ix, run.today());
}

}  // namespace

bool reads_event(const feel::Expression& expression) {
  const auto uses = expression.uses();
  return std::any_of(uses.begin(), uses.end(),
                     [](feel::Slot slot) { return SlotMeaning::of(slot).kind == SlotMeaning::Kind::event; });
}

Result<Date> due_again(const Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  const DeadlineState* had = deadline_of(run.branch(no), at, ix);
  if (had && reads_event(run.chart(no).states[at].deadlines[ix].due)) return had->due;
  return due_of(run, no, at, ix);
}

Result<void> follow_deadline(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  AFTALE_TRY(const Date due, due_of(run, no, at, ix));
  const DeadlineState* had = deadline_of(run.branch(no), at, ix);
  if (had && had->due == due) return {};
  set_due(run, no, at, ix, due, true);
  refresh_items(run, no, at);
  return {};
}

Result<void> follow_timed(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  AFTALE_TRY(const Date date, date_of_timed(run, no, at, ix));
  if (run.keeps_facts()) {
    put_timed(run, no, at, ix, date);
    return {};
  }
  const Timer* had = timer_of(run.branch(no), at, ix);
  if (had ? date == had->date : !date || had_fired(run, no, at, ix, *date)) return {};
  drop_timed(run.write(no), at, ix);
  if (date) set_timed(run, no, at, ix, *date);
  return {};
}

// Its reminders may be others although the day is the same.
Result<void> rearm_deadline(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  const bool known = deadline_of(run.branch(no), at, ix) != nullptr;
  AFTALE_TRY(const Date due, due_again(run, no, at, ix));
  set_due(run, no, at, ix, due, known);
  return {};
}

// The days of a recurrence come when they come.
Result<void> rearm_timed(Run& run, BranchNo no, StateIx at, std::uint16_t ix, bool is_new) {
  const model::TimedRule& rule = run.chart(no).states[at].timed[ix];
  const Timer* had = timer_of(run.branch(no), at, ix);
  if (rule.kind == model::TimedRule::Kind::every) {
    if (is_new) rearm_every(run, no, at, ix);
    return {};
  }
  if (run.keeps_facts()) {
    const bool known = had || has_fired(run.branch(no), at, ix);
    if (known && rule.when && reads_event(rule.when)) return {};
    AFTALE_TRY(const Date date, date_of_timed(run, no, at, ix));
    put_timed(run, no, at, ix, date);
    return {};
  }
  if (!is_new && rule.when && reads_event(rule.when)) return {};
  AFTALE_TRY(const Date date, date_of_timed(run, no, at, ix));
  if (had ? date == had->date : !date) return {};
  const bool waits = had != nullptr;
  if (waits) drop_timed(run.write(no), at, ix);
  if (date && (waits || is_new || *date > run.today())) set_timed(run, no, at, ix, *date);
  return {};
}

// Its other dates are computed on the return.
void rearm_kept(Run& run, BranchNo no, const IsNew& is_new) {
  for (std::size_t i = 0; i < run.branch(no).active.size(); ++i) {
    const StateIx at = run.branch(no).active[i].state;
    const std::vector<model::TimedRule>& rules = run.chart(no).states[at].timed;
    for (std::uint16_t ix = 0; ix < rules.size(); ++ix) {
      const bool recurs = rules[ix].kind == model::TimedRule::Kind::every;
      if (recurs && is_new(run.branch(no), at, ix)) rearm_every(run, no, at, ix);
    }
  }
}

}  // namespace aftale::machine::deadlines
