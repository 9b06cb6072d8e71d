#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Texts as people write them: UTF-8, Danish order, near misses.
namespace aftale {

/// The byte offset of the first invalid UTF-8 byte (overlong forms, surrogates and values over
/// U+10FFFF included), or npos.
std::size_t invalid_utf8(std::string_view text);
/// The number of code points of a valid UTF-8 text.
std::size_t code_points(std::string_view text);
/// Unicode normal form C.
std::string nfc(std::string_view text);
/// NFC, lower case, runs of white space as one space, trimmed: for comparing names people type.
std::string folded(std::string_view text);
/// Danish collation: æ ø å last, "Aa" as å. Negative, zero, positive.
int collate_danish(std::string_view left, std::string_view right);
/// The nearest of `candidates` to `word` (edit distance with transpositions, at most a third of its
/// length), or empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);
/// "a", "a and b", "a, b and c" in `conjunction`'s language ("og" / "and" / "eller" ...).
std::string joined(const std::vector<std::string>& words, std::string_view conjunction);
/// The number of columns a text takes on a terminal (wide characters count two, combining ones none).
std::size_t display_width(std::string_view text);

}  // namespace aftale
