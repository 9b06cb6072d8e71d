#include "engine/feel/names.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace aftale::feel {
namespace {

bool ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?';
}
bool ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
bool beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::array<std::string_view, 16> kKeywords{"if",       "then",  "else",      "for", "in", "return",
                                                     "some",     "every", "satisfies", "and", "or", "between",
                                                     "instance", "true",  "false",     "null"};

}  // namespace

std::size_t white_space_length(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (!beyond_ascii(c)) return 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u00A0") || rest.starts_with("\u0085")) return 2;
  if (rest.starts_with("\uFEFF") || rest.starts_with("\u1680") || rest.starts_with("\u180E") ||
      rest.starts_with("\u3000") || rest.starts_with("\u202F") || rest.starts_with("\u205F") ||
      rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
    return 3;
  }
  // U+2000 to U+200B
  if (rest.size() >= 3 && rest.starts_with("\xE2\x80") && static_cast<unsigned char>(rest[2]) >= 0x80 &&
      static_cast<unsigned char>(rest[2]) <= 0x8B) {
    return 3;
  }
  return 0;
}

bool starts_name_part(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  return ascii_letter(text[at]) || (beyond_ascii(text[at]) && white_space_length(text, at) == 0);
}

std::size_t name_part_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (ascii_digit(text[end]) || starts_name_part(text, end))) {
    ++end;
    // The rest of the same character, which must not be taken for white space.
    if (beyond_ascii(text[end - 1])) {
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    }
  }
  return end - at;
}

std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < name.size();) {
    if (const std::size_t space = white_space_length(name, at); space > 0) {
      if (!parts.empty() && parts.back() != " ") parts.emplace_back(" ");
      at += space;
      continue;
    }
    const std::size_t length = std::max<std::size_t>(name_part_length(name, at), 1);
    parts.emplace_back(name.substr(at, length));
    at += length;
  }
  if (!parts.empty() && parts.back() == " ") parts.pop_back();
  return parts;
}

std::string normalised_name(std::string_view name) {
  std::string out;
  for (const std::string& part : name_parts(name)) out += part;
  return out;
}

bool is_keyword(std::string_view word) {
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

bool is_plain_name(std::string_view name) {
  return starts_name_part(name, 0) && name_part_length(name, 0) == name.size() && !is_keyword(name);
}

}  // namespace aftale::feel
