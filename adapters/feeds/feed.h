#pragma once
#include <string>

#include "adapters/calendar/ics.h"
#include "engine/cases/answers.h"

namespace aftale::feeds {

/// Deadlines and meetings for Outlook and its kin: whole days that move or are cancelled when the file is read again.
calendar::Feed feed_of(const cases::CalendarAnswer& answer, Language language);
/// The same, only what concerns one receiver.
calendar::Feed feed_for(const std::string& contact, const cases::CalendarAnswer& answer, Language language);

}  // namespace aftale::feeds
