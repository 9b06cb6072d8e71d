#pragma once
#include <functional>

#include "engine/machine/deadlines/arm.h"

/// Dates of states that go on, computed anew: a variable has another value, or the case follows another definition.
/// Errors, everywhere: expression-failed.
namespace aftale::machine::deadlines {

/// An expression that reads `event`: what it was by which a state was entered is not known any more.
bool reads_event(const feel::Expression& expression);

/// The due date as it is computed now; where it reads an event, the one that it has.
Result<Date> due_again(const Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline);
/// A variable that the date reads has another value.
Result<void> follow_deadline(Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline);
Result<void> follow_timed(Run& run, BranchNo branch, model::StateIx state, std::uint16_t rule);

/// Whether no rule of the old definition says what this one says.
using IsNew = std::function<bool(const Branch& branch, model::StateIx state, std::uint16_t rule)>;
/// The case follows another definition.
Result<void> rearm_deadline(Run& run, BranchNo branch, model::StateIx state, std::uint16_t deadline);
Result<void> rearm_timed(Run& run, BranchNo branch, model::StateIx state, std::uint16_t rule, bool is_new);
/// Of a branch that is kept at rest only recurrences begin anew; its other dates are computed on the return.
void rearm_kept(Run& run, BranchNo branch, const IsNew& is_new);

}  // namespace aftale::machine::deadlines
