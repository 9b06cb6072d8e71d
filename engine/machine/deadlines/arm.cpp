#include "engine/machine/deadlines/arm.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "engine/base/check.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/deadlines/deadline_state.h"
#include "engine/machine/deadlines/escalation.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/time/format.h"
#include "engine/time/meetings.h"

namespace aftale::machine::deadlines {

using lifecycle::DeadlineStatus;
using model::StateIx;

namespace {

/// Of the top of a chart, which is no state of the configuration: when the case was opened. `rested`: with the days on
/// which it rested.
time::CivilDate entered_on(const Run& run, BranchNo no, StateIx at, bool rested) {
  if (at == 0) {
    const Case& instance = run.instance();
    return instance.revision == 0 ? run.effective() : run.definition().calendar.zone.date_of(instance.opened);
  }
  const ActiveState* active = find_active(run.branch(no), at);
  AFTALE_CHECK(active != nullptr);
  return rested ? active->entered.plus_days(active->rested) : active->entered;
}

void add_then(const Run& run, Branch& branch, const DeadlineState& deadline, const model::Deadline& rule) {
  if (!rule.grace || rule.then.empty() || (deadline.reminded & kThenTaken) != 0) return;
  const time::Calendar& calendar = rule.calendar ? *rule.calendar : run.definition().calendar;
  Timer timer;
  timer.date = calendar.add(*deadline.due, *rule.grace);
  timer.kind = Timer::Kind::then;
  timer.state = deadline.state;
  timer.rule = deadline.deadline;
  add_timer(run, branch, timer);
}

}  // namespace

Result<std::optional<time::CivilDate>> due_of(const Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  const model::Deadline& rule = run.chart(no).states[at].deadlines[ix];
  AFTALE_TRY(std::optional<time::CivilDate> due, date_of(run, no, at, rule.due));
  if (!due) return due;
  const time::Calendar& calendar = rule.calendar ? *rule.calendar : run.definition().calendar;
  if (const DeadlineState* had = deadline_of(run.branch(no), at, ix)) due = due->plus_days(had->rested);
  return std::optional(calendar.roll(*due, rule.roll));
}

void set_due(Run& run, BranchNo no, StateIx at, std::uint16_t ix, std::optional<time::CivilDate> due, bool goes_on) {
  const model::Deadline& rule = run.chart(no).states[at].deadlines[ix];
  const time::Calendar& calendar = rule.calendar ? *rule.calendar : run.definition().calendar;
  Branch& branch = run.write(no);
  DeadlineState* deadline = deadline_of(branch, at, ix);
  if (deadline) {
    drop_deadline_timers(branch, at, ix);
    // From one day that is past to another: it is as overdue as before, and nobody is told again.
    const bool stays_overdue = goes_on && lifecycle::is_overdue(deadline->status) && due && *due < run.today();
    if (stays_overdue) deadline->due = due;
    begin_again(*deadline, due);
  } else {
    const DeadlineState fresh{at, ix, DeadlineStatus::waiting, due, 0};
    const auto place =
        std::upper_bound(branch.deadlines.begin(), branch.deadlines.end(), fresh,
                         [](const DeadlineState& left, const DeadlineState& right) {
                           return std::tie(left.state, left.deadline) < std::tie(right.state, right.deadline);
                         });
    deadline = &*branch.deadlines.insert(place, fresh);
  }
  if (!due || deadline->paused_on) return;
  look_again_on_return(run, no, *deadline);
  add_then(run, branch, *deadline, rule);
  if (lifecycle::is_overdue(deadline->status)) return;

  std::vector<time::CivilDate> days;
  for (std::size_t i = 0; i < std::min(rule.warn.size(), kMomentsMax); ++i) {
    const auto bit = static_cast<std::uint16_t>(1u << i);
    const time::CivilDate day = calendar.roll(calendar.subtract(*due, rule.warn[i]), time::Roll::back);
    const bool twice = std::find(days.begin(), days.end(), day) != days.end();
    if (day < run.today() || twice) deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | bit);
    if ((deadline->reminded & bit) != 0) continue;
    days.push_back(day);
    Timer timer;
    timer.date = day;
    timer.kind = Timer::Kind::remind;
    timer.state = at;
    timer.rule = ix;
    timer.moment = static_cast<std::uint16_t>(i);
    add_timer(run, branch, timer);
  }
  Timer timer;
  timer.date = *due;
  timer.kind = Timer::Kind::overdue;
  timer.state = at;
  timer.rule = ix;
  add_timer(run, branch, timer);
}

Result<std::optional<time::CivilDate>> date_of_timed(const Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  const model::TimedRule& rule = run.chart(no).states[at].timed[ix];
  const time::CivilDate entered = entered_on(run, no, at, true);
  if (rule.period) return Date(run.definition().calendar.add(entered, *rule.period));
  AFTALE_TRY(const feel::Value value, value_for_date(run, no, at, rule.when));
  switch (value.kind()) {
    case feel::Kind::null:
      return Date();
    case feel::Kind::date:
      return Date(value.date());
    case feel::Kind::date_time:
      return Date(value.moment().date);
    case feel::Kind::months:
      return Date(entered.plus_months(value.months().months));
    case feel::Kind::days:
      return Date(entered.plus_days(value.days().seconds / 86'400));
    default:
      return expression_failed(rule.when, {"skal give en dato eller en varighed, men giver " + value.feel(),
                                           "must give a date or a duration, but gives " + value.feel()});
  }
}

void set_timed(Run& run, BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate date) {
  Timer timer;
  timer.date = date;
  timer.kind = Timer::Kind::timed;
  timer.state = at;
  timer.rule = ix;
  add_timer(run, run.write(no), timer);
}

namespace {

bool fires_on(const Run& run, BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate date) {
  const Branch& branch = run.branch(no);
  return !has_fired(branch, at, ix) || (date >= run.today() && !has_fired_for(branch, at, ix, date));
}

}  // namespace

void put_timed(Run& run, BranchNo no, StateIx at, std::uint16_t ix, Date date) {
  const Timer* had = timer_of(run.branch(no), at, ix);
  if (had ? date == had->date : !date) return;
  if (had) drop_timed(run.write(no), at, ix);
  if (date && fires_on(run, no, at, ix, *date)) set_timed(run, no, at, ix, *date);
}

void arm_next(Run& run, BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate last) {
  const model::TimedRule& rule = run.chart(no).states[at].timed[ix];
  const time::Counting counting = run.keeps_facts() ? time::Counting::rfc5545 : time::Counting::libical;
  // The days of a recurrence are those of the calendar: they keep their beat whatever rested meanwhile.
  const time::CivilDate entered = entered_on(run, no, at, !run.keeps_facts());
  const Date day = time::next_of_rule(rule.rule, entered, last, counting);
  if (day) set_timed(run, no, at, ix, *day);
  if (day || last != entered || !run.keeps_facts()) return;
  run.note("never-due",
           {"Reglen " + rule.rule + " rammer ingen dag efter " + time::short_date(entered, Language::da) +
                ", hvor trinnet blev åbnet, så her sker intet. Ret reglen i forløbet, eller flyt sagen",
            "The rule " + rule.rule + " falls on no day after " + time::short_date(entered, Language::en) +
                ", when the step was opened, so nothing happens here. Correct the rule in the workflow, or move the "
                "case"});
}

namespace {

Result<void> arm_deadline(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  AFTALE_TRY(const std::optional<time::CivilDate> due, due_of(run, no, at, ix));
  set_due(run, no, at, ix, due, false);
  return {};
}

Result<void> arm_timed(Run& run, BranchNo no, StateIx at, std::uint16_t ix) {
  if (run.chart(no).states[at].timed[ix].kind == model::TimedRule::Kind::every) {
    arm_next(run, no, at, ix, entered_on(run, no, at, !run.keeps_facts()));
    return {};
  }
  AFTALE_TRY(const std::optional<time::CivilDate> date, date_of_timed(run, no, at, ix));
  if (date && fires_on(run, no, at, ix, *date)) set_timed(run, no, at, ix, *date);
  return {};
}

}  // namespace

Result<void> arm(Run& run, BranchNo no, StateIx at) {
  const model::State& state = run.chart(no).states[at];
  for (DeadlineState& deadline : run.write(no).deadlines) {
    // Kept ones go on where they were.
    if (deadline.state == at && !lifecycle::is_paused(deadline.status)) deadline.rested = 0;
  }
  for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
    AFTALE_TRY_VOID(arm_deadline(run, no, at, static_cast<std::uint16_t>(i)));
  }
  for (std::size_t i = 0; i < state.timed.size(); ++i) {
    AFTALE_TRY_VOID(arm_timed(run, no, at, static_cast<std::uint16_t>(i)));
  }
  return {};
}

}  // namespace aftale::machine::deadlines
