#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/machine/case.h"

/// Where one deadline of a branch stands.
namespace aftale::machine {

/// DeadlineState::reminded has its bits from 0 for moments of Deadline::warn, as many as are looked at.
inline constexpr std::size_t kMomentsMax = 14;
/// Bits of DeadlineState::reminded that are no reminders, but said once a due date like them: nobody is told twice
/// about one. The third says that what a missed deadline leads to has been taken, where `grace` delays it; such a
/// deadline has a reminder less.
inline constexpr std::uint16_t kToldOverdue = 1u << 15, kToldLifted = 1u << 14, kThenTaken = 1u << 13;

/// Null where the deadline was never armed.
const DeadlineState* deadline_of(const Branch& branch, model::StateIx state, std::uint16_t deadline);
DeadlineState* deadline_of(Branch& branch, model::StateIx state, std::uint16_t deadline);

/// Where the life cycle of deadlines knows no such event here, nothing changes.
void advance(DeadlineState& deadline, lifecycle::DeadlineEvent event);
/// A state is entered again, or its deadline has another due date: the return to a kept one goes on where it was,
/// anything else begins anew. What was said about the same due date stays said. A clock that rests in one of `pause_in`
/// goes on resting.
void begin_again(DeadlineState& deadline, std::optional<time::CivilDate> due);
/// Days on which its clock has rested are added up; its due date is the caller's.
void end_pause(DeadlineState& deadline, time::CivilDate on);

}  // namespace aftale::machine
