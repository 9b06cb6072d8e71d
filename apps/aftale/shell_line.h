#pragma once
#include <string>
#include <vector>

namespace aftale::app {

/// A line of bash up to the cursor, as far as a completion needs it: quotes and backslashes, no substitutions.
struct ShellLine {
  std::vector<std::string> words;  ///< without their quotes; the last one is being written, and may be empty
  char quote = 0;                  ///< open at the end: ' or "
  std::string kept;                ///< of the last word, what bash does not replace: up to an open quote, or to = : @
};
ShellLine split_line(const std::string& line);

/// A word that begins as the last one of `line`, so as to stand in its place: without what is kept, quoted as the line
/// has begun it.
std::string quoted_for(const ShellLine& line, const std::string& word);

/// `~/x`, `$NAME/x` and `${NAME}/x` at the beginning of a word or of an option's value, as far as the environment has
/// it.
std::string as_the_shell_expands(const std::string& word);

}  // namespace aftale::app
