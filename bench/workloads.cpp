#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "bench/daemon_rows.h"
#include "bench/drivers.h"
#include "bench/growth.h"
#include "bench/long_case.h"
#include "bench/rows.h"
#include "bench/shown.h"

namespace aftale::bench {
namespace {

void durable(const Options& options, const Approval& approval, const Row& row, Shape shape) {
  const auto engine = [&](const std::string& folder) { return durable_engine(approval, shape, folder); };
  const auto floor = [&](const std::string& folder) { return durable_floor(shape, folder); };
  const Peers peers = in_turns(
      options, [&] { return in_scratch(options, engine); }, [&] { return in_scratch(options, floor); });
  print(row, peers, options);
}

void cold_start(const Options& options, const Approval& approval) {
  constexpr std::size_t kCases = 10'000, kTimes = 31;
  constexpr double kTarget = 5;  // ms
  const Scratch scratch(options.folder);
  const std::string database = make_waiting_cases(approval, kCases, scratch.path());
  const std::vector<std::string> words{program_beside(), "status", "bench-5000", "--db", database};
  start_to_exit(words, 3);  // the first ones read the program and the file from disk
  std::vector<double> ours = start_to_exit(words, kTimes), floor = start_to_exit({"/bin/true"}, kTimes);
  const double median_ms = median(ours), floor_ms = median(floor);
  if (options.json) {
    std::printf("{\"w\":\"status\",\"peer\":\"aftale\",\"cases\":%zu,\"runs\":%zu,\"p50_ms\":%.2f,\"target\":%g}\n",
                kCases, kTimes, median_ms, kTarget);
    std::printf("{\"w\":\"status\",\"peer\":\"true\",\"runs\":%zu,\"p50_ms\":%.2f}\n", kTimes, floor_ms);
    return;
  }
  std::printf("status of one case of %zu, start to exit: %.1f ms (/bin/true: %.1f ms)  at most %g ms: %s\n", kCases,
              median_ms, floor_ms, kTarget, verdict(median_ms <= kTarget));
}

Options read_options(int count, char** words) {
  Options options;
  options.folder = std::filesystem::temp_directory_path();
  for (int n = 1; n < count; ++n) {
    const std::string word = words[n];
    const bool more = n + 1 < count;
    if (word == "--json")
      options.json = true;
    else if (word == "--rounds" && more)
      options.rounds = static_cast<std::size_t>(std::max(1, std::atoi(words[++n])));
    else if (word == "--timers" && more)
      options.timers = static_cast<std::size_t>(std::max(10, std::atoi(words[++n])));
    else if (word == "--only" && more)
      options.only = words[++n];
    else if (word == "--dir" && more)
      options.folder = words[++n];
    else
      stop(
          "workloads [--rounds N] [--only "
          "W1,W1/1,W1/256,W1/socket,W2,W4,idle,burst,status,correct,at,load,decay,explain,html,xlsx,"
          "draw] [--timers N] "
          "[--dir FOLDER] [--json]");
  }
  return options;
}

int run(const Options& options) {
  const Approval approval = load_approval();
  if (!options.json) print_head();
  const Row one{"W1", "W1 durable, 1 event a transaction", 1, 1, 1.6, false};
  const Row many{"W1", "W1 durable, 256 events a transaction", 32, 256, 3.5, false};
  if (options.wants("W1/1")) durable(options, approval, one, {100, 1, 1});
  if (options.wants("W1/256")) durable(options, approval, many, {640, 32, 256});
  if (options.wants("W2")) {
    const Peers peers = in_turns(
        options, [&] { return memory_engine(approval, 2'000); }, [] { return memory_floor(100'000); });
    print({"W2", "W2 in memory", 1, 0, 500'000, true}, peers, options);
  }
  if (options.wants("status")) cold_start(options, approval);
  long_case_rows(options);
  shown_rows(options);
  growth_rows(options, approval);
  daemon_rows(options, approval);
  return 0;
}

}  // namespace
}  // namespace aftale::bench

int main(int count, char** words) {
  return aftale::bench::run(aftale::bench::read_options(count, words));
}
