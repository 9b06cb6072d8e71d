#pragma once
#include <vector>

#include "engine/machine/migrate/mapping.h"
#include "engine/machine/migrate/move_change.h"
#include "engine/machine/settle.h"

namespace aftale::machine::migrate {

/// What a move changes, told in addresses and titles. `after`: the case in the new terms, with `step` and the dates
/// that fire at the same instant applied.
std::vector<MoveChange> changes_of(const Mapping& map, const Case& before, const Case& after, const Step& step,
                                   const std::vector<Firing>& firings, const Moment& moment);

}  // namespace aftale::machine::migrate
