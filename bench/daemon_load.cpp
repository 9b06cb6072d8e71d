#include "bench/daemon_load.h"

#include <chrono>
#include <cmath>
#include <thread>

#include "adapters/sqlite/sqlite_store.h"
#include "bench/daemon_process.h"

namespace aftale::bench {
namespace {

constexpr int kBeforeSeconds = 3;  ///< in which the daemon fires what fell due before

/// Asks for the status of one case; how many cases wait for something that is due.
std::int64_t ask(socket::RemoteService& service, const std::string& key, Stopwatch& watch) {
  watch.ask();
  const Result<cases::Answer> answer = service.ask(cases::StatusOf{key});
  if (!answer) stop("no answer: " + answer.error()->findings.front().message.en);
  watch.acknowledged();
  return answer->due_waiting;
}

/// The last entry of the journal.
records::JournalRow last_entry(const std::string& file) {
  const Result<std::unique_ptr<records::Store>> store = sqlite::open_store(file, {sqlite::Access::question, {}, {}});
  if (!store) stop("no database at " + file);
  const Result<records::Head> head = (*store)->head();
  if (!head) stop("no journal in " + file);
  const Result<std::vector<records::JournalRow>> rows = (*store)->journal(CaseId{}, head->seq - 1, 1);
  if (!rows || rows->empty()) stop("no journal in " + file);
  return rows->front();
}

/// Until nothing is due any more. A burst that is over before a question gets in between is seen by the clock alone.
void watch_firing(const Timers& timers, const std::string& folder, const std::string& file, Burst& out) {
  const Clock::time_point start = Clock::now();
  const DaemonProcess daemon(folder, file, timers.all_due().plus_seconds(-kBeforeSeconds));
  const std::unique_ptr<socket::RemoteService> service = daemon.connect();
  std::size_t asked = 0;
  const auto waiting = [&](Stopwatch& watch) {
    return ask(*service, Timers::key_of(asked++ * 7'919 % timers.cases()), watch);
  };
  Stopwatch before, meanwhile;
  while (waiting(before) != 0) continue;  // what fell due earlier is fired first
  if (seconds_since(start) > kBeforeSeconds) stop("the machine is too busy to begin in time");
  while (waiting(before) == 0 && seconds_since(start) < kBeforeSeconds + 1)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  meanwhile.begin();
  while (waiting(meanwhile) != 0) continue;
  out.asked = meanwhile.end(0);
  out.rss_kb = daemon.usage().rss_most_kb;
}

}  // namespace

Burst burst(const Timers& timers, const std::string& folder, const std::string& file) {
  Burst out;
  const std::int64_t before = last_entry(file).seq;
  watch_firing(timers, folder, file, out);
  const records::JournalRow last = last_entry(file);
  // Besides: the early ones, and that the daemon was configured.
  out.fired = last.seq - before - static_cast<std::int64_t>(timers.early()) - 1;
  if (out.fired != static_cast<std::int64_t>(timers.cases())) stop("fired " + std::to_string(out.fired) + " timers");
  // An entry tells when its transaction began. The last one takes as long as any other.
  const double to_last = static_cast<double>(last.recorded_at.micros - timers.all_due().micros) / 1e6;
  const double transactions = std::ceil(static_cast<double>(out.fired) / kCasesATurn);
  out.seconds = transactions > 1 ? to_last * transactions / (transactions - 1) : 0;
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
