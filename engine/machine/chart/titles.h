#pragma once
#include "engine/base/text.h"
#include "engine/machine/case.h"

namespace aftale::machine {

class Run;

/// A title with its values: `Møder i {{year}}`, `{{service.name}}` are variables of the branch or of one around it, and
/// members of theirs; what has no value is left out.
Text filled(const Text& title, const model::Definition& definition, const Case& instance, const Branch& branch);
/// The same as things are now.
Text filled(const Text& title, const Run& run, const Branch& branch);
/// The branches from the outermost to this one, as people call them: "Aalborg Kommune, Magistraten".
Text titles_down_to(const Run& run, BranchNo branch);
bool holds_values(const Text& title);

}  // namespace aftale::machine
