#include "bench/rows.h"

#include <cstdio>

namespace aftale::bench {
namespace {

void print_json(const Row& row, const char* peer, const std::vector<Measured>& runs) {
  std::printf(
      "{\"w\":\"%s\",\"peer\":\"%s\",\"conc\":%zu,\"per_tx\":%zu,\"events\":%lld,\"eps\":%.0f,\"p50_ms\":%.4f,"
      "\"p99_ms\":%.4f,\"rss_kb\":%lld,\"bytes_an_event\":%.0f,\"target\":%g}\n",
      row.workload, peer, row.concurrency, row.per_transaction, static_cast<long long>(runs.front().events),
      median_of(runs, [](const Measured& run) { return run.per_second(); }),
      median_of(runs, [](const Measured& run) { return run.p50_ms; }),
      median_of(runs, [](const Measured& run) { return run.p99_ms; }),
      static_cast<long long>(median_of(runs, [](const Measured& run) { return run.rss_kb; })),
      median_of(runs, [](const Measured& run) { return run.bytes_an_event; }), row.target);
}

}  // namespace

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
              verdict(met));
  if (peers.engine.front().bytes_an_event > 0) {
    std::printf("%-38s %12.0f %12.0f   bytes kept an event\n", "", peers.engine.front().bytes_an_event,
                peers.floor.front().bytes_an_event);
  }
}

}  // namespace aftale::bench
