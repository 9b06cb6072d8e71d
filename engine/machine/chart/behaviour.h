#pragma once
#include "engine/base/result.h"
#include "engine/machine/chart/agenda.h"
#include "engine/machine/chart/leaving.h"
#include "engine/model/workflow.h"

namespace aftale::machine {

class Macrostep;

/// What states and actions mean beyond SCXML: their deadlines, work items, messages and branches. The chart calls; the
/// rooms above it answer (branches/case_behaviour.h), so that the chart knows none of them. Without state: everything
/// is in the macrostep's Run and Agenda. Errors stop the step.
class Behaviour {
 public:
  virtual ~Behaviour() = default;
  /// An action other than `set` and `raise`, at a state of a branch.
  virtual Result<void> act(Macrostep& macrostep, BranchNo branch, model::StateIx state,
                           const model::Action& action) const = 0;
  /// A branch has its first data, and enters no state yet.
  virtual Result<void> begin(Macrostep& macrostep, BranchNo branch) const = 0;
  /// A state has been entered, its actions are done; with state 0 the chart as a whole.
  virtual Result<void> enter(Macrostep& macrostep, BranchNo branch, model::StateIx state) const = 0;
  /// A state is left, its actions are done; it is still active.
  virtual void leave(Macrostep& macrostep, BranchNo branch, model::StateIx state, const Left& left) const = 0;
  /// A microstep of a branch is done.
  virtual Result<void> after_microstep(Macrostep& macrostep, BranchNo branch) const = 0;
  /// A branch has come to a final state of its chart, and has its outcome and result.
  virtual void end(Macrostep& macrostep, BranchNo branch) const = 0;
  /// The branches of a state that was entered.
  virtual Result<void> open(Macrostep& macrostep, Fork at) const = 0;
  /// What reads variables that have changed.
  virtual Result<void> follow_changes(Macrostep& macrostep) const = 0;
  /// Whether the branches of a state have come to what it waits for.
  virtual Result<void> look(Macrostep& macrostep, Fork at) const = 0;
};

}  // namespace aftale::machine
