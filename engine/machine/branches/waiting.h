#pragma once
#include <functional>

#include "engine/machine/chart/run.h"

/// What other cases told while nothing here could take it.
namespace aftale::machine {

/// The case is suspended or stopped by a fault, and takes nothing until it is resumed.
bool rests(const Run& run);
/// `why` it was not taken is that the branch that would take it is kept at rest.
bool is_for_kept(const Run& run, const Heard& heard, const ErrorPtr& why);
void let_wait(Run& run, const Heard& heard);

/// Offers an event as a command does; changes nothing where it refuses.
using Take = std::function<Result<void>(const Event&)>;
/// At the end of a step: what waits and can be taken now is taken, in the order in which it was told. What nothing
/// takes any more is told to the secretariat. Errors: those of `take` that are not about who takes it.
Result<void> hear_waiting(Run& run, const Take& take);

}  // namespace aftale::machine
