#include <benchmark/benchmark.h>

#include "bench/approval.h"
#include "engine/machine/possible.h"
#include "engine/machine/settle.h"
#include "engine/machine/step.h"

namespace aftale::bench {
namespace {

/// A case after its first `count` events.
machine::Case case_after(const Approval& approval, std::size_t count) {
  machine::Case instance = opened_case(approval.definition());
  for (std::size_t n = 0; n < count; ++n) {
    const Result<machine::Step> step =
        machine::step(approval.definition(), instance, input_of(approval.events[n]), moment_at(instance.last_at));
    if (!step) stop("refused: " + step.error()->findings.front().message.da);
    machine::apply(instance, *step);
  }
  return instance;
}

/// The n-th event of the case: 0 a single step, 2 the one that opens twelve branches, 3 a committee, 38 the last
/// council, which ends the approval.
void step(benchmark::State& state) {
  const Approval approval = load_approval();
  const auto n = static_cast<std::size_t>(state.range(0));
  const machine::Case instance = case_after(approval, n);
  const machine::Input input = input_of(approval.events[n]);
  const machine::Moment moment = moment_at(instance.last_at);
  for (auto _ : state) benchmark::DoNotOptimize(machine::step(approval.definition(), instance, input, moment));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(step)->Arg(0)->Arg(2)->Arg(3)->Arg(38);

void refused(benchmark::State& state) {
  const Approval approval = load_approval();
  const machine::Case instance = case_after(approval, 3);
  const machine::Input input = machine::Event{"approval/0851/committee", "adopted", {}};
  const machine::Moment moment = moment_at(instance.last_at);
  for (auto _ : state) benchmark::DoNotOptimize(machine::step(approval.definition(), instance, input, moment));
}
BENCHMARK(refused);

/// 13 deadlines run out, one after the other.
void settle(benchmark::State& state) {
  const Approval approval = load_approval();
  const machine::Case instance = case_after(approval, 3);
  const time::Instant until = instance.last_at.plus_seconds(30 * 86'400);
  std::int64_t fired = 0;
  for (auto _ : state) {
    machine::Case copy = instance;
    fired += static_cast<std::int64_t>(machine::settle(approval.definition(), copy, until).size());
  }
  state.SetItemsProcessed(fired);
}
BENCHMARK(settle);

void possible(benchmark::State& state) {
  const Approval approval = load_approval();
  const machine::Case instance = case_after(approval, 3);
  const machine::Moment moment = moment_at(instance.last_at);
  for (auto _ : state) benchmark::DoNotOptimize(machine::possible(approval.definition(), instance, moment));
}
BENCHMARK(possible);

}  // namespace
}  // namespace aftale::bench
