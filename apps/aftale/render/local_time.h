#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::app::render {

/// Where all of it happens.
const time::Zone& danish_zone();
/// `24. nov. 2022 kl. 12.00` / `24 Nov 2022 12:00`, as clocks in Denmark show it, in the language of the call.
std::string local_time(time::Instant at, const Settings& settings);
/// `kl. 12.00.05` / `12:00:05`: the time of day alone, to the second.
std::string local_clock(time::Instant at, const Settings& settings);
/// The day in Denmark.
time::CivilDate local_date(time::Instant at);

}  // namespace aftale::app::render
