#pragma once
#include <optional>

#include "engine/commands/actor.h"
#include "engine/commands/kinds.h"
#include "engine/machine/case.h"

namespace aftale::machine {

/// When and by whom. `effective` is the day it happened (a meeting's date); none: the local date of `now`.
struct Moment {
  time::Instant now;
  std::optional<time::CivilDate> effective;
  Actor actor;
};

}  // namespace aftale::machine
