#include "engine/model/meeting_for.h"

#include <gtest/gtest.h>

#include "tests/unit/time/danish_calendar.h"

namespace aftale::model {
namespace {

using time::day;

TEST(MeetingFor, takes_what_was_handed_over_before_the_agenda_closed) {
  struct Case {
    const char *rule, *except, *also;
    std::int64_t agenda;
    const char *handed_over, *not_before, *expected;
  };
  const std::vector<Case> cases{
      {"FREQ=MONTHLY;BYDAY=-1MO", "", "", 4, "2022-11-22", "2022-11-22", "2022-11-28"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "", "", 4, "2022-11-23", "2022-11-23", "2023-01-30"},
      {"FREQ=MONTHLY;BYDAY=2TH", "", "", 4, "2022-11-04", "2022-11-04", "2022-11-10"},
      {"FREQ=MONTHLY;BYDAY=2TH", "", "", 4, "2022-11-05", "2022-11-05", "2022-12-08"},
      {"FREQ=MONTHLY;BYDAY=1TH", "", "", 4, "2022-10-29", "2022-10-29", "2022-12-01"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "2022-07", "", 4, "2022-06-21", "2022-06-21", "2022-06-27"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "2022-07", "", 4, "2022-06-22", "2022-06-22", "2022-08-29"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "2022-07", "2022-07-04", 4, "2022-06-28", "2022-06-28", "2022-07-04"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "", "", 0, "2022-11-29", "2022-11-29", "2023-01-30"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "2022-12", "2022-12-12", 4, "2022-11-29", "2022-11-29", "2022-12-12"},
      {"FREQ=MONTHLY;BYDAY=-1MO", "", "2022-12-26", 4, "2022-11-29", "2022-11-29", "2022-12-26"},
      // A day that has passed is no next meeting.
      {"FREQ=MONTHLY;BYDAY=3WE", "", "", 4, "2022-10-06", "2022-10-28", "2022-11-16"},
      {"", "", "2022-12-12", 4, "2022-12-20", "2022-12-20", "none"},
      {"", "", "", 4, "2022-12-20", "2022-12-20", "none"}};
  for (const Case& one : cases) {
    Body body;
    body.meetings.rule = one.rule;
    if (*one.except) body.meetings.except = {one.except};
    if (*one.also) body.meetings.also = {day(one.also)};
    if (one.agenda != 0) body.agenda_working_days_before = one.agenda;
    const auto found = meeting_for(body, time::danish_calendar(), day(one.handed_over), day(one.not_before));
    EXPECT_EQ(found ? found->iso() : "none", one.expected) << one.rule << " handed over " << one.handed_over;
  }
}

}  // namespace
}  // namespace aftale::model
