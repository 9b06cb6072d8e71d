#pragma once
#include <string>
#include <vector>

#include "engine/model/definition.h"

/// Cases of a workflow, driven by random answers, on a random clock, with restarts.
namespace aftale::random {

/// What was done, and what must not be: a store that reads back otherwise than it was written, a replay that gives
/// something else, an audit that finds anything.
struct Ran {
  std::vector<std::string> story;  ///< one line a thing that was done, for whoever looks for the mistake
  std::string mistake;             ///< empty: none
  std::size_t done = 0;            ///< commands that were not refused
};

/// Drawn by RapidCheck, so only inside a property. `sources`: the bundle, its own workflow first; `next`: that of its
/// second version, to which cases move and back.
Ran run(const std::vector<model::Source>& sources, const std::vector<model::Source>& next);

}  // namespace aftale::random
