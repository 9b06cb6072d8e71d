#include "engine/machine/format/codec.h"

#include <benchmark/benchmark.h>

#include "bench/approval.h"
#include "engine/machine/format/payload.h"
#include "engine/machine/step.h"

namespace aftale::bench {
namespace {

struct InApproval {
  Approval approval = load_approval();
  machine::Case instance = opened_case(approval.definition());
  machine::Step last;

  InApproval() {
    for (std::size_t n = 0; n < 4; ++n) {
      Result<machine::Step> step =
          machine::step(approval.definition(), instance, input_of(approval.events[n]), moment_at(instance.last_at));
      if (!step) stop("refused: " + step.error()->findings.front().message.da);
      machine::apply(instance, *step);
      last = std::move(*step);
    }
  }
};

/// The branch of one party, in its finance committee.
void encode_branch(benchmark::State& state) {
  const InApproval world;
  std::string bytes;
  for (auto _ : state) {
    bytes.clear();
    machine::encode(*world.instance.branches[1], world.approval.definition(), bytes);
    benchmark::DoNotOptimize(bytes.data());
  }
  state.counters["bytes"] = static_cast<double>(bytes.size());
}
BENCHMARK(encode_branch);

void decode_branch(benchmark::State& state) {
  const InApproval world;
  std::string bytes;
  machine::encode(*world.instance.branches[1], world.approval.definition(), bytes);
  for (auto _ : state) benchmark::DoNotOptimize(machine::decode(bytes, world.approval.definition()));
}
BENCHMARK(decode_branch);

void write_outcome(benchmark::State& state) {
  const InApproval world;
  std::string text;
  for (auto _ : state) {
    text.clear();
    machine::write_outcome(world.approval.definition(), world.last, text);
    benchmark::DoNotOptimize(text.data());
  }
  state.counters["bytes"] = static_cast<double>(text.size());
}
BENCHMARK(write_outcome);

}  // namespace
}  // namespace aftale::bench
