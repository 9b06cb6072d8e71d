#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/time/instant.h"

namespace aftale::app::render {

/// `24. nov. 2022 kl. 12.00` / `24 Nov 2022 12:00`, as clocks in Denmark show it, in the language of the call.
std::string local_time(time::Instant at, const Settings& settings);

}  // namespace aftale::app::render
