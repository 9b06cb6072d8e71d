#pragma once
#include "engine/machine/case.h"

/// For which days the timed rules of a branch have fired.
namespace aftale::machine {

/// For any day, since its state was entered.
bool has_fired(const Branch& branch, model::StateIx state, std::uint16_t rule);
bool has_fired_for(const Branch& branch, model::StateIx state, std::uint16_t rule, time::CivilDate day);
/// Also where it was passed over: it fires no more for that day.
void note_fired(const model::State& state, Branch& branch, model::StateIx at, std::uint16_t rule, time::CivilDate day);
/// The state is left. Where it is a `for_each` whose branches are kept, it knows on the return which dates of the
/// calendar have led on; a recurrence begins anew with each entry.
void forget_fired(const model::State& state, Branch& branch, model::StateIx at, bool kept);

}  // namespace aftale::machine
