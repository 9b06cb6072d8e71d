#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/machine/chart/agenda.h"
#include "engine/machine/chart/behaviour.h"
#include "engine/machine/chart/configuration.h"
#include "engine/machine/chart/leaving.h"
#include "engine/machine/chart/run.h"

namespace aftale::machine {

/// A microstep about to be taken in one branch.
struct Move {
  ChosenList chosen;
  std::string event;  ///< for the trace; empty for an eventless one
  TriedList tried;
  Leaving leaving = Leaving::event;
};

/// One input carried through until nothing moves any more: SCXML's algorithm over all branches of a case. Lives for one
/// step; borrows the run and the behaviour. Errors: expression-failed (D3), microsteps (D6), and those of the
/// behaviour.
class Macrostep {
 public:
  Macrostep(Run& run, const Behaviour& behaviour) : run_(run), behaviour_(behaviour) {}

  Run& run() { return run_; }
  Agenda& agenda() { return agenda_; }

  /// Guards of a list, in order: the first transition that is enabled, or null. `tried` collects what was looked at.
  Result<const model::Transition*> first_enabled(BranchNo branch, model::StateIx state,
                                                 const std::vector<model::Transition>& transitions, TriedList* tried);
  /// SCXML's selection in one branch: every region, innermost first; `event` kNone selects eventless ones. With
  /// `from` only from that innermost state outwards.
  Result<ChosenList> select(BranchNo branch, model::EventIx event, TriedList& tried,
                            model::StateIx from = model::kNone);

  Result<void> microstep(BranchNo branch, Move move);
  /// Everything that follows from what was done: eventless transitions, raised events, branches, `decide`.
  Result<void> rest();
  /// Begins a branch that waits: its data, its initial states. Error: check-failed, of a called workflow.
  Result<void> start(BranchNo branch);
  /// Takes the first enabled transition of a state that has come to its end; false where there is none. What was inside
  /// has ended, so the day on which the last of it did is the day that counts.
  Result<bool> take_first(BranchNo branch, model::StateIx state, const std::vector<model::Transition>& transitions);

 private:
  Result<bool> eventless();
  Result<void> hear(Raised raised);
  Result<void> hear_done(const Raised& raised);
  Result<void> leave(BranchNo branch, model::StateIx state, const Left& left);
  Result<void> enter(BranchNo branch, model::StateIx state, const Moves& moves);
  Result<void> reached_final(BranchNo branch, model::StateIx state);
  Result<void> act(BranchNo branch, model::StateIx state, const std::vector<model::Action>& actions);
  Result<void> act_one(BranchNo branch, model::StateIx state, const model::Action& action);
  Result<void> set(BranchNo branch, model::StateIx state, const model::SetAction& action);

  Run& run_;
  const Behaviour& behaviour_;
  Agenda agenda_;
  std::size_t microsteps_ = 0;
};

}  // namespace aftale::machine
