#include "engine/model/meeting_for.h"

#include <algorithm>

namespace aftale::model {

std::optional<time::CivilDate> meeting_for(const Body& body, const time::Calendar& calendar,
                                           time::CivilDate handed_over, time::CivilDate not_before) {
  const std::int64_t days = body.agenda_working_days_before.value_or(0);
  auto meeting = body.meetings.next(std::max(handed_over, not_before), calendar);
  while (meeting && days > 0 && handed_over > calendar.add_working_days(*meeting, -days))
    meeting = body.meetings.next(meeting->plus_days(1), calendar);
  return meeting;
}

}  // namespace aftale::model
