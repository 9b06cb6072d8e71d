#pragma once
#include <chrono>
#include <memory>
#include <optional>

#include "engine/base/result.h"
#include "engine/time/clock.h"

namespace aftale::daemon {

/// How time passes for a daemon. Any thread.
enum class Pace : unsigned char {
  real,     ///< the machine's clock
  fast,     ///< a rehearsal: from a moment on, a number of seconds each second
  standing  ///< a rehearsal in which time stands still, and nothing fires but by `aftale advance`
};

class DaemonClock final : public time::Clock {
 public:
  DaemonClock() = default;  ///< real
  /// Fast from `start`, or standing where `speed` is 0.
  DaemonClock(time::Instant start, double speed);

  time::Instant now() const override;
  Pace pace() const { return pace_; }
  /// How long until `at`, in the machine's time; zero where it is past.
  std::chrono::microseconds until(time::Instant at) const;

 private:
  Pace pace_ = Pace::real;
  time::Instant start_;
  double speed_ = 1;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace aftale::daemon
