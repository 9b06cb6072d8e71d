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
  std::int64_t sequence = 0;  ///< greater each time its day is another, or it is off (RFC 5546, 2.1.4)
  time::CivilDate date;
  std::string summary, description, category;
  bool cancelled = false;
  time::Instant changed_at = {};  ///< of a feed: when it was last changed
};

struct Feed {
  std::string name;  ///< what the calendar is called
  Language language = Language::da;
  std::vector<Event> events;
};

/// The whole file in UTF-8: CRLF, lines folded at 75 octets between characters. Control characters in texts become
/// spaces, line breaks stay. DTSTAMP and LAST-MODIFIED of an event are when it was changed, not when the
/// file was made, so the same feed gives the same bytes whenever it is written.
std::string ics(const Feed& feed);

}  // namespace aftale::calendar
