#pragma once
#include <string>
#include <string_view>

#include "engine/base/utf8.h"

namespace aftale::records {

/// Whether a code point could end or disturb a header line: control characters, line and paragraph separators, and
/// the marks that turn the direction of what follows.
inline bool breaks_a_header(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

/// `text` as one line for a header or a log: what breaks a header and every run of white space becomes one space, none
/// at the ends; invalid bytes become U+FFFD. A title with a line break in it can never begin a header of its own.
inline std::string header_text(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char32_t point : to_code_points(text)) {
    if (point == U' ' || breaks_a_header(point)) {
      space = !out.empty();
      continue;
    }
    if (space) out.push_back(' ');
    space = false;
    append_utf8(out, point);
  }
  return out;
}

}  // namespace aftale::records
