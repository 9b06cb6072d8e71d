#include <algorithm>
#include <tuple>

#include "engine/base/check.h"
#include "engine/machine/chart/macrostep.h"
#include "engine/machine/deadlines/deadline_notices.h"
#include "engine/machine/deadlines/escalation.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/moments.h"
#include "engine/machine/deadlines/notices.h"
#include "engine/machine/deadlines/timer_instant.h"
#include "engine/machine/deadlines/work_items.h"
#include "engine/time/format.h"
#include "engine/time/meetings.h"

namespace aftale::machine {

using lifecycle::DeadlineEvent;
using lifecycle::DeadlineStatus;
using model::StateIx;

namespace {

DeadlineState* find_deadline(Branch& branch, StateIx state, std::uint16_t deadline) {
  for (DeadlineState& had : branch.deadlines) {
    if (had.state == state && had.deadline == deadline) return &had;
  }
  return nullptr;
}

void advance(DeadlineState& deadline, DeadlineEvent event) {
  if (const auto status = lifecycle::next(deadline.status, event)) deadline.status = *status;
}

/// A state that is entered again: the return to a kept one goes on where it was, anything else begins anew. What was
/// said about the same due date stays said. A clock that rests in one of `pause_in` goes on resting.
void begin_again(DeadlineState& deadline, std::optional<time::CivilDate> due) {
  const bool moved = deadline.due != due;
  if (lifecycle::is_paused(deadline.status)) {
    if (moved) advance(deadline, DeadlineEvent::move);
    if (!deadline.paused_on) advance(deadline, DeadlineEvent::unpause);
  } else {
    if (lifecycle::is_open(deadline.status) && moved) advance(deadline, DeadlineEvent::move);
    if (!lifecycle::is_open(deadline.status)) {
      advance(deadline, DeadlineEvent::renew);
      deadline.reminded = static_cast<std::uint16_t>(deadline.reminded & ~kThenTaken);
    }
  }
  if (moved) {
    deadline.reminded = 0;
    deadline.looks = 0;
    for (Told& told : deadline.told) {
      told.times = 0;
      told.again.reset();
    }
  }
  deadline.due = due;
}

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

void end_pause(DeadlineState& deadline, time::CivilDate on) {
  if (!deadline.paused_on) return;
  const std::int64_t days = std::max<std::int64_t>(on.days() - deadline.paused_on->days(), 0);
  deadline.rested += static_cast<std::uint32_t>(days);
  deadline.paused_on.reset();
}

void drop_deadline_timers(Branch& branch, StateIx state, std::uint16_t deadline) {
  drop_timers(branch, [&](const Timer& timer) {
    return timer.state == state && timer.rule == deadline && timer.kind != Timer::Kind::timed;
  });
}

void add_timer(const Run& run, Branch& branch, Timer timer) {
  timer.due = instant_of(run.definition(), run.chart(branch), timer);
  const auto before = [](const Timer& left, const Timer& right) {
    return std::tie(left.due, left.kind, left.state, left.rule, left.moment) <
           std::tie(right.due, right.kind, right.state, right.rule, right.moment);
  };
  branch.timers.insert(std::upper_bound(branch.timers.begin(), branch.timers.end(), timer, before), timer);
}

Result<void> Macrostep::arm(BranchNo no, StateIx at) {
  const model::State& state = run_.chart(no).states[at];
  for (DeadlineState& deadline : run_.write(no).deadlines) {
    // Kept ones go on where they were.
    if (deadline.state == at && !lifecycle::is_paused(deadline.status)) deadline.rested = 0;
  }
  for (std::size_t i = 0; i < state.deadlines.size(); ++i) {
    AFTALE_TRY_VOID(arm_deadline(no, at, static_cast<std::uint16_t>(i)));
  }
  for (std::size_t i = 0; i < state.timed.size(); ++i) {
    AFTALE_TRY_VOID(arm_timed(no, at, static_cast<std::uint16_t>(i)));
  }
  return {};
}

Result<std::optional<time::CivilDate>> Macrostep::due_of(BranchNo no, StateIx at, std::uint16_t ix) {
  const model::Deadline& rule = run_.chart(no).states[at].deadlines[ix];
  AFTALE_TRY(std::optional<time::CivilDate> due, date_of(run_, no, at, rule.due));
  if (!due) return due;
  const time::Calendar& calendar = rule.calendar ? *rule.calendar : run_.definition().calendar;
  if (const DeadlineState* had = deadline_of(run_.branch(no), at, ix)) due = due->plus_days(had->rested);
  return std::optional(calendar.roll(*due, rule.roll));
}

Result<void> Macrostep::arm_deadline(BranchNo no, StateIx at, std::uint16_t ix) {
  AFTALE_TRY(const std::optional<time::CivilDate> due, due_of(no, at, ix));
  set_due(no, at, ix, due, false);
  return {};
}

void Macrostep::set_due(BranchNo no, StateIx at, std::uint16_t ix, std::optional<time::CivilDate> due, bool goes_on) {
  const model::Deadline& rule = run_.chart(no).states[at].deadlines[ix];
  const time::Calendar& calendar = rule.calendar ? *rule.calendar : run_.definition().calendar;
  Branch& branch = run_.write(no);
  DeadlineState* deadline = find_deadline(branch, at, ix);
  if (deadline) {
    drop_deadline_timers(branch, at, ix);
    // From one day that is past to another: it is as overdue as before, and nobody is told again.
    const bool stays_overdue = goes_on && lifecycle::is_overdue(deadline->status) && due && *due < run_.today();
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
  look_again_on_return(run_, no, *deadline);
  add_then(run_, branch, *deadline, rule);
  if (lifecycle::is_overdue(deadline->status)) return;

  std::vector<time::CivilDate> days;
  for (std::size_t i = 0; i < std::min(rule.warn.size(), kMomentsMax); ++i) {
    const auto bit = static_cast<std::uint16_t>(1u << i);
    const time::CivilDate day = calendar.roll(calendar.subtract(*due, rule.warn[i]), time::Roll::back);
    const bool twice = std::find(days.begin(), days.end(), day) != days.end();
    if (day < run_.today() || twice) deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | bit);
    if ((deadline->reminded & bit) != 0) continue;
    days.push_back(day);
    Timer timer;
    timer.date = day;
    timer.kind = Timer::Kind::remind;
    timer.state = at;
    timer.rule = ix;
    timer.moment = static_cast<std::uint16_t>(i);
    add_timer(run_, branch, timer);
  }
  Timer timer;
  timer.date = *due;
  timer.kind = Timer::Kind::overdue;
  timer.state = at;
  timer.rule = ix;
  add_timer(run_, branch, timer);
}

Result<std::optional<time::CivilDate>> Macrostep::date_of_timed(BranchNo no, StateIx at, std::uint16_t ix) {
  const model::TimedRule& rule = run_.chart(no).states[at].timed[ix];
  const time::CivilDate entered = entered_on(run_, no, at, true);
  if (rule.period) return Date(run_.definition().calendar.add(entered, *rule.period));
  AFTALE_TRY(const feel::Value value, value_for_date(run_, no, at, rule.when));
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

Result<void> Macrostep::arm_timed(BranchNo no, StateIx at, std::uint16_t ix) {
  if (run_.chart(no).states[at].timed[ix].kind == model::TimedRule::Kind::every) {
    arm_next(no, at, ix, entered_on(run_, no, at, !run_.keeps_facts()));
    return {};
  }
  AFTALE_TRY(const std::optional<time::CivilDate> date, date_of_timed(no, at, ix));
  if (date && fires_on(no, at, ix, *date)) set_timed(no, at, ix, *date);
  return {};
}

bool Macrostep::fires_on(BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate date) const {
  const Branch& branch = run_.branch(no);
  return !has_fired(branch, at, ix) || (date >= run_.today() && !has_fired_for(branch, at, ix, date));
}

void Macrostep::put_timed(BranchNo no, StateIx at, std::uint16_t ix, Date date) {
  const Timer* had = timer_of(run_.branch(no), at, ix);
  if (had ? date == had->date : !date) return;
  if (had) drop_timed(run_.write(no), at, ix);
  if (date && fires_on(no, at, ix, *date)) set_timed(no, at, ix, *date);
}

void Macrostep::set_timed(BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate date) {
  Timer timer;
  timer.date = date;
  timer.kind = Timer::Kind::timed;
  timer.state = at;
  timer.rule = ix;
  add_timer(run_, run_.write(no), timer);
}

void Macrostep::arm_next(BranchNo no, StateIx at, std::uint16_t ix, time::CivilDate last) {
  const model::TimedRule& rule = run_.chart(no).states[at].timed[ix];
  const time::Counting counting = run_.keeps_facts() ? time::Counting::rfc5545 : time::Counting::libical;
  // The days of a recurrence are those of the calendar: they keep their beat whatever rested meanwhile.
  const time::CivilDate entered = entered_on(run_, no, at, !run_.keeps_facts());
  const Date day = time::next_of_rule(rule.rule, entered, last, counting);
  if (day) set_timed(no, at, ix, *day);
  if (day || last != entered || !run_.keeps_facts()) return;
  add_note(run_, "never-due",
           {"Reglen " + rule.rule + " rammer ingen dag efter " + time::short_date(entered, Language::da) +
                ", hvor trinnet blev åbnet, så her sker intet. Ret reglen i forløbet, eller flyt sagen",
            "The rule " + rule.rule + " falls on no day after " + time::short_date(entered, Language::en) +
                ", when the step was opened, so nothing happens here. Correct the rule in the workflow, or move the "
                "case"});
}

// Judged by the day on which the bodies decided, not by the day on which we were told.
void Macrostep::settle_deadlines(BranchNo no, StateIx at, const Left& left) {
  const model::State& state = run_.chart(no).states[at];
  if (state.deadlines.empty() && state.timed.empty()) return;
  Branch& branch = run_.write(no);
  drop_timers(branch, [&](const Timer& timer) { return timer.state == at; });
  for (DeadlineState& deadline : branch.deadlines) {
    if (deadline.state != at || !lifecycle::is_open(deadline.status)) continue;
    if (deadline.paused_on) {
      const std::uint32_t before = deadline.rested;
      end_pause(deadline, run_.effective());
      if (deadline.due) deadline.due = deadline.due->plus_days(deadline.rested - before);
      advance(deadline, DeadlineEvent::unpause);
    }
    if (left.keep && state.for_each) {
      advance(deadline, DeadlineEvent::pause);
      continue;
    }
    const bool was_overdue = lifecycle::is_overdue(deadline.status);
    switch (left.leaving) {
      case Leaving::event:
      case Leaving::counted:
        if (!deadline.due) {
          advance(deadline, DeadlineEvent::cancel);
        } else {
          advance(deadline, run_.effective() <= *deadline.due ? DeadlineEvent::meet_in_time : DeadlineEvent::meet_late);
        }
        break;
      case Leaving::timer:
        if (!was_overdue) advance(deadline, DeadlineEvent::cancel);
        break;
      case Leaving::cancelled:
        advance(deadline, DeadlineEvent::cancel);
        break;
    }
    if (deadline.status == DeadlineStatus::lifted && (deadline.reminded & kToldLifted) == 0) {
      deadline.reminded = static_cast<std::uint16_t>(deadline.reminded | kToldLifted);
      if (remembers_told(run_)) {
        correct_deadline(run_, no, deadline);
      } else {
        tell_about_deadline(run_, no, deadline, {"lifted", {}, Notify::Asks::nothing, true}, "lifted");
      }
    }
  }
}

Result<void> Macrostep::remind(BranchNo no, StateIx at, std::uint16_t ix, std::uint16_t moment) {
  DeadlineState* deadline = find_deadline(run_.write(no), at, ix);
  AFTALE_CHECK(deadline != nullptr);
  if (moment >= kAgainMoment) return look_again(run_, no, *deadline, moment);
  advance(*deadline, DeadlineEvent::warn);
  deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | (1u << moment));
  const std::string stem = run_.chart(no).states[at].deadlines[ix].warn[moment].iso();
  if (escalation_of(run_)) return escalate(run_, no, *deadline, stem);
  tell_about_deadline(run_, no, *deadline, {"reminder", {}, Notify::Asks::to_come, false}, stem);
  return {};
}

void Macrostep::note_then(BranchNo no, StateIx at, std::uint16_t ix) {
  DeadlineState* deadline = find_deadline(run_.write(no), at, ix);
  AFTALE_CHECK(deadline != nullptr);
  deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | kThenTaken);
}

Result<void> Macrostep::pass_over_timer(BranchNo no, const Timer& timer) {
  const model::State& state = run_.chart(no).states[timer.state];
  Branch& branch = run_.write(no);
  if (timer.kind == Timer::Kind::timed) {
    note_fired(state, branch, timer.state, timer.rule, timer.date);
    const model::TimedRule& rule = state.timed[timer.rule];
    if (rule.kind == model::TimedRule::Kind::every && !rule.once) arm_next(no, timer.state, timer.rule, timer.date);
    return {};
  }
  DeadlineState* deadline = find_deadline(branch, timer.state, timer.rule);
  AFTALE_CHECK(deadline != nullptr);
  const bool again = timer.kind == Timer::Kind::remind && timer.moment >= kAgainMoment;
  const bool told = timer.kind == Timer::Kind::overdue && (deadline->reminded & kToldOverdue) != 0;
  if (!again) {
    const int bit = timer.kind == Timer::Kind::remind    ? 1 << timer.moment
                    : timer.kind == Timer::Kind::overdue ? kToldOverdue
                                                         : kThenTaken;
    deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | bit);
  }
  if (timer.kind == Timer::Kind::then || told || !escalation_of(run_)) return {};
  return look_in_silence(run_, no, *deadline, again);
}

Result<void> Macrostep::miss(BranchNo no, StateIx at, std::uint16_t ix) {
  DeadlineState* deadline = find_deadline(run_.write(no), at, ix);
  AFTALE_CHECK(deadline != nullptr);
  advance(*deadline, DeadlineEvent::miss);
  for (const OpenWork& work : open_work(run_, no, at)) {
    refresh_item(run_, work.branch, *find_active(run_.branch(work.branch), work.state));
  }
  if ((deadline->reminded & kToldOverdue) != 0) return {};
  deadline->reminded = static_cast<std::uint16_t>(deadline->reminded | kToldOverdue);
  if (escalation_of(run_)) return escalate(run_, no, *deadline, "overdue");
  tell_about_deadline(run_, no, *deadline, {"overdue", {}, Notify::Asks::missed, true}, "overdue");
  return {};
}

}  // namespace aftale::machine
