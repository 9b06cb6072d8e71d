#pragma once
#include <string>
#include <vector>

#include "engine/machine/chart/leaf.h"

/// Everything that the open steps of a case could take, whoever asks.
namespace aftale::machine {

struct Candidate {
  Leaf step;     ///< whose event or ballot it is
  Leaf answers;  ///< where its transitions stand: the step, or a state around it
  std::string event;
  const std::vector<model::Transition>* transitions =
      nullptr;                           ///< of the Definition; never null, may say nothing of `by`
  std::vector<std::string> words;        ///< for a ballot: the minutes' words that fit
  std::uint16_t renewal = model::kNone;  ///< a question about a changed document: the secretariat's
};

/// What people call a step; of a branch as a whole its own title.
Text step_title(const Run& run, Leaf step);

/// By address and document order, outer states before inner ones. Empty unless the case runs.
std::vector<Candidate> candidates(Run& run);

/// The proposal that waits for a second person there, or null.
const Proposal* find_proposal(const Run& run, const Candidate& candidate);

}  // namespace aftale::machine
