#pragma once
#include "engine/base/text.h"
#include "engine/machine/chart/run.h"

/// Titles while a step is computed; of a case at rest possible.h has them.
namespace aftale::machine {

/// The title of a state, or its id.
Text title_of_state(const model::State& state);
/// A title with its values, as things are now.
Text filled(const Text& title, const Run& run, const Branch& branch);
/// The branches from the outermost to this one, as people call them: "Aalborg Kommune, Magistraten".
Text titles_down_to(const Run& run, BranchNo branch);
bool holds_values(const Text& title);

}  // namespace aftale::machine
