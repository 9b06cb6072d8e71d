#include "bench/drivers.h"
#include "engine/machine/step.h"

namespace aftale::bench {

Measured memory_engine(const Approval& approval, std::size_t cases) {
  const model::Definition& definition = approval.definition();
  const machine::Case opened = opened_case(definition);
  const machine::Moment moment = moment_at(opened.last_at);
  std::vector<machine::Input> inputs;
  for (const OutsideEvent& event : approval.events) inputs.push_back(input_of(event));
  Stopwatch watch;
  watch.begin();
  for (std::size_t n = 0; n < cases; ++n) {
    machine::Case instance = opened;
    for (const machine::Input& input : inputs) {
      const Result<machine::Step> step = machine::step(definition, instance, input, moment);
      if (!step) stop("refused: " + step.error()->findings.front().message.da);
      machine::apply(instance, *step);
      ++instance.revision;
    }
    if (instance.status != lifecycle::CaseStatus::completed) stop("the case did not reach its end");
  }
  return watch.end(static_cast<std::int64_t>(cases * inputs.size()));
}

}  // namespace aftale::bench
