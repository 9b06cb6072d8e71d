#pragma once
#include <string>

#include "adapters/calendar/ics.h"

namespace aftale::calendar {

struct Person {
  std::string address;  ///< e-mail, checked by the caller
  std::string title;
};

/// A whole day that one asks another to put into their calendar (iTIP, RFC 5546, 3.2.2), or, where the event is
/// cancelled, to take out of it (3.2.5).
struct Invitation {
  Event event;
  Language language = Language::da;
  time::Instant stamp;  ///< when it was made
  Person organizer, attendee;
};

/// The content of a `text/calendar; method=REQUEST` part, or CANCEL (RFC 6047): as `ics` of a feed, with the one event,
/// its organizer and its attendee, who is not asked to answer. The same uid with a greater sequence moves the event.
std::string ics(const Invitation& invitation);

}  // namespace aftale::calendar
