#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace aftale::app {

/// The script that lets a shell complete this program: it asks the program (offered_words). None: no such shell.
std::optional<std::string> completion_script(const std::string& shell);

/// What the script is answered, one a line: `words`, `files` or `folders`, and behind `words` each word as the shell
/// takes it, for zsh and fish with a tab and what it is. `given`: of zsh and fish the words of the line without the
/// program, of bash the line as it stands; the last word is the one that is being written. At most
/// kOfferedWordsMax words. Says nothing where there is nothing to say; never an error.
std::string offered_words(const std::string& shell, const std::vector<std::string>& given);
inline constexpr std::size_t kOfferedWordsMax = 500;
/// Nobody waits longer for a word.
inline constexpr unsigned kOfferSeconds = 2;

}  // namespace aftale::app
