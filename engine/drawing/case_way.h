#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/drawing/draw.h"
#include "engine/machine/case.h"

/// How far a case has come, in the picture of its workflow. Pure over the case, what its journal says and the day.
namespace aftale::drawing {

/// What one entry of the journal came to: the addresses of states that were left and entered, what happened, and the
/// day on which it counts.
struct Passage {
  std::vector<std::string> left, entered;
  std::string event;  ///< empty: a day brought it about
  time::CivilDate day;
};

/// Marks boxes and edges: what the case has left behind (green, with the day and what it came to), where it stands
/// (blue, with how many are ready and how long there is left), and what it has not reached (grey). In a part whose
/// states belong to branches it says how many branches stand where. Dates of deadlines are those of the case. The
/// title becomes that of the case. `passages` in the order in which they happened, without what was struck.
void mark_way(Drawn& drawn, const model::Definition& definition, const machine::Case& instance,
              const std::vector<Passage>& passages, time::CivilDate today);

}  // namespace aftale::drawing
