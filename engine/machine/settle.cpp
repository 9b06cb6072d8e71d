#include <algorithm>
#include <tuple>

#include "engine/machine/step.h"

namespace aftale::machine {

namespace {

/// The first to fire: by instant, then overdue marks before the rest, then branch and document order.
std::optional<Fire> next_due(const Case& kase, time::Instant until) {
  std::optional<Fire> first;
  const auto key = [](const Fire& fire) {
    return std::tie(fire.timer.due, fire.timer.kind, fire.branch, fire.timer.state, fire.timer.rule, fire.timer.moment);
  };
  for (const BranchPtr& branch : kase.branches) {
    if (branch->status != BranchStatus::running || branch->kept || branch->timers.empty()) continue;
    if (branch->timers.front().due > until) continue;
    const Fire fire{branch->no, branch->timers.front()};
    if (!first || key(fire) < key(*first)) first = fire;
  }
  return first;
}

}  // namespace

std::vector<Firing> settle(const model::Definition& definition, Case& kase, time::Instant until) {
  std::vector<Firing> firings;
  while (kase.status == lifecycle::CaseStatus::running && firings.size() < limits::kFiringsMax) {
    const std::optional<Fire> fire = next_due(kase, until);
    if (!fire) break;
    Moment moment;
    moment.now = std::max(fire->timer.due, kase.last_at);
    moment.actor.id = "clock";
    moment.actor.proof = Proof::clock;
    moment.actor.roles = {"*"};
    Result<Step> done = step(definition, kase, *fire, moment);
    if (!done) {
      firings.push_back({*fire, Step(), std::move(done).error()});
      break;
    }
    apply(kase, *done);
    ++kase.revision;
    kase.last_at = moment.now;
    firings.push_back({*fire, std::move(*done), nullptr});
  }
  return firings;
}

}  // namespace aftale::machine
