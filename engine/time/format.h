#pragma once
#include <string>

#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::time {

/// `24. nov. 2022` / `24 Nov 2022`.
std::string short_date(CivilDate date, Language language);
/// `24. nov.` / `24 Nov`.
std::string day_and_month(CivilDate date, Language language);
/// `24. november 2022` / `24 November 2022`.
std::string plain_date(CivilDate date, Language language);
/// `torsdag den 24. november 2022` / `Thursday 24 November 2022`.
std::string long_date(CivilDate date, Language language);
/// `24. nov. 2022 kl. 12.00` / `24 Nov 2022 12:00`, local.
std::string date_and_time(Instant instant, const Zone& zone, Language language);

}  // namespace aftale::time
