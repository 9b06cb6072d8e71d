#include "apps/aftaled/clock.h"

#include <algorithm>

namespace aftale::daemon {

using std::chrono::microseconds;

DaemonClock::DaemonClock(time::Instant start, double speed)
    : pace_(speed > 0 ? Pace::fast : Pace::standing), start_(start), speed_(speed) {}

time::Instant DaemonClock::now() const {
  switch (pace_) {
    case Pace::real:
      return time::SystemClock().now();
    case Pace::standing:
      return start_;
    case Pace::fast:
      break;
  }
  const auto passed = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began_);
  return {start_.micros + static_cast<std::int64_t>(static_cast<double>(passed.count()) * speed_)};
}

microseconds DaemonClock::until(time::Instant at) const {
  const std::int64_t wait = std::max<std::int64_t>(at.micros - now().micros, 0);
  return microseconds(pace_ == Pace::fast ? static_cast<std::int64_t>(static_cast<double>(wait) / speed_) : wait);
}

}  // namespace aftale::daemon
