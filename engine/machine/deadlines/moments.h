#pragma once
#include <cstddef>
#include <cstdint>

/// Internal: what the bits of DeadlineState::reminded stand for.
namespace aftale::machine {

/// Bits from 0: moments of Deadline::warn, as many as are looked at.
inline constexpr std::size_t kMomentsMax = 14;
/// No reminders, but said once a due date like them: nobody is told twice about one. The third says that what a missed
/// deadline leads to has been taken, where `grace` delays it; such a deadline has a reminder less.
inline constexpr std::uint16_t kToldOverdue = 1u << 15, kToldLifted = 1u << 14, kThenTaken = 1u << 13;

}  // namespace aftale::machine
