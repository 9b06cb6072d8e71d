#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace aftale::bench {

/// What one run of one peer came to.
struct Measured {
  std::int64_t events = 0;
  double seconds = 0;
  double p50_ms = 0, p99_ms = 0, max_ms = 0;  ///< from asking to acknowledgement
  std::int64_t rss_kb = 0;    ///< greatest resident memory of its process, or of the daemon's where it asked one
  double bytes_an_event = 0;  ///< of the closed file; 0 where there is none
  double per_second() const { return static_cast<double>(events) / seconds; }
};

using Clock = std::chrono::steady_clock;
inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Takes the time of each acknowledgement, and of the whole.
class Stopwatch {
 public:
  void begin() { start_ = Clock::now(); }
  /// Between two of these lies one request.
  void ask() { asked_ = Clock::now(); }
  void acknowledged() { waits_.push_back(seconds_since(asked_)); }
  /// What another has measured meanwhile.
  void add(const Stopwatch& other) { waits_.insert(waits_.end(), other.waits_.begin(), other.waits_.end()); }
  Measured end(std::int64_t events);

 private:
  Clock::time_point start_, asked_;
  std::vector<double> waits_;
};

/// Runs `work` in a process of its own, so that no run sees the memory or the caches of the one before.
Measured in_own_process(const std::function<Measured()>& work);

double median(std::vector<double> values);

/// An empty folder that is removed with everything in it.
class Scratch {
 public:
  /// Below `parent`, which must exist.
  explicit Scratch(const std::string& parent);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace aftale::bench
