#pragma once
#include <string>

namespace aftale::app::render {

/// A word of a command as a shell takes it: in single quotes where it holds more than letters, digits and what stands
/// in addresses. Without control characters.
std::string shell_word(const std::string& word);

}  // namespace aftale::app::render
