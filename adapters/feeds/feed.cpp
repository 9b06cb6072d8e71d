#include "adapters/feeds/feed.h"

#include <algorithm>

namespace aftale::feeds {
namespace {

// 16 bytes of a hash over case and day: ASCII whatever the keys are written with.
std::string uid_of(const cases::CalendarDay& day) {
  return RequestId::derived(day.case_key + "|" + day.id, 0, 0).text() + "@aftale";
}

calendar::Event event_of(const cases::CalendarDay& day, Language language) {
  const auto say = [&](const Text& text) { return text.in(language); };
  const bool deadline = day.kind == cases::CalendarDay::Kind::deadline;
  calendar::Event event;
  event.uid = uid_of(day);
  event.sequence = day.sequence;
  event.changed_at = day.changed_at;
  event.date = day.date;
  const Text what = !deadline  ? Text{"Møde: ", "Meeting: "}
                    : day.done ? Text{"Besvaret: ", "Answered: "}
                               : Text{"Frist: ", "Due: "};
  event.summary = say(what) + say(day.title) + " – " + say(day.case_title);
  event.description = say({"Sag: ", "Case: "}) + day.case_key + "\n" + say({"Trin: ", "Step: "}) + day.step;
  event.category = say(deadline ? Text{"Frist", "Deadline"} : Text{"Møde", "Meeting"});
  event.cancelled = !day.stands;
  return event;
}

calendar::Feed empty_feed(Language language) {
  calendar::Feed feed;
  feed.name = Text{"Frister og møder", "Deadlines and meetings"}.in(language);
  feed.language = language;
  return feed;
}

}  // namespace

calendar::Feed feed_of(const cases::CalendarAnswer& answer, Language language) {
  calendar::Feed feed = empty_feed(language);
  for (const cases::CalendarDay& day : answer.days) feed.events.push_back(event_of(day, language));
  return feed;
}

calendar::Feed feed_for(const std::string& contact, const cases::CalendarAnswer& answer, Language language) {
  calendar::Feed feed = empty_feed(language);
  for (const cases::CalendarDay& day : answer.days) {
    if (std::find(day.contacts.begin(), day.contacts.end(), contact) != day.contacts.end())
      feed.events.push_back(event_of(day, language));
  }
  return feed;
}

}  // namespace aftale::feeds
