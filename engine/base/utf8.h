#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// UTF-8 byte by byte, inline because the JSON writer and the renderers walk every text with it.
namespace aftale {

/// One code point of a text and the number of bytes it takes; `size` 0 means that the byte is invalid.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};

inline constexpr char32_t kReplacement = 0xFFFD;

/// The code point at byte `at` (which must lie in the text). Overlong forms, surrogates and values over
/// U+10FFFF are invalid (Unicode 15, table 3-7).
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0u) == 0x80u; };
  const std::uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  if (first < 0xC2 || first > 0xF4 || !follows(at + 1)) return {};
  const std::uint32_t second = byte(at + 1);
  if (first < 0xE0) return {((first & 0x1Fu) << 6) | (second & 0x3Fu), 2};
  if (!follows(at + 2)) return {};
  const std::uint32_t third = byte(at + 2);
  if (first < 0xF0) {
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return {};
    return {((first & 0x0Fu) << 12) | ((second & 0x3Fu) << 6) | (third & 0x3Fu), 3};
  }
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) || !follows(at + 3)) return {};
  return {((first & 0x07u) << 18) | ((second & 0x3Fu) << 12) | ((third & 0x3Fu) << 6) | (byte(at + 3) & 0x3Fu), 4};
}

/// The code points of a text; each invalid byte becomes U+FFFD.
inline std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    out.push_back(point.size ? point.value : kReplacement);
    at += point.size ? point.size : 1;
  }
  return out;
}

/// Appends a valid code point as UTF-8.
inline void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0u | (point >> 6));
  } else {
    if (point < 0x10000) {
      put(0xE0u | (point >> 12));
    } else {
      put(0xF0u | (point >> 18));
      put(0x80u | ((point >> 12) & 0x3Fu));
    }
    put(0x80u | ((point >> 6) & 0x3Fu));
  }
  put(0x80u | (point & 0x3Fu));
}

}  // namespace aftale
