#include "engine/machine/settle.h"

#include <algorithm>
#include <tuple>

#include "engine/machine/chart/run.h"
#include "engine/machine/deadlines/fire.h"
#include "engine/machine/deadlines/fired.h"
#include "engine/machine/deadlines/timers.h"
#include "engine/machine/step.h"

namespace aftale::machine {

std::optional<Fire> next_due(const Case& instance, time::Instant until) {
  std::optional<Fire> first;
  if (instance.status != lifecycle::CaseStatus::running) return first;
  const auto key = [](const Fire& fire) {
    return std::tie(fire.timer.due, fire.timer.kind, fire.branch, fire.timer.state, fire.timer.rule, fire.timer.moment);
  };
  for (const BranchPtr& branch : instance.branches) {
    if (branch->status != BranchStatus::running || branch->kept || branch->timers.empty()) continue;
    if (branch->timers.front().due > until) continue;
    const Fire fire{branch->no, branch->timers.front()};
    if (!first || key(fire) < key(*first)) first = fire;
  }
  return first;
}

namespace {

bool is_recurrence(const model::Definition& definition, const Case& instance, const Fire& due) {
  if (due.timer.kind != Timer::Kind::timed) return false;
  const model::Chart& chart = definition.charts[instance.branches[due.branch]->chart];
  return chart.states[due.timer.state].timed[due.timer.rule].kind == model::TimedRule::Kind::every;
}

// A date of each step may pass at the same instant; a circle goes on for ever.
std::size_t most_at_once(const Case& instance) {
  return limits::kFiringsMax + limits::kFiringsOfBranchMax * instance.branches.size();
}

// Days of a recurrence go forward to today, so catching up comes to its end; only the first day since the step was
// entered may be part of a circle.
bool counts(const model::Definition& definition, const Case& instance, const Fire& due) {
  return !is_recurrence(definition, instance, due) ||
         !has_fired(*instance.branches[due.branch], due.timer.state, due.timer.rule);
}

// Each date has passed already when its step is entered, and leads to the next.
ErrorPtr endless(std::size_t fired) {
  const std::string most = std::to_string(fired);
  return fail(Error::Kind::refused, "endless",
              Text{"Sagen kommer ikke til hvile: " + most +
                       " datoer fulgte lige efter hinanden. Se efter after, from "
                       "eller then, der går i ring",
                   "The case does not come to rest: " + most +
                       " dates followed at once. Look for after, from or then "
                       "that go in a circle"})
      .value();
}

}  // namespace

Moment moment_of(const model::Definition& definition, const Case& instance, const Fire& due) {
  Moment moment;
  moment.now = std::max(due.timer.due, instance.last_at);
  moment.actor.id = "clock";
  moment.actor.proof = Proof::clock;
  moment.actor.roles = {"*"};
  // Cases of older semantics carry it out on the day on which they go on (model::kSemantics).
  const bool missed = due.timer.date < definition.calendar.zone.date_of(moment.now);
  if (missed && instance.semantics >= 5 && is_recurrence(definition, instance, due)) moment.effective = due.timer.date;
  return moment;
}

Firing fire(const model::Definition& definition, Case& instance, const Fire& due) {
  const Moment moment = moment_of(definition, instance, due);
  if (moment.now != instance.last_at) instance.fired_at_once = 0;
  if (counts(definition, instance, due)) ++instance.fired_at_once;
  if (instance.fired_at_once > most_at_once(instance)) return {due, Step(), endless(instance.fired_at_once - 1)};
  Result<Step> done = step(definition, instance, due, moment);
  if (!done) return {due, Step(), std::move(done).error()};
  apply(instance, *done);
  ++instance.revision;
  instance.last_at = moment.now;
  return {due, std::move(*done), nullptr};
}

Result<Step> pass_over(const model::Definition& definition, Case& instance, const Fire& due) {
  const Moment moment = moment_of(definition, instance, due);
  Run run(definition, instance, moment);
  run.step().status = instance.status;
  run.step().meaning = "struck";
  drop_timers(run.write(due.branch), [&](const Timer& timer) {
    return timer.kind == due.timer.kind && timer.state == due.timer.state && timer.rule == due.timer.rule &&
           timer.moment == due.timer.moment && timer.date == due.timer.date;
  });
  if (run.keeps_facts()) AFTALE_TRY_VOID(deadlines::pass_over(run, due.branch, due.timer));
  Step step = run.finish();
  apply(instance, step);
  return step;
}

std::vector<Firing> settle(const model::Definition& definition, Case& instance, time::Instant until) {
  std::vector<Firing> firings;
  Case before;            // as it stood when the first date of this instant fired
  std::size_t fired = 0;  // before that instant
  while (const std::optional<Fire> due = next_due(instance, until)) {
    if (firings.empty() || moment_of(definition, instance, *due).now != instance.last_at) {
      if (firings.size() >= limits::kFiringsMax) break;
      before = instance;
      fired = firings.size();
    }
    firings.push_back(fire(definition, instance, *due));
    if (!firings.back().failed) continue;
    if (instance.fired_at_once > most_at_once(instance)) {
      // Nobody is to hear what the circle says, over and over.
      ErrorPtr why = std::move(firings.back().failed);
      firings.resize(fired + 1);
      firings.back() = {firings.back().fire, Step(), std::move(why)};
      instance = std::move(before);
    }
    break;
  }
  return firings;
}

}  // namespace aftale::machine
