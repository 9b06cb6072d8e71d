#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "apps/aftaled/clock.h"

namespace boost::asio {
class io_context;
}

namespace aftale::daemon {

/// Wakes the loop at a moment of the daemon's clock, and whenever somebody sets the machine's clock: with the real
/// clock an absolute timer of the kernel, which a jump or a suspended computer cannot lead astray. On the loop's
/// thread.
class Alarm {
 public:
  /// `wake` is called from the loop; it sets the alarm again where it wants to be woken again. `clock` is borrowed.
  /// Error: unavailable, where the kernel has no timer left.
  static Result<std::unique_ptr<Alarm>> make(boost::asio::io_context& loop, const DaemonClock& clock,
                                             std::function<void()> wake);
  virtual ~Alarm() = default;
  /// Replaces what was set before. None: only a clock that is set wakes it.
  virtual void set(std::optional<time::Instant> at) = 0;
};

}  // namespace aftale::daemon
