#include "engine/feel/patterns/code_points.h"

#include <unicode/unistr.h>

namespace aftale::feel {

std::u32string code_points_of(std::string_view text) {
  const icu::UnicodeString units =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::u32string points;
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
    points += static_cast<char32_t>(units.char32At(at));
  }
  return points;
}

std::string text_of_code_points(std::u32string_view points) {
  icu::UnicodeString units;
  for (const char32_t point : points) units.append(static_cast<UChar32>(point));
  std::string out;
  units.toUTF8String(out);
  return out;
}

}  // namespace aftale::feel
