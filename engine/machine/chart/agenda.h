#pragma once
#include <string>
#include <vector>

#include "engine/feel/value.h"
#include "engine/machine/case.h"

namespace aftale::machine {

/// An event that was raised, or that a state is done, and has not been heard yet.
struct Raised {
  BranchNo branch = 0;
  model::StateIx done = model::kNone;  ///< `done` of this state; kNone: an event
  std::string event, outcome;
  feel::Value result;
};

/// A state that opens branches: a `for_each` or a call, in the chart of the branch around them.
struct Fork {
  BranchNo parent = 0;
  model::StateIx state = 0;
};

/// A variable that `set` has given another value, and the branch it belongs to.
struct Changed {
  BranchNo branch = 0;
  model::VariableIx variable = 0;
};

/// What is still to be looked at before a case is at rest; each list in the order in which it came to be. Lives for one
/// macrostep.
struct Agenda {
  std::vector<Raised> raised;    ///< SCXML's internal queue
  std::vector<Fork> to_open;     ///< entered, without branches yet
  std::vector<Fork> watched;     ///< whose `decide` and `done` are to be looked at, each once
  std::vector<Changed> changed;  ///< whose dates, lists and titles are to follow
  bool ask_eventless = true;     ///< something has happened since guards of eventless transitions were asked
  bool stopped = false;          ///< the case is over

  void watch(BranchNo parent, model::StateIx state);
  /// The case is over; nothing more is looked at.
  void stop();
};

}  // namespace aftale::machine
