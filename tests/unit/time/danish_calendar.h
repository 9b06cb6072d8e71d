#pragma once
#include "engine/time/calendar.h"

namespace aftale::time {

inline CivilDate day(std::string_view iso) {
  return CivilDate::parse_iso(iso).value();
}

/// Denmark's public holidays, as the calendar of the house has them; an example for tests.
inline Calendar danish_calendar() {
  const auto easter = [](const char* da, const char* en, int offset) {
    return DayRule{{da, en}, offset, std::nullopt, std::nullopt, std::nullopt};
  };
  const auto fixed = [](const char* da, const char* en, int month, int date) {
    return DayRule{{da, en}, std::nullopt, std::pair(month, date), std::nullopt, std::nullopt};
  };
  Calendar calendar;
  calendar.name = "danish";
  calendar.zone = Zone::find("Europe/Copenhagen").value();
  DayRule prayer_day = easter("Store bededag", "Great Prayer Day", 26);
  prayer_day.to = day("2023-12-31");
  calendar.holidays = {fixed("Nytårsdag", "New Year's Day", 1, 1),
                       easter("Skærtorsdag", "Maundy Thursday", -3),
                       easter("Langfredag", "Good Friday", -2),
                       easter("Påskedag", "Easter Sunday", 0),
                       easter("2. påskedag", "Easter Monday", 1),
                       prayer_day,
                       easter("Kristi himmelfartsdag", "Ascension Day", 39),
                       easter("Pinsedag", "Whit Sunday", 49),
                       easter("2. pinsedag", "Whit Monday", 50),
                       fixed("Juledag", "Christmas Day", 12, 25),
                       fixed("2. juledag", "Boxing Day", 12, 26)};
  return calendar;
}

}  // namespace aftale::time
