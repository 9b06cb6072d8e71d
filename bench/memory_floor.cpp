#include <array>
#include <map>

#include "bench/drivers.h"

namespace aftale::bench {
namespace {

constexpr std::size_t kBodies = 12;
constexpr std::int64_t kTwoWeeks = 14 * 86'400;

enum class Phase : std::uint8_t { draft, start, recommend, approval, submit, submitted };
enum class Step : std::uint8_t { committee, finance, council, approved };

using DueTimers = std::multimap<std::int64_t, std::uint64_t>;

/// The whole case by hand.
struct HandWritten {
  DueTimers& timers;
  Phase phase = Phase::draft;
  std::array<Step, kBodies> steps{};
  std::array<DueTimers::iterator, kBodies> deadlines{};
  DueTimers::iterator deadline;
  std::size_t approved = 0;

  DueTimers::iterator arm(std::int64_t now, std::uint64_t who) { return timers.emplace(now + kTwoWeeks, who); }

  void event(std::size_t body, std::int64_t now) {
    switch (phase) {
      case Phase::draft:
      case Phase::start:
        timers.erase(deadline);
        phase = phase == Phase::draft ? Phase::start : Phase::recommend;
        deadline = arm(now, 0);
        return;
      case Phase::recommend:
        timers.erase(deadline);
        phase = Phase::approval;
        for (std::size_t n = 0; n < kBodies; ++n) deadlines[n] = arm(now, n);
        return;
      case Phase::approval:
        treat(body, now);
        return;
      case Phase::submit:
        timers.erase(deadline);
        phase = Phase::submitted;
        return;
      case Phase::submitted:
        return;
    }
  }

  void treat(std::size_t body, std::int64_t now) {
    timers.erase(deadlines[body]);
    switch (steps[body]) {
      case Step::committee:
        steps[body] = Step::finance;
        deadlines[body] = arm(now, body);
        return;
      case Step::finance:
        steps[body] = Step::council;
        deadlines[body] = arm(now, body);
        return;
      case Step::council:
        steps[body] = Step::approved;
        if (++approved < kBodies) return;
        phase = Phase::submit;
        deadline = arm(now, 0);
        return;
      case Step::approved:
        return;
    }
  }
};

}  // namespace

Measured memory_floor(std::size_t cases) {
  DueTimers timers;
  std::int64_t now = 1'700'000'000, events = 0;
  std::size_t finished = 0;
  Stopwatch watch;
  watch.begin();
  for (std::size_t n = 0; n < cases; ++n) {
    HandWritten instance{timers, Phase::draft, {}, {}, timers.end(), 0};
    instance.deadline = instance.arm(now, n);
    for (std::size_t event = 0; event < 40; ++event) instance.event((event + kBodies - 3) % kBodies, ++now);
    events += 40;
    if (instance.phase == Phase::submitted) ++finished;
  }
  if (finished != cases || !timers.empty()) stop("the hand-written case did not reach its end");
  return watch.end(events);
}

}  // namespace aftale::bench
