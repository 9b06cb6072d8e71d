#pragma once
#include <string>
#include <vector>

#include "apps/aftale/command.h"

namespace aftale::app {

/// What a shell can offer in the place of a placeholder.
struct Offer {
  enum class Kind { nothing, files, folders, words } kind = Kind::nothing;
  std::vector<std::string> words;
};
/// `FILE`, `PATH`: files; `DIR`: folders; `da|en`: these words. What only a database knows is none of them
/// (known_words.h).
Offer offer_for(const std::string& placeholder);

/// The names of an option, longest last: `-h, --help` has two.
std::vector<std::string> names_of(const Option& option);
/// The options of a command with those of every writing one.
std::vector<Option> own_options(const CommandSpec& command);

}  // namespace aftale::app
