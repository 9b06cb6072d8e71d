#pragma once
#include <string>

#include "apps/aftale/command.h"
#include "engine/time/civil.h"

namespace aftale::app {

/// The manual page aftale(1) in man(7), made from the declarations; `date` stands at its foot.
std::string manual(Language language, time::CivilDate date);

}  // namespace aftale::app
