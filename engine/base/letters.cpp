#include "engine/base/letters.h"

#include <unicode/uchar.h>

#include <cstdio>

#include "engine/base/utf8.h"

namespace aftale {

Letter letter_of(char32_t point) {
  const auto icu = static_cast<UChar32>(point);
  if (point == ' ') return Letter::space;
  const std::uint32_t category = U_MASK(u_charType(icu));
  if ((category & (U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0 || u_hasBinaryProperty(icu, UCHAR_BIDI_CONTROL))
    return Letter::control;
  const bool nothing = (category & (U_GC_CF_MASK | U_GC_ZS_MASK | U_GC_CN_MASK | U_GC_CS_MASK | U_GC_CO_MASK)) != 0;
  // A Braille blank is a symbol by its category, and Hangul fillers are letters that nobody sees.
  constexpr char32_t kBrailleBlank = 0x2800;
  if (nothing || point == kBrailleBlank || u_hasBinaryProperty(icu, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return Letter::unseen;
  if ((category & U_GC_L_MASK) != 0) return Letter::letter;
  if ((category & U_GC_ND_MASK) != 0) return Letter::digit;
  return (category & U_GC_M_MASK) != 0 ? Letter::mark : Letter::seen;
}

std::optional<std::string> hidden_in(std::string_view text, bool controls_only) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.size ? point.size : 1;
    const Letter kind = letter_of(point.value);
    if (kind != Letter::control && (controls_only || kind != Letter::unseen)) continue;
    char code[16];
    std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(point.value));
    return code;
  }
  return std::nullopt;
}

}  // namespace aftale
