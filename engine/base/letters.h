#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What kind of character somebody has typed: what may stand in a name that others type again.
namespace aftale {

enum class Letter : std::uint8_t {
  letter,   ///< of any script
  digit,    ///< of any script
  mark,     ///< belongs to the letter before it
  space,    ///< U+0020
  seen,     ///< any other that takes room and ink
  unseen,   ///< nobody sees it, or takes it for another: no width, a special space, none of Unicode's
  control,  ///< does something to the text around it: a control character, a new line, a direction
};
Letter letter_of(char32_t point);

/// The first character of a valid text that is one of the last two kinds (`controls_only`: of the last), as `U+202E`.
std::optional<std::string> hidden_in(std::string_view text, bool controls_only = false);

}  // namespace aftale
