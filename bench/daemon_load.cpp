#include "bench/daemon_load.h"

#include <chrono>
#include <optional>
#include <thread>

#include "adapters/sqlite/sqlite_store.h"
#include "bench/daemon_process.h"

namespace aftale::bench {
namespace {

constexpr std::int64_t kBeforeSeconds = 3;  ///< in which the daemon fires what fell due before

/// Asks for the status of one case; how many cases wait for something that is due.
std::int64_t ask(socket::RemoteService& service, const std::string& key, Stopwatch& watch) {
  watch.ask();
  const Result<cases::Answer> answer = service.ask(cases::StatusOf{key});
  if (!answer) stop("no answer: " + answer.error()->findings.front().message.en);
  watch.acknowledged();
  return answer->due_waiting;
}

std::int64_t entries_of(const std::string& file) {
  const Result<std::unique_ptr<ports::Store>> store = sqlite::open_store(file, {sqlite::Access::question, {}, {}});
  if (!store) stop("no database at " + file);
  const Result<ports::Head> head = (*store)->head();
  if (!head) stop("no journal in " + file);
  return head->seq;
}

/// Until nothing is due any more.
void watch_firing(const Timers& timers, const std::string& folder, const std::string& file, Burst& out) {
  const Clock::time_point spawned = Clock::now();
  const DaemonProcess daemon(folder, file, timers.all_due().plus_seconds(-kBeforeSeconds));
  const std::unique_ptr<socket::RemoteService> service = daemon.connect();
  std::size_t asked = 0;
  const auto key = [&] { return Timers::key_of(asked++ * 7'919 % timers.cases()); };
  // What fell due earlier is fired first; then nothing is due until the instant comes.
  Stopwatch before;
  while (ask(*service, key(), before) != 0) continue;
  if (seconds_since(spawned) > static_cast<double>(kBeforeSeconds)) stop("the machine is too busy to begin in time");
  Clock::time_point begun = Clock::now();
  for (Clock::time_point asking = begun; ask(*service, key(), before) == 0; asking = Clock::now()) {
    begun = asking;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  Stopwatch watch;
  watch.begin();
  while (ask(*service, key(), watch) != 0) continue;
  out.seconds = seconds_since(begun);
  out.asked = watch.end(0);
  out.rss_kb = daemon.usage().rss_most_kb;
}

}  // namespace

Burst burst(const Timers& timers, const std::string& folder, const std::string& file) {
  Burst out;
  const std::int64_t before = entries_of(file);
  watch_firing(timers, folder, file, out);
  // Besides: the early ones, and that the daemon was configured.
  out.fired = entries_of(file) - before - static_cast<std::int64_t>(timers.early()) - 1;
  if (out.fired != static_cast<std::int64_t>(timers.cases())) stop("fired " + std::to_string(out.fired) + " timers");
  return out;
}

Idle idle(const Timers& timers, const std::string& folder, const std::string& file, double seconds) {
  const DaemonProcess daemon(folder, file, timers.before());
  // What it does once at start is part of the start.
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const Usage before = daemon.usage();
  const Clock::time_point start = Clock::now();
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  const Usage after = daemon.usage();
  Idle out;
  out.ready_ms = daemon.ready_ms();
  out.seconds = seconds_since(start);
  out.cpu_ms = after.cpu_ms - before.cpu_ms;
  out.switches = after.switches - before.switches;
  out.rss_kb = after.rss_kb;
  out.rss_most_kb = after.rss_most_kb;
  return out;
}

}  // namespace aftale::bench
