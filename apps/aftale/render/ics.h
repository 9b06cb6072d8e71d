#pragma once
#include <string>

#include "apps/aftale/settings.h"
#include "engine/cases/answers.h"

namespace aftale::app::render {

/// Deadlines and meetings for Outlook and its kin: whole days that move or are cancelled when the file is read again.
std::string ics(const cases::CalendarAnswer& answer, time::Instant now, const Settings& settings);

}  // namespace aftale::app::render
