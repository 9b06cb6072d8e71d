#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/time/instant.h"

namespace aftale::daemon {

/// What the two clocks of the machine say: the one on the wall, which people set, and the one that runs since it was
/// started, suspended or not, which nobody can.
struct ClockReading {
  time::Instant wall;
  std::int64_t since_boot = 0;  ///< microseconds
  std::string boot;             ///< names this start of the machine
};
/// Of this machine. `boot` is empty where the kernel does not tell.
ClockReading read_clocks();

/// Notices when the clock on the wall jumps: by comparing how far both have come. A jump forward of more than a day is
/// held until a person confirms it, since what fires cannot be taken back; smaller ones, and the hours that a computer
/// slept or was off, are time that has passed. A jump back fires nothing twice, for what has fired is disarmed. Pure.
class ClockGuard {
 public:
  static constexpr std::int64_t kJumpMaxMicros = 86'400LL * 1'000'000;

  /// `kept`: what `keep` gave, the last time; empty or of another start of the machine: nothing is known.
  ClockGuard(const std::string& kept, const ClockReading& first);

  /// Looks at the clocks; to be called before anything fires. True while a jump waits for a person.
  bool holds(const ClockReading& now);
  /// A person has looked at the clock: it is right.
  void confirm(const ClockReading& now);
  /// How far the wall clock is ahead of where it should be, in microseconds; while it holds.
  std::int64_t ahead() const { return ahead_; }
  /// By how much the clock on the wall differs from the one since boot, as trusted; microseconds.
  std::int64_t offset() const { return offset_; }
  /// To be kept over a restart, in one line.
  std::string keep() const;

 private:
  std::string boot_;
  std::int64_t offset_ = 0;  // wall - since_boot, as trusted
  std::int64_t ahead_ = 0;
};

}  // namespace aftale::daemon
