#pragma once
#include <string>

#include "engine/base/text.h"

namespace aftale::machine {

/// Whether people may call a thing so: 3 by its id, 2 by its title, 1 by whole words of its title, whose articles do
/// not count ("Mariagerfjord", "byrådet"); 0 not. `word` is folded.
int likeness(const std::string& id, const Text& title, const std::string& word);

}  // namespace aftale::machine
