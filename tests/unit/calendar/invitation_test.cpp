#include "adapters/calendar/invitation.h"

#include <gtest/gtest.h>

namespace aftale::calendar {
namespace {

Invitation invitation() {
  Invitation out;
  out.event = {"moede-1@aftale",
               2,
               *time::CivilDate::parse_iso("2022-12-31"),
               "Møde: Styregruppen",
               "Kære alle\nKom",
               "",
               false};
  out.stamp = time::Instant{1'641'200'400'000'000};
  out.organizer = {"sekretariat@example.dk", "Sekretariatet"};
  out.attendee = {"aalborg@example.dk", "Byrådet, Aalborg"};
  return out;
}

TEST(Invitation, asks_one_to_a_whole_day) {
  std::string unfolded = ics(invitation());
  for (std::size_t at; (at = unfolded.find("\r\n ")) != std::string::npos;) unfolded.erase(at, 3);
  EXPECT_EQ(unfolded,
            "BEGIN:VCALENDAR\r\n"
            "VERSION:2.0\r\n"
            "PRODID:-//aftale//aftale//DA\r\n"
            "METHOD:REQUEST\r\n"
            "BEGIN:VEVENT\r\n"
            "UID:moede-1@aftale\r\n"
            "DTSTAMP:20220103T090000Z\r\n"
            "SEQUENCE:2\r\n"
            "DTSTART;VALUE=DATE:20221231\r\n"
            "DTEND;VALUE=DATE:20230101\r\n"
            "SUMMARY:Møde: Styregruppen\r\n"
            "DESCRIPTION:Kære alle\\nKom\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "STATUS:CONFIRMED\r\n"
            "ORGANIZER;CN=Sekretariatet:mailto:sekretariat@example.dk\r\n"
            "ATTENDEE;CN=\"Byrådet, Aalborg\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:"
            "mailto:aalborg@example.dk\r\n"
            "END:VEVENT\r\n"
            "END:VCALENDAR\r\n");
}

// RFC 5546, 3.2.5: the same uid, a greater sequence, METHOD and STATUS.
TEST(Invitation, what_is_given_up_is_taken_out_of_the_calendar) {
  Invitation out = invitation();
  out.event.cancelled = true;
  out.event.sequence = 3;
  const std::string text = ics(out);
  for (const char* line : {"METHOD:CANCEL", "UID:moede-1@aftale", "SEQUENCE:3", "STATUS:CANCELLED", "ATTENDEE"}) {
    EXPECT_NE(text.find(std::string("\r\n") + line), std::string::npos) << line << "\n" << text;
  }
  EXPECT_EQ(text.find("REQUEST"), std::string::npos);
}

TEST(Invitation, a_name_cannot_leave_its_parameter) {
  Invitation out = invitation();
  out.attendee.title = "x\":mailto:bad@example.dk\r\nATTENDEE:mailto:bad@example.dk";
  const std::string text = ics(out);
  EXPECT_EQ(text.find("\r\nATTENDEE:"), std::string::npos) << text;
  EXPECT_EQ(text.find("x\""), std::string::npos) << text;
}

}  // namespace
}  // namespace aftale::calendar
