#include "bench/measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "bench/approval.h"

namespace aftale::bench {

Measured Stopwatch::end(std::int64_t events) {
  Measured measured;
  measured.seconds = seconds_since(start_);
  measured.events = events;
  std::sort(waits_.begin(), waits_.end());
  if (!waits_.empty()) {
    measured.p50_ms = waits_[waits_.size() / 2] * 1e3;
    measured.p99_ms = waits_[waits_.size() * 99 / 100] * 1e3;
    measured.max_ms = waits_.back() * 1e3;
  }
  return measured;
}

Measured in_own_process(const std::function<Measured()>& work) {
  int ends[2];
  if (::pipe(ends) != 0) stop("no pipe");
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) stop("no process");
  if (child == 0) {
    Measured measured = work();
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    if (measured.rss_kb == 0) measured.rss_kb = usage.ru_maxrss;
    const bool told = ::write(ends[1], &measured, sizeof measured) == static_cast<ssize_t>(sizeof measured);
    std::fflush(nullptr);
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  Measured measured;
  const bool heard = ::read(ends[0], &measured, sizeof measured) == static_cast<ssize_t>(sizeof measured);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!heard || status != 0) stop("a run ended with an error");
  return measured;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

Scratch::Scratch(const std::string& parent) {
  std::string pattern = parent + "/aftale-bench-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) stop("no folder can be made below " + parent);
  path_ = pattern;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace aftale::bench
