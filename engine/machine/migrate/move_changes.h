#pragma once
#include <vector>

#include "engine/machine/migrate/mapping.h"
#include "engine/machine/migrate/move.h"

/// Internal: what a move changes, told in addresses and titles.
namespace aftale::machine {

/// `carried`: the case in the new terms, before `step`.
std::vector<MoveChange> changes_of(const Correspondence& map, const Case& before, const Case& carried, const Step& step,
                                   const Moment& moment);

}  // namespace aftale::machine
