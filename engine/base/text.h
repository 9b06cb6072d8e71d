#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace aftale {

/// The two languages that users read.
enum class Language : std::uint8_t { da, en };

/// A text that a user reads, written in both languages where it is born; there is no catalogue.
/// A text of a workflow may lack one of them; then the other is shown.
struct Text {
  std::string da, en;

  /// The text in `language`, or in the other one where that is empty.
  const std::string& in(Language language) const {
    const std::string& wanted = language == Language::da ? da : en;
    return wanted.empty() ? (language == Language::da ? en : da) : wanted;
  }
  bool empty() const { return da.empty() && en.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
};

/// The same words in both languages (names, codes, titles that are not translated).
inline Text same_text(std::string words) {
  return Text{words, words};
}

/// A text that many share.
using TextPtr = std::shared_ptr<const Text>;
inline const TextPtr& no_text() {
  static const TextPtr none = std::make_shared<const Text>();
  return none;
}

}  // namespace aftale
