#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "bench/measure.h"

/// The table that `workloads` prints, and what it takes to fill it.
namespace aftale::bench {

struct Options {
  std::size_t rounds = 5, timers = 1'000'000;
  std::string only, folder;
  bool json = false;

  /// Nothing named: everything. `W1` names `W1/1` too.
  bool wants(const std::string& workload) const {
    const std::string family = workload.substr(0, workload.find('/'));
    const auto named = [&](const std::string& word) {
      return ("," + only + ",").find("," + word + ",") != std::string::npos;
    };
    return only.empty() || named(workload) || named(family);
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

template <class Engine, class Floor>
Peers in_turns(const Options& options, Engine engine, Floor floor) {
  Peers peers;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    peers.floor.push_back(in_own_process(floor));
    peers.engine.push_back(in_own_process(engine));
  }
  return peers;
}

/// What `drive` comes to in an empty folder of its own.
template <class Drive>
auto in_scratch(const Options& options, Drive drive) {
  const Scratch scratch(options.folder);
  return drive(scratch.path());
}

template <class Runs, class Get>
double median_of(const Runs& runs, Get get) {
  std::vector<double> values;
  for (const auto& run : runs) values.push_back(static_cast<double>(get(run)));
  return median(std::move(values));
}

inline const char* verdict(bool met) {
  return met ? "met" : "NOT met";
}

void print_head();
void print(const Row& row, const Peers& peers, const Options& options);

}  // namespace aftale::bench
