#include "engine/base/spoken_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale {
namespace {

bool is_inside(UChar32 point) {
  return point == '-' || point == '\'' || point == 0x2019;
}

}  // namespace

std::vector<std::string> spoken_words(std::string_view text) {
  if (invalid_utf8(text) != std::string_view::npos) return {};
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(folded(text));
  std::vector<std::string> words;
  icu::UnicodeString word;
  const auto end_word = [&] {
    if (word.isEmpty()) return;
    words.emplace_back();
    word.toUTF8String(words.back());
    word.remove();
  };
  for (std::int32_t at = 0; at < wide.length(); at = wide.moveIndex32(at, 1)) {
    const UChar32 point = wide.char32At(at);
    const std::int32_t after = wide.moveIndex32(at, 1);
    if (u_charType(point) == U_FORMAT_CHAR) continue;
    if (point == '?') {
      end_word();
      words.emplace_back("?");
    } else if (is_inside(point) && !word.isEmpty() && after < wide.length() && u_isalnum(wide.char32At(after))) {
      word.append(point);
    } else if (u_isUWhiteSpace(point) || u_iscntrl(point) || u_ispunct(point)) {
      end_word();
    } else {
      word.append(point);
    }
  }
  end_word();
  return words;
}

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (u_charType(static_cast<UChar32>(point.value)) != U_FORMAT_CHAR) out.append(text.substr(at, point.size));
    at += point.size == 0 ? 1 : point.size;
  }
  return out;
}

}  // namespace aftale
