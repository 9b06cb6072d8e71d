#include "adapters/calendar/ics.h"

#include <gtest/gtest.h>

namespace aftale::calendar {
namespace {

time::CivilDate day(const char* iso) {
  return *time::CivilDate::parse_iso(iso);
}

Feed feed_of(Event event) {
  Feed feed;
  feed.name = "Frister og møder";
  event.changed_at = time::Instant{1'641'200'400'000'000};  // 2022-01-03 09:00:00 UTC
  feed.events.push_back(std::move(event));
  return feed;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin);
    if (end == std::string::npos) {
      ADD_FAILURE() << "a line without CRLF: " << text.substr(begin);
      break;
    }
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return lines;
}

constexpr const char* kZone =
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Europe/Copenhagen\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:19960331T020000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\n"
    "TZNAME:CEST\r\n"
    "END:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19961027T030000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
    "TZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\n"
    "TZNAME:CET\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

// RFC 5545, 3.6: a calendar holds at least one component.
TEST(Ics, a_feed_without_events_is_a_calendar_all_the_same) {
  Feed feed;
  feed.name = "Frister og møder";
  const std::string text = ics(feed);
  EXPECT_NE(text.find(kZone), std::string::npos) << text;
  EXPECT_EQ(text.find("BEGIN:VEVENT"), std::string::npos);
}

TEST(Ics, a_day_is_an_event_with_an_exclusive_end) {
  EXPECT_EQ(ics(feed_of({"a@aftale", 3, day("2022-12-31"), "Frist: Sendes", "Sag: a\nTrin: sending", "Frist", false})),
            "BEGIN:VCALENDAR\r\n"
            "VERSION:2.0\r\n"
            "PRODID:-//aftale//aftale//DA\r\n"
            "METHOD:PUBLISH\r\n"
            "NAME:Frister og møder\r\n"
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"
            "X-WR-CALNAME:Frister og møder\r\n"
            "X-PUBLISHED-TTL:PT12H\r\n" +
                std::string(kZone) +
                "BEGIN:VEVENT\r\n"
                "UID:a@aftale\r\n"
                "DTSTAMP:20220103T090000Z\r\n"
                "SEQUENCE:3\r\n"
                "DTSTART;VALUE=DATE:20221231\r\n"
                "DTEND;VALUE=DATE:20230101\r\n"
                "SUMMARY:Frist: Sendes\r\n"
                "DESCRIPTION:Sag: a\\nTrin: sending\r\n"
                "CATEGORIES:Frist\r\n"
                "TRANSP:TRANSPARENT\r\n"
                "STATUS:CONFIRMED\r\n"
                "LAST-MODIFIED:20220103T090000Z\r\n"
                "END:VEVENT\r\n"
                "END:VCALENDAR\r\n");
}

TEST(Ics, what_was_given_up_is_cancelled_and_not_left_out) {
  const std::string text = ics(feed_of({"a@aftale", 4, day("2022-02-28"), "Møde", "", "", true}));
  EXPECT_NE(text.find("STATUS:CANCELLED\r\n"), std::string::npos);
  EXPECT_NE(text.find("DTEND;VALUE=DATE:20220301\r\n"), std::string::npos);
  EXPECT_EQ(text.find("DESCRIPTION"), std::string::npos);
}

TEST(Ics, long_danish_lines_are_folded_between_characters) {
  std::string summary;
  for (int n = 0; n < 60; ++n) summary += "ÆØÅæøå";
  const std::string text = ics(feed_of({"a@aftale", 1, day("2022-02-28"), summary, "", "", false}));
  std::string unfolded;
  for (const std::string& line : lines_of(text)) {
    EXPECT_LE(line.size(), 75U) << line;
    EXPECT_TRUE(line.empty() || (static_cast<unsigned char>(line.back()) & 0xC0U) != 0xC0U) << "half a character";
    unfolded += line.rfind(' ', 0) == 0 ? line.substr(1) : "\n" + line;
  }
  EXPECT_NE(unfolded.find("SUMMARY:" + summary + "\n"), std::string::npos);
}

// Nothing that somebody writes into a title can end its line or begin a property of its own.
TEST(Ics, texts_stay_in_their_property) {
  const std::string text = ics(feed_of({"a@aftale", 1, day("2022-02-28"), "Godkendt\r\nBEGIN:VALARM, ja; nej\\ \x07",
                                        "en\r\nEND:VEVENT\nto", "Frist\nX-A:1", false}));
  std::size_t events = 0;
  for (const std::string& line : lines_of(text)) {
    EXPECT_NE(line, "BEGIN:VALARM");
    EXPECT_EQ(line.rfind("X-A", 0), std::string::npos);
    EXPECT_EQ(line.find('\x07'), std::string::npos);
    events += line == "END:VEVENT";
  }
  EXPECT_EQ(events, 1U);
  EXPECT_NE(text.find("SUMMARY:Godkendt BEGIN:VALARM\\, ja\\; nej\\\\"), std::string::npos) << text;
}

}  // namespace
}  // namespace aftale::calendar
