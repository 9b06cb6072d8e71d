#pragma once
#include "engine/time/instant.h"

namespace aftale::time {

/// Where the host gets the time; nothing else in engine/ reads a clock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// The machine's wall clock.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

}  // namespace aftale::time
