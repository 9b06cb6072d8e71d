#pragma once
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/case.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"

/// The pure function of time: what is due fires, one date after the other. Beside `settle` itself stand its parts, for
/// whoever has a say in between: a timeline in which some firings are struck.
namespace aftale::machine {

/// A timer that fired, and what it did. `failed` holds the reason where its step could not be done: the case must be
/// given a Fault and fires nothing more.
struct Firing {
  Fire fire;
  Step step;
  ErrorPtr failed;
};

/// Fires every timer due at or before `until`, in (due, kind, branch, document order), each with `now` = its own due
/// instant, applying each to `instance`. Dates that go in a circle are taken back to where the case stood before the
/// first of them, which is the one that failed then. A call ends with the instant at which limits::kFiringsMax are
/// reached; call again while something is due.
std::vector<Firing> settle(const model::Definition& definition, Case& instance, time::Instant until);

/// The first timer that fires at or before `until`: by instant, then overdue marks before the rest, then branch and
/// document order. None where the case is not running.
std::optional<Fire> next_due(const Case& instance, time::Instant until);
/// Fires it, with `now` = its own due instant, and applies what it did to `instance`, whose revision and time it moves
/// on. With Firing::failed nothing is applied.
Firing fire(const model::Definition& definition, Case& instance, const Fire& due);
/// Takes the timer away without effect, and applies that. What follows on it is set as if it had fired: the next day of
/// a recurrence, the next look of an escalation (cases before semantics 5 set nothing, model::kSemantics). Error:
/// expression-failed, where the table of the escalation cannot be used; nothing is applied then.
Result<Step> pass_over(const model::Definition& definition, Case& instance, const Fire& due);
/// When it fires, and that the clock did it. A day of a recurrence that has passed meanwhile takes effect on that day.
Moment moment_of(const model::Definition& definition, const Case& instance, const Fire& due);

}  // namespace aftale::machine
