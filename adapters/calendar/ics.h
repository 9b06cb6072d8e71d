#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// Days as a calendar program reads them: RFC 5545 with the names of RFC 7986, by the rules of Outlook (no VTODO, whole
/// days with an exclusive end, a cancelled event instead of a missing one).
namespace aftale::calendar {

/// One whole day.
struct Event {
  std::string uid;            ///< stable for as long as the event lives, ASCII
  std::int64_t sequence = 0;  ///< greater after every change
  time::CivilDate date;
  std::string summary, description, category;
  bool cancelled = false;
};

struct Feed {
  std::string name;  ///< what the calendar is called
  Language language = Language::da;
  time::Instant stamp;  ///< when it was made
  std::vector<Event> events;
};

/// The whole file in UTF-8: CRLF, lines folded at 75 octets between characters. Control characters in texts become
/// spaces, line breaks stay. The same feed gives the same bytes.
std::string ics(const Feed& feed);

}  // namespace aftale::calendar
