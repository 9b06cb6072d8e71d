#pragma once
#include <string>
#include <vector>

#include "apps/aftale/settings.h"
#include "apps/aftale/words.h"

namespace aftale::app {

/// Something that could be written next.
struct KnownWord {
  std::string word, about;  ///< about: for shells that show it
};

/// What a database or the folders of workflows have in the place of a placeholder: KEY, STEP, EVENT, OUTCOME, DOCUMENT,
/// [DOCUMENT=]N, WORKFLOW. `before`: what stands on the line already. Nothing where there is no file, or anything else
/// is in the way.
std::vector<KnownWord> known_words(const std::string& placeholder, const Words& before, const Settings& settings);

}  // namespace aftale::app
