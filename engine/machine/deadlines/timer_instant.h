#pragma once
#include "engine/machine/case.h"

namespace aftale::machine {

/// When a timer is due; the one place that turns its civil day into an instant. `remind`: Timer::date is the day on
/// which the reminder goes out, at the calendar's reminders_at. `overdue`: the due date, over at 00:00 of the next day.
/// `timed`: `after` when that day is over, `from` when it begins. All local.
time::Instant instant_of(const model::Definition& definition, const model::Chart& chart, const Timer& timer);

}  // namespace aftale::machine
