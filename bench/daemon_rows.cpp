#include "bench/daemon_rows.h"

#include <cstdio>
#include <optional>

#include "bench/daemon_load.h"
#include "bench/drivers.h"

namespace aftale::bench {
namespace {

constexpr std::size_t kEarly = 1'000;
constexpr double kIdleSeconds = 10;
// What is aimed at.
constexpr double kFiredASecond = 20'000, kAnswerMs = 50, kIdleCpuMs = 10, kIdleKb = 60 * 1'024, kReadyMs = 300;

void print(const std::vector<Burst>& runs, const Timers& timers, const Options& options) {
  const double rate = median_of(runs, [](const Burst& run) { return run.per_second(); });
  const double p50 = median_of(runs, [](const Burst& run) { return run.asked.p50_ms; });
  const double p99 = median_of(runs, [](const Burst& run) { return run.asked.p99_ms; });
  const double most = median_of(runs, [](const Burst& run) { return run.asked.max_ms; });
  const double kb = median_of(runs, [](const Burst& run) { return run.rss_kb; });
  if (options.json) {
    std::printf(
        "{\"w\":\"burst\",\"peer\":\"aftaled\",\"timers\":%zu,\"events\":%zu,\"eps\":%.0f,\"status_p50_ms\":%.2f,"
        "\"status_p99_ms\":%.2f,\"status_max_ms\":%.2f,\"rss_kb\":%.0f}\n",
        options.timers, timers.cases(), rate, p50, p99, most, kb);
    return;
  }
  std::printf("aftaled, %zu due at one instant: %.0f fired/s  at least %.0f: %s\n", timers.cases(), rate, kFiredASecond,
              verdict(rate >= kFiredASecond));
  std::printf("  status of a case meanwhile: p50 %.1f, p99 %.1f, most %.1f ms  all under %.0f ms: %s\n", p50, p99, most,
              kAnswerMs, verdict(most < kAnswerMs));
}

void print(const std::vector<Idle>& runs, const Options& options) {
  const double ready = median_of(runs, [](const Idle& run) { return run.ready_ms; });
  const double cpu = median_of(runs, [](const Idle& run) { return run.cpu_ms / run.seconds * kIdleSeconds; });
  const double switches = median_of(runs, [](const Idle& run) { return run.switches; });
  const double kb = median_of(runs, [](const Idle& run) { return run.rss_kb; });
  const double most_kb = median_of(runs, [](const Idle& run) { return run.rss_most_kb; });
  if (options.json) {
    std::printf(
        "{\"w\":\"idle\",\"peer\":\"aftaled\",\"timers\":%zu,\"ready_ms\":%.1f,\"cpu_ms_in_10_s\":%.2f,"
        "\"switches\":%.0f,\"rss_kb\":%.0f,\"rss_most_kb\":%.0f}\n",
        options.timers, ready, cpu, switches, kb, most_kb);
    return;
  }
  std::printf("aftaled, %zu open timers: ready after %.1f ms  under %.0f ms: %s\n", options.timers, ready, kReadyMs,
              verdict(ready < kReadyMs));
  std::printf("  idle for %.0f s: %.2f ms of CPU, %.0f context switches  none (under %.0f ms): %s\n", kIdleSeconds, cpu,
              switches, kIdleCpuMs, verdict(cpu < kIdleCpuMs));
  std::printf("  memory: %.1f MB, at most %.1f MB  under 60 MB: %s\n", kb / 1'024, most_kb / 1'024,
              verdict(most_kb < kIdleKb));
}

void timers_rows(const Options& options) {
  const Timers timers(options.timers, kEarly);
  const Scratch made(options.folder);
  const std::string file = timers.make(made.path());
  const auto on_copy = [&](const std::string& of, auto run) {
    return in_scratch(options, [&](const std::string& folder) { return run(folder, copy_of(of, folder)); });
  };
  if (options.wants("W4")) {
    const std::string floor_file = timers.make_floor(made.path());
    const auto engine = [&](const std::string&, const std::string& copy) { return due_engine(timers, copy); };
    const auto floor = [&](const std::string&, const std::string& copy) { return due_floor(timers, copy); };
    const Peers peers = in_turns(
        options, [&] { return on_copy(file, engine); }, [&] { return on_copy(floor_file, floor); });
    const std::string title = "W4 due of " + std::to_string(options.timers) + " timers";
    print(Row{"W4", title.c_str(), 1, kEarly, 1.8, false}, peers, options);
  }
  if (options.wants("idle")) {
    std::vector<Idle> runs;
    for (std::size_t round = 0; round < options.rounds; ++round) {
      runs.push_back(on_copy(file, [&](const std::string& folder, const std::string& copy) {
        return idle(timers, folder, copy, kIdleSeconds);
      }));
    }
    print(runs, options);
  }
  if (options.wants("burst")) {
    std::vector<Burst> runs;
    for (std::size_t round = 0; round < options.rounds; ++round) {
      runs.push_back(on_copy(
          file, [&](const std::string& folder, const std::string& copy) { return burst(timers, folder, copy); }));
    }
    print(runs, timers, options);
  }
}

}  // namespace

void daemon_rows(const Options& options, const Approval& approval) {
  if (options.wants("W1/socket")) {
    constexpr Shape kEngine{640, 32, 32};
    const auto engine = [&](const std::string& folder) { return socket_clients(approval, kEngine, folder); };
    const auto floor = [&](const std::string& folder) { return durable_floor(kEngine, folder); };
    const Peers peers = in_turns(
        options, [&] { return in_scratch(options, engine); }, [&] { return in_scratch(options, floor); });
    print(Row{"W1", "W1 32 clients over the socket", 32, 32, 10.0, false}, peers, options);
  }
  if (options.wants("W4") || options.wants("idle") || options.wants("burst")) timers_rows(options);
}

}  // namespace aftale::bench
