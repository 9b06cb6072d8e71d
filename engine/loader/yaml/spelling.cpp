#include "engine/loader/spelling.h"

#include <algorithm>
#include <array>

#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::loader {
namespace {

/// A small letter outside a-z as it is spelled with them; empty for what is no letter here.
std::string_view spelled_letter(char32_t point) {
  switch (point) {
    case U'æ':
    case U'ä':
      return "ae";
    case U'ø':
    case U'ö':
      return "oe";
    case U'å':
      return "aa";
    case U'é':
    case U'è':
      return "e";
    case U'ü':
      return "ue";
    default:
      return {};
  }
}

/// `replyBy` as two words.
std::u32string with_gaps(std::string_view text) {
  std::u32string out;
  const std::u32string points = to_code_points(nfc(text));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool capital = points[i] >= U'A' && points[i] <= U'Z';
    const bool small_before = i > 0 && points[i - 1] >= U'a' && points[i - 1] <= U'z';
    if (capital && small_before) out += U' ';
    out += points[i];
  }
  return out;
}

}  // namespace

std::string spelled_name(std::string_view text, char joint) {
  std::string gapped;
  for (const char32_t point : with_gaps(text)) append_utf8(gapped, point);
  std::string out;
  bool gap = false;
  for (const char32_t point : to_code_points(folded(gapped))) {
    const bool plain = (point >= U'a' && point <= U'z') || (point >= U'0' && point <= U'9');
    const std::string letters = plain ? std::string(1, static_cast<char>(point)) : std::string(spelled_letter(point));
    if (letters.empty()) {
      gap = true;
      continue;
    }
    const bool digit = letters[0] >= '0' && letters[0] <= '9';
    if (out.empty() && digit) continue;
    if (gap && !out.empty()) out += joint;
    gap = false;
    out += letters;
  }
  return out;
}

std::string spoken_truth(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kYes{"yes", "y", "on", "ja", "j", "true", "sand", "sandt", "1"};
  static constexpr std::array<std::string_view, 7> kNo{"no", "n", "off", "nej", "false", "falsk", "0"};
  const std::string word = folded(text);
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return "true";
  return std::find(kNo.begin(), kNo.end(), word) != kNo.end() ? "false" : "";
}

}  // namespace aftale::loader
