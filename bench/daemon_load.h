#pragma once
#include <cstdint>
#include <string>

#include "bench/timers.h"

/// The real daemon on a file full of open timers.
namespace aftale::bench {

/// One timer in each case falls due at one instant, while somebody asks for the status of one case after another.
struct Burst {
  std::int64_t fired = 0;
  double seconds = 0;  ///< 0 where one transaction was enough
  Measured asked;      ///< the questions
  std::int64_t rss_kb = 0;
  double per_second() const { return seconds > 0 ? static_cast<double>(fired) / seconds : 0; }
};
Burst burst(const Timers& timers, const std::string& folder, const std::string& file);

/// Nothing is due, and nobody asks.
struct Idle {
  double ready_ms = 0;
  double cpu_ms = 0;  ///< in `seconds`
  double seconds = 0;
  std::int64_t switches = 0, rss_kb = 0, rss_most_kb = 0;
};
Idle idle(const Timers& timers, const std::string& folder, const std::string& file, double seconds);

}  // namespace aftale::bench
