#include "apps/aftale/render/ics.h"

#include "adapters/calendar/ics.h"

namespace aftale::app::render {
namespace {

// 16 bytes of a hash over case and day: ASCII whatever the keys are written with.
std::string uid_of(const cases::CalendarDay& day) {
  return RequestId::derived(day.case_key + "|" + day.id, 0, 0).text() + "@aftale";
}

calendar::Event event_of(const cases::CalendarDay& day, const Settings& settings) {
  const bool deadline = day.kind == cases::CalendarDay::Kind::deadline;
  calendar::Event event;
  event.uid = uid_of(day);
  event.sequence = day.revision;
  event.date = day.date;
  event.summary = settings.say(deadline ? Text{"Frist: ", "Due: "} : Text{"Møde: ", "Meeting: "}) +
                  settings.say(day.title) + " – " + settings.say(day.case_title);
  event.description =
      settings.say({"Sag: ", "Case: "}) + day.case_key + "\n" + settings.say({"Trin: ", "Step: "}) + day.step;
  event.category = settings.say(deadline ? Text{"Frist", "Deadline"} : Text{"Møde", "Meeting"});
  event.cancelled = !day.stands;
  return event;
}

}  // namespace

std::string ics(const cases::CalendarAnswer& answer, time::Instant now, const Settings& settings) {
  calendar::Feed feed;
  feed.name = settings.say({"Frister og møder", "Deadlines and meetings"});
  feed.language = settings.language;
  feed.stamp = now;
  for (const cases::CalendarDay& day : answer.days) feed.events.push_back(event_of(day, settings));
  return calendar::ics(feed);
}

}  // namespace aftale::app::render
