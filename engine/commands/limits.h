#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/commands/fields.h"
#include "engine/commands/values.h"

/// Limits on what people send, before anything is looked at. Errors: refused `too-large`, `bad-value`.
namespace aftale::commands {

/// The refusal of what is larger than `most`; `what`: "En tekst", "A text".
tl::unexpected<ErrorPtr> too_large(const Text& what, std::size_t most);
/// The key of a case that is there, as its size and shape go.
Result<void> check_key(const std::string& key);
/// A text that people write to be read.
Result<void> check_text(const std::string& text);
/// Names and what was written for each.
Result<void> check_words(const Words& words);

/// Looks at what is written in a command, until something is wrong.
class TextCheck : public Onlooker {
 public:
  void text(const char*, const std::string& text, Unsaid = {}) { look_at(text); }
  void texts(const char*, const std::vector<std::string>& texts);
  void words(const char*, const Words& words);
  const Result<void>& found() const { return found_; }

 private:
  void look_at(const std::string& text) {
    if (found_) found_ = check_text(text);
  }
  Result<void> found_;
};

/// Counts what a person writes in one command, whatever he writes it under.
class TextBytes : public Onlooker {
 public:
  void name(const char*, const std::string& text, Unsaid = {}) { bytes_ += text.size(); }
  void text(const char*, const std::string& text, Unsaid = {}) { bytes_ += text.size(); }
  void texts(const char*, const std::vector<std::string>& texts);
  void words(const char*, const Words& words);
  void versions(const char*, const std::vector<std::pair<std::string, std::uint32_t>>& versions);
  std::size_t counted() const { return bytes_; }

 private:
  std::size_t bytes_ = 0;
};

/// The texts among the fields of `asked`.
template <class Asked>
Result<void> check_texts(const Asked& asked) {
  TextCheck check;
  fields(check, asked);
  return check.found();
}

}  // namespace aftale::commands
