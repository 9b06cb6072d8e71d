#pragma once
#include <string>
#include <string_view>

namespace aftale::feel {

/// UTF-8 to code points and back; what is no valid UTF-8 becomes U+FFFD.
std::u32string code_points_of(std::string_view text);
std::string text_of_code_points(std::u32string_view points);

}  // namespace aftale::feel
