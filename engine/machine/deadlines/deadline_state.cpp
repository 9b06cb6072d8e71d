#include "engine/machine/deadlines/deadline_state.h"

#include <algorithm>

namespace aftale::machine {

using lifecycle::DeadlineEvent;
using model::StateIx;

const DeadlineState* deadline_of(const Branch& branch, StateIx state, std::uint16_t deadline) {
  for (const DeadlineState& had : branch.deadlines) {
    if (had.state == state && had.deadline == deadline) return &had;
  }
  return nullptr;
}

DeadlineState* deadline_of(Branch& branch, StateIx state, std::uint16_t deadline) {
  for (DeadlineState& had : branch.deadlines) {
    if (had.state == state && had.deadline == deadline) return &had;
  }
  return nullptr;
}

void advance(DeadlineState& deadline, DeadlineEvent event) {
  if (const auto status = lifecycle::next(deadline.status, event)) deadline.status = *status;
}

void begin_again(DeadlineState& deadline, std::optional<time::CivilDate> due) {
  const bool moved = deadline.due != due;
  if (lifecycle::is_paused(deadline.status)) {
    if (moved) advance(deadline, DeadlineEvent::move);
    if (!deadline.paused_on) advance(deadline, DeadlineEvent::unpause);
  } else {
    if (lifecycle::is_open(deadline.status) && moved) advance(deadline, DeadlineEvent::move);
    if (!lifecycle::is_open(deadline.status)) {
      advance(deadline, DeadlineEvent::renew);
      deadline.reminded = static_cast<std::uint16_t>(deadline.reminded & ~kThenTaken);
    }
  }
  if (moved) {
    deadline.reminded = 0;
    deadline.looks = 0;
    for (Told& told : deadline.told) {
      told.times = 0;
      told.again.reset();
    }
  }
  deadline.due = due;
}

void end_pause(DeadlineState& deadline, time::CivilDate on) {
  if (!deadline.paused_on) return;
  const std::int64_t days = std::max<std::int64_t>(on.days() - deadline.paused_on->days(), 0);
  deadline.rested += static_cast<std::uint32_t>(days);
  deadline.paused_on.reset();
}

}  // namespace aftale::machine
