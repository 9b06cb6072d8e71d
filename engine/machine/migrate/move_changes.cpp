#include "engine/machine/migrate/move_changes.h"

#include <algorithm>

#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/evaluate.h"
#include "engine/machine/chart/titles.h"
#include "engine/machine/migrate/plan.h"

namespace aftale::machine::migrate {

using lifecycle::CaseStatus;
using model::kNone;
using model::StateIx;
using Kind = MoveChange::Kind;

namespace {

class Comparison {
 public:
  Comparison(const Mapping& map, const Case& before, const Case& after, const Step& step,
             const std::vector<Firing>& firings)
      : map_(map), before_(before), after_(after), step_(step), firings_(firings) {}

  std::vector<MoveChange> take(const Moment& moment) {
    if (before_.title != after_.title) add(Kind::title, {}, {}, before_.title, after_.title);
    if (before_.status == CaseStatus::faulted && after_.status != CaseStatus::faulted)
      add(Kind::mended, {}, {}, {}, {});
    for (const BranchPtr& branch : after_.branches) in_branch(*branch);
    for (const Microstep& microstep : step_.trace) in_microstep(microstep);
    for (const Firing& firing : firings_) in_firing(firing);
    checks(moment);
    return std::move(changes_);
  }

 private:
  void add(Kind kind, std::string where, Text title, Text before, Text after) {
    changes_.push_back({kind, std::move(where), std::move(title), std::move(before), std::move(after)});
  }

  void in_branch(const Branch& now) {
    if (now.no >= before_.branches.size()) return add(Kind::opened, now.key, *now.title, {}, {});
    const Branch& was = *before_.branches[now.no];
    if (is_under_way(was) && now.status == BranchStatus::cancelled)
      return add(Kind::cancelled, now.key, *now.title, {}, {});
    if (was.status != BranchStatus::running || now.status != BranchStatus::running) return;
    for (const ActiveState& active : was.active) in_state(was, now, active.state);
  }

  void in_state(const Branch& was, const Branch& now, StateIx old_state) {
    const StateIx state = map_.state(was.chart, old_state);
    const bool stays = std::any_of(now.active.begin(), now.active.end(),
                                   [&](const ActiveState& active) { return active.state == state; });
    if (!stays) return;  // told by the trace
    const model::Chart& chart = map_.new_chart(now.chart);
    const model::State &before = map_.old_chart(was.chart).states[old_state], &after = chart.states[state];
    const std::string where = address_in(chart, now, state);
    if (before.title != after.title) {
      add(Kind::renamed, where, title_of_state(after), title_of_state(before), title_of_state(after));
    }
    if (was.kept) return;
    deadlines(was, now, old_state, state, where);
    meeting(*find_active(was, old_state), *find_active(now, state), after, where);
  }

  static const DeadlineState* open_deadline(const Branch& branch, StateIx state, std::uint16_t deadline) {
    for (const DeadlineState& one : branch.deadlines) {
      if (one.state == state && one.deadline == deadline && lifecycle::is_open(one.status)) return &one;
    }
    return nullptr;
  }
  static Text day(const DeadlineState* deadline) {
    return deadline && deadline->due ? same_text(deadline->due->iso()) : Text();
  }

  void meeting(const ActiveState& was, const ActiveState& now, const model::State& state, const std::string& where) {
    const auto day_of = [](const ActiveState& active) {
      return active.next_meeting ? same_text(active.next_meeting->iso()) : Text();
    };
    if (was.next_meeting != now.next_meeting)
      add(Kind::meeting, where, title_of_state(state), day_of(was), day_of(now));
  }

  void deadlines(const Branch& was, const Branch& now, StateIx old_state, StateIx state, const std::string& where) {
    const std::vector<model::Deadline>& before = map_.old_chart(was.chart).states[old_state].deadlines;
    const std::vector<model::Deadline>& after = map_.new_chart(now.chart).states[state].deadlines;
    const auto tell = [&](const model::Deadline& rule, const Text& due_before, const Text& due_after) {
      if (due_before == due_after) return;
      add(Kind::deadline, where, rule.title.empty() ? same_text(rule.id) : rule.title, due_before, due_after);
    };
    for (std::uint16_t n = 0; n < before.size(); ++n) {
      const std::uint16_t same = map_.deadline(was.chart, old_state, n);
      const DeadlineState* moved = same == kNone ? nullptr : open_deadline(now, state, same);
      tell(before[n], day(open_deadline(was, old_state, n)), day(moved));
    }
    for (std::uint16_t n = 0; n < after.size(); ++n) {
      const bool known = std::any_of(before.begin(), before.end(),
                                     [&](const model::Deadline& rule) { return rule.id == after[n].id; });
      if (!known) tell(after[n], {}, day(open_deadline(now, state, n)));
    }
  }

  // Branches that have just been opened begin somewhere: that they are opened says it.
  void in_microstep(const Microstep& microstep) {
    if (microstep.branch >= before_.branches.size()) return;
    const model::Chart& chart = map_.to().charts[microstep.chart];
    const Branch& branch = *after_.branches[microstep.branch];
    const auto tell = [&](Kind kind, const StateList& states) {
      for (const StateIx state : states) {
        if (state != 0) add(kind, address_in(chart, branch, state), title_of_state(chart.states[state]), {}, {});
      }
    };
    tell(Kind::left, microstep.left);
    tell(Kind::entered, microstep.entered);
  }

  // A date that has passed already, and what it does; where that fails the case comes to a stop.
  void in_firing(const Firing& firing) {
    const Timer& timer = firing.fire.timer;
    const Branch& branch = *after_.branches[firing.fire.branch];
    const model::Chart& chart = map_.new_chart(branch.chart);
    const model::State& state = chart.states[timer.state];
    const bool timed = timer.kind == Timer::Kind::timed;
    Text title = timer.state == 0 ? map_.to().root().title : title_of_state(state);
    if (!timed && !state.deadlines[timer.rule].title.empty()) title = state.deadlines[timer.rule].title;
    add(Kind::fires, timer.state == 0 ? std::string() : address_in(chart, branch, timer.state), std::move(title), {},
        same_text(timer.date.iso()));
    for (const Microstep& microstep : firing.step.trace) in_microstep(microstep);
    if (firing.failed) add(Kind::check, {}, {}, {}, firing.failed->findings.front().message);
  }

  // They are asked when a case is opened; of one that is under way they are only told.
  void checks(const Moment& moment) {
    const Run run(map_.to(), after_, moment);
    for (const model::Check& check : map_.to().root().checks) {
      const Result<bool> holds = truth_of(run, 0, 0, check.when);
      if (holds && *holds) continue;
      const Text asked = same_text(check.when.text());
      add(Kind::check, {}, {}, {},
          !holds              ? holds.error()->findings.front().message
          : check.say.empty() ? asked
                              : check.say);
    }
  }

  const Mapping& map_;
  const Case& before_;
  const Case& after_;
  const Step& step_;
  const std::vector<Firing>& firings_;
  std::vector<MoveChange> changes_;
};

}  // namespace

std::vector<MoveChange> changes_of(const Mapping& map, const Case& before, const Case& after, const Step& step,
                                   const std::vector<Firing>& firings, const Moment& moment) {
  return Comparison(map, before, after, step, firings).take(moment);
}

}  // namespace aftale::machine::migrate
