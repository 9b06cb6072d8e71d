#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>

#include "bench/drivers.h"

namespace aftale::bench {
namespace {

struct Options {
  std::size_t rounds = 5;
  std::string only, folder;
  bool json = false;

  bool wants(const std::string& workload) const {
    return only.empty() || ("," + only + ",").find("," + workload + ",") != std::string::npos;
  }
};

/// One line of the table: both peers in turn, round after round.
struct Row {
  const char* workload;
  const char* title;
  std::size_t concurrency, per_transaction;
  double target;  ///< a ratio of times, or events a second
  bool target_is_rate;
};

struct Peers {
  std::vector<Measured> engine, floor;
};

template <class Get>
double median_of(const std::vector<Measured>& runs, Get get) {
  std::vector<double> values;
  for (const Measured& run : runs) values.push_back(static_cast<double>(get(run)));
  return median(std::move(values));
}

void print_json(const Row& row, const char* peer, const std::vector<Measured>& runs) {
  std::printf(
      "{\"w\":\"%s\",\"peer\":\"%s\",\"conc\":%zu,\"per_tx\":%zu,\"events\":%lld,\"eps\":%.0f,\"p50_ms\":%.4f,"
      "\"p99_ms\":%.4f,\"rss_kb\":%lld,\"bytes_an_event\":%.0f}\n",
      row.workload, peer, row.concurrency, row.per_transaction, static_cast<long long>(runs.front().events),
      median_of(runs, [](const Measured& run) { return run.per_second(); }),
      median_of(runs, [](const Measured& run) { return run.p50_ms; }),
      median_of(runs, [](const Measured& run) { return run.p99_ms; }),
      static_cast<long long>(median_of(runs, [](const Measured& run) { return run.rss_kb; })),
      median_of(runs, [](const Measured& run) { return run.bytes_an_event; }));
}

void print_head() {
  std::printf("%-38s %12s %12s %8s %17s  %s\n", "workload", "aftale ev/s", "floor ev/s", "ratio", "(least to most)",
              "target");
}

void print(const Row& row, const Peers& peers, const Options& options) {
  if (options.json) {
    print_json(row, "aftale", peers.engine);
    print_json(row, "floor", peers.floor);
    return;
  }
  std::vector<double> ratios;
  for (std::size_t n = 0; n < peers.engine.size(); ++n)
    ratios.push_back(peers.floor[n].per_second() / peers.engine[n].per_second());
  const double rate = median_of(peers.engine, [](const Measured& run) { return run.per_second(); });
  const double ratio = median(ratios);
  const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
  const bool met = row.target_is_rate ? rate >= row.target : ratio <= row.target;
  char range[40], target[60];
  std::snprintf(range, sizeof range, "(%.2f to %.2f)", *least, *most);
  if (row.target_is_rate)
    std::snprintf(target, sizeof target, "at least %.0f ev/s", row.target);
  else
    std::snprintf(target, sizeof target, "at most %.1f", row.target);
  std::printf("%-38s %12.0f %12.0f %8.2f %17s  %s: %s\n", row.title, rate,
              median_of(peers.floor, [](const Measured& run) { return run.per_second(); }), ratio, range, target,
              met ? "met" : "NOT met");
  if (peers.engine.front().bytes_an_event > 0) {
    std::printf("%-38s %12.0f %12.0f   bytes kept an event\n", "", peers.engine.front().bytes_an_event,
                peers.floor.front().bytes_an_event);
  }
}

template <class Engine, class Floor>
Peers in_turns(const Options& options, Engine engine, Floor floor) {
  Peers peers;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    peers.floor.push_back(in_own_process(floor));
    peers.engine.push_back(in_own_process(engine));
  }
  return peers;
}

void durable(const Options& options, const Approval& approval, const Row& row, Shape shape) {
  const auto with_folder = [&](auto drive) {
    const Scratch scratch(options.folder);
    return drive(scratch.path());
  };
  const Peers peers = in_turns(
      options,
      [&] { return with_folder([&](const std::string& folder) { return durable_engine(approval, shape, folder); }); },
      [&] { return with_folder([&](const std::string& folder) { return durable_floor(shape, folder); }); });
  print(row, peers, options);
}

void cold_start(const Options& options, const Approval& approval) {
  constexpr std::size_t kCases = 10'000, kTimes = 31;
  const Scratch scratch(options.folder);
  const std::string database = make_waiting_cases(approval, kCases, scratch.path());
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "aftale";
  const std::vector<std::string> words{program, "status", "bench-5000", "--db", database};
  start_to_exit(words, 3);  // the first ones read the program and the file from disk
  std::vector<double> ours = start_to_exit(words, kTimes), floor = start_to_exit({"/bin/true"}, kTimes);
  const double median_ms = median(ours), floor_ms = median(floor);
  if (options.json) {
    std::printf("{\"w\":\"status\",\"peer\":\"aftale\",\"cases\":%zu,\"runs\":%zu,\"p50_ms\":%.2f}\n", kCases, kTimes,
                median_ms);
    std::printf("{\"w\":\"status\",\"peer\":\"true\",\"runs\":%zu,\"p50_ms\":%.2f}\n", kTimes, floor_ms);
    return;
  }
  std::printf("status of one case of %zu, start to exit: %.1f ms (/bin/true: %.1f ms)  at most 30 ms: %s\n", kCases,
              median_ms, floor_ms, median_ms < 30 ? "met" : "NOT met");
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
    else if (word == "--only" && more)
      options.only = words[++n];
    else if (word == "--dir" && more)
      options.folder = words[++n];
    else
      stop("workloads [--rounds N] [--only W1,W1/1,W1/256,W2,status] [--dir FOLDER] [--json]");
  }
  return options;
}

int run(const Options& options) {
  const Approval approval = load_approval();
  if (!options.json) print_head();
  const Row one{"W1", "W1 durable, 1 event a transaction", 1, 1, 1.4, false};
  const Row many{"W1", "W1 durable, 256 events a transaction", 32, 256, 2.5, false};
  if (options.wants("W1") || options.wants("W1/1")) durable(options, approval, one, {100, 1, 1});
  if (options.wants("W1") || options.wants("W1/256")) durable(options, approval, many, {640, 32, 256});
  if (options.wants("W2")) {
    const Peers peers = in_turns(
        options, [&] { return memory_engine(approval, 2'000); }, [] { return memory_floor(100'000); });
    print({"W2", "W2 in memory", 1, 0, 500'000, true}, peers, options);
  }
  if (options.wants("status")) cold_start(options, approval);
  return 0;
}

}  // namespace
}  // namespace aftale::bench

int main(int count, char** words) {
  return aftale::bench::run(aftale::bench::read_options(count, words));
}
