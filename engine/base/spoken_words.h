#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace aftale {

/// The words of a sentence in lower case and NFC, without quotation marks, stops, brackets and what cannot be seen
/// (zero-width and direction marks, soft hyphens). `-` and `'` stay inside a word. A question mark is a word of its
/// own: who asks has not said it. What is no valid UTF-8 gives no words.
std::vector<std::string> spoken_words(std::string_view text);

/// `text` (valid UTF-8) without what cannot be seen: zero-width and direction marks, soft hyphens.
std::string visible(std::string_view text);

}  // namespace aftale
