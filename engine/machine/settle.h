#pragma once
#include <optional>

#include "engine/machine/step.h"

/// One firing at a time, for whoever has a say in between: `settle` itself, and a timeline in which some are struck.
namespace aftale::machine {

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
