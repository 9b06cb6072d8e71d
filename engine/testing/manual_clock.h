#pragma once
#include "engine/time/clock.h"

namespace aftale::testing {

/// A clock that stands still until it is told.
class ManualClock final : public time::Clock {
 public:
  explicit ManualClock(time::Instant start = {}) : now_(start) {}
  time::Instant now() const override { return now_; }
  void set(time::Instant now) { now_ = now; }
  void advance_seconds(std::int64_t seconds) { now_ = now_.plus_seconds(seconds); }

 private:
  time::Instant now_;
};

}  // namespace aftale::testing
