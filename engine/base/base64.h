#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace aftale {

/// RFC 4648, section 4: the plain alphabet with padding, one line.
std::string to_base64(std::string_view bytes);

/// The bytes of one line of base64. Nothing where a character, the padding or a left-over bit is wrong, so that no two
/// texts mean the same bytes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace aftale
