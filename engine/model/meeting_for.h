#pragma once
#include <optional>

#include "engine/model/organisation.h"
#include "engine/time/calendar.h"

namespace aftale::model {

/// The meeting at which a body treats a matter that reached it on `handed_over`: the first of its plan on or after
/// `not_before` whose agenda was not closed by then, which is so where `handed_over` is at the latest the working day
/// so many working days before it. None where the body has no plan, or the plan has ended.
std::optional<time::CivilDate> meeting_for(const Body& body, const time::Calendar& calendar,
                                           time::CivilDate handed_over, time::CivilDate not_before);

}  // namespace aftale::model
