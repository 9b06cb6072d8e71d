#include "apps/aftaled/clock_guard.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <fstream>

#include "engine/time/clock.h"

namespace aftale::daemon {
namespace {

std::int64_t offset_of(const ClockReading& reading) {
  return reading.wall.micros - reading.since_boot;
}

}  // namespace

ClockReading read_clocks() {
  ClockReading reading;
  timespec since_boot{};
  ::clock_gettime(CLOCK_BOOTTIME, &since_boot);
  reading.wall = time::SystemClock().now();
  reading.since_boot = since_boot.tv_sec * 1'000'000 + since_boot.tv_nsec / 1'000;
  std::ifstream boot("/proc/sys/kernel/random/boot_id");
  std::getline(boot, reading.boot);
  return reading;
}

ClockGuard::ClockGuard(const std::string& kept, const ClockReading& first)
    : boot_(first.boot), offset_(offset_of(first)) {
  const std::size_t space = kept.find(' ');
  if (space == std::string::npos || boot_.empty() || kept.substr(0, space) != boot_) return;
  std::int64_t offset = 0;
  const char* end = kept.data() + kept.size();
  if (std::from_chars(kept.data() + space + 1, end, offset).ec == std::errc()) offset_ = offset;
}

bool ClockGuard::holds(const ClockReading& now) {
  const std::int64_t offset = offset_of(now);
  ahead_ = offset - offset_;
  if (ahead_ > kJumpMaxMicros) return true;
  // Never lower: a clock that was set back and is put right again has not jumped.
  offset_ = std::max(offset_, offset);
  ahead_ = 0;
  return false;
}

void ClockGuard::confirm(const ClockReading& now) {
  offset_ = offset_of(now);
  ahead_ = 0;
}

std::string ClockGuard::keep() const {
  return boot_ + " " + std::to_string(offset_) + "\n";
}

}  // namespace aftale::daemon
