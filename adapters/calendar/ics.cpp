#include "adapters/calendar/ics.h"

#include <libical/ical.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "adapters/calendar/invitation.h"
#include "engine/base/check.h"
#include "engine/records/header_text.h"

namespace aftale::calendar {
namespace {

constexpr int kRefreshSeconds = 12 * 3600;  // X-PUBLISHED-TTL says the same to Outlook

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

// One line for calendars: what would end or disturb it becomes a space.
std::string one_line(const std::string& text) {
  return records::header_text(text);
}

// As one_line, line by line.
std::string lines(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += (begin == 0 ? "" : "\n") + one_line(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

icaltimetype whole_day(time::CivilDate date) {
  icaltimetype day = icaltime_null_date();
  day.year = static_cast<int>(date.year());
  day.month = date.month();
  day.day = date.day();
  return day;
}

icaltimetype in_utc(time::Instant instant) {
  static icaltimezone* const utc = icaltimezone_get_utc_timezone();  // made by the first who asks, without a lock
  return icaltime_from_timet_with_zone(static_cast<std::time_t>(instant.micros / 1'000'000), 0, utc);
}

void add(icalcomponent* to, icalproperty* property) {
  AFTALE_CHECK(property != nullptr);
  icalcomponent_add_property(to, property);
}

// A property that this libical has no name for.
void add_other(icalcomponent* to, const char* name, const std::string& value) {
  icalproperty* property = icalproperty_new_x(value.c_str());
  AFTALE_CHECK(property != nullptr);
  icalproperty_set_x_name(property, name);
  icalcomponent_add_property(to, property);
}

icalcomponent* event_of(const Event& event, icaltimetype stamp) {
  icalcomponent* out = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  AFTALE_CHECK(out != nullptr);
  add(out, icalproperty_new_uid(one_line(event.uid).c_str()));
  add(out, icalproperty_new_dtstamp(stamp));
  add(out, icalproperty_new_sequence(static_cast<int>(event.sequence)));
  add(out, icalproperty_new_dtstart(whole_day(event.date)));
  add(out, icalproperty_new_dtend(whole_day(event.date.plus_days(1))));
  add(out, icalproperty_new_summary(one_line(event.summary).c_str()));
  if (!event.description.empty()) add(out, icalproperty_new_description(lines(event.description).c_str()));
  if (!event.category.empty()) add(out, icalproperty_new_categories(one_line(event.category).c_str()));
  add(out, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  add(out, icalproperty_new_status(event.cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  return out;
}

Component calendar_with(Language language, icalproperty_method method) {
  Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  AFTALE_CHECK(calendar != nullptr);
  add(calendar.get(), icalproperty_new_version("2.0"));
  add(calendar.get(),
      icalproperty_new_prodid(language == Language::da ? "-//aftale//aftale//DA" : "-//aftale//aftale//EN"));
  add(calendar.get(), icalproperty_new_method(method));
  return calendar;
}

/// One change of the clock that comes again every year on the last Sunday of a month.
icalcomponent* change_of_clock(icalcomponent_kind kind, const char* name, int month, int hour, int from, int to) {
  icalcomponent* out = icalcomponent_new(kind);
  AFTALE_CHECK(out != nullptr);
  icaltimetype since = icaltime_null_time();
  since.year = 1996;  // from when on both fall on these Sundays (Directive 94/21/EC)
  since.month = month;
  since.day = month == 3 ? 31 : 27;
  since.hour = hour;
  add(out, icalproperty_new_dtstart(since));
  add(out, icalproperty_new_rrule(icalrecurrencetype_from_string(
               ("FREQ=YEARLY;BYMONTH=" + std::to_string(month) + ";BYDAY=-1SU").c_str())));
  add(out, icalproperty_new_tzoffsetfrom(from));
  add(out, icalproperty_new_tzoffsetto(to));
  add(out, icalproperty_new_tzname(name));
  return out;
}

/// The zone in which the days are meant. A calendar must hold some component (RFC 5545, 3.6), and one without events
/// has none but this.
icalcomponent* copenhagen() {
  constexpr int kHour = 3600;
  icalcomponent* zone = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
  AFTALE_CHECK(zone != nullptr);
  add(zone, icalproperty_new_tzid("Europe/Copenhagen"));
  icalcomponent_add_component(zone, change_of_clock(ICAL_XDAYLIGHT_COMPONENT, "CEST", 3, 2, kHour, 2 * kHour));
  icalcomponent_add_component(zone, change_of_clock(ICAL_XSTANDARD_COMPONENT, "CET", 10, 3, 2 * kHour, kHour));
  return zone;
}

std::string text_of(icalcomponent* component) {
  const std::unique_ptr<char, decltype(&free)> text(icalcomponent_as_ical_string_r(component), &free);
  AFTALE_CHECK(text != nullptr);
  return text.get();
}

// A parameter can hold no quotation mark (RFC 5545, 3.1).
void add_name(icalproperty* person, const std::string& title) {
  std::string name = one_line(title);
  std::replace(name.begin(), name.end(), '"', '\'');
  if (!name.empty()) icalproperty_add_parameter(person, icalparameter_new_cn(name.c_str()));
}

}  // namespace

std::string ics(const Feed& feed) {
  const Component calendar = calendar_with(feed.language, ICAL_METHOD_PUBLISH);
  icalcomponent* out = calendar.get();
  add(out, icalproperty_new_name(one_line(feed.name).c_str()));
  add(out, icalproperty_new_refreshinterval(icaldurationtype_from_int(kRefreshSeconds)));
  add_other(out, "X-WR-CALNAME", one_line(feed.name));
  add_other(out, "X-PUBLISHED-TTL", "PT12H");
  icalcomponent_add_component(out, copenhagen());
  for (const Event& event : feed.events) {
    const icaltimetype changed = in_utc(event.changed_at);
    icalcomponent* component = event_of(event, changed);
    add(component, icalproperty_new_lastmodified(changed));
    icalcomponent_add_component(out, component);
  }
  return text_of(out);
}

std::string ics(const Invitation& invitation) {
  const Component calendar =
      calendar_with(invitation.language, invitation.event.cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST);
  icalcomponent* event = event_of(invitation.event, in_utc(invitation.stamp));
  icalcomponent_add_component(calendar.get(), event);
  icalproperty* organizer = icalproperty_new_organizer(("mailto:" + one_line(invitation.organizer.address)).c_str());
  AFTALE_CHECK(organizer != nullptr);
  add_name(organizer, invitation.organizer.title);
  add(event, organizer);
  icalproperty* attendee = icalproperty_new_attendee(("mailto:" + one_line(invitation.attendee.address)).c_str());
  AFTALE_CHECK(attendee != nullptr);
  add_name(attendee, invitation.attendee.title);
  icalproperty_add_parameter(attendee, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
  icalproperty_add_parameter(attendee, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
  icalproperty_add_parameter(attendee, icalparameter_new_rsvp(ICAL_RSVP_FALSE));
  add(event, attendee);
  return text_of(calendar.get());
}

}  // namespace aftale::calendar
