#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/step.h"
#include "tests/scxml_suite/chart_reader.h"

namespace aftale::scxml_suite {

/// One chart as it runs: the engine, the queue of events from outside and a clock that only moves when told.
/// The definition outlives it. Every error is one the suites do not expect.
class Session {
 public:
  Session(const model::Definition& definition, Domains domains);

  Result<void> open();
  /// What the chart does not take is dropped; so is everything once it has halted.
  Result<void> send(const std::string& event);
  /// Lets time pass; what is due is delivered when it is due.
  Result<void> wait(std::int64_t milliseconds);
  /// Until nothing is under way any more, or the chart has halted.
  Result<void> wait_for_all();

  /// The innermost active states, by id.
  std::vector<std::string> innermost() const;
  bool halted() const;
  /// The id of the top-level final state in which it halted.
  const std::string& outcome() const { return case_.branches.front()->outcome; }
  /// How many microsteps there were, the first entry among them.
  std::size_t microsteps() const { return microsteps_; }
  /// What happened, one line a microstep.
  const std::string& trace() const { return trace_; }

 private:
  struct UnderWay {
    std::int64_t due;
    std::string id, event;
  };

  Result<void> take(const machine::Input& input);
  void post(const std::vector<machine::Effect>& effects);
  void describe(const machine::Step& step);
  std::string names(const machine::StateList& states) const;
  Result<void> deliver(std::int64_t until);

  const model::Definition& definition_;
  machine::Semantics semantics_;
  machine::Case case_;
  std::int64_t now_ = 0;  // milliseconds since the chart began
  std::vector<UnderWay> under_way_;
  std::size_t microsteps_ = 0, delivered_ = 0;
  std::string trace_;
};

}  // namespace aftale::scxml_suite
