#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

/// The text of a YAML source as the tree reader needs it; internal to this folder.
namespace aftale::loader {

/// A valid UTF-8 source with its lines: byte offsets to places and back. The text must outlive it.
class SourceText {
 public:
  SourceText(std::string_view text, std::string file);

  std::string_view text() const { return text_; }
  const std::string& file() const { return file_; }
  /// The byte at `at`, or a line end behind the text.
  char at(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
  /// The place of bytes [begin, end), cut at the end of the line; at least one column long.
  Span span(std::size_t begin, std::size_t end) const;
  std::size_t line_begin(std::size_t at) const;
  /// The end of the line of `at`, its line end left out.
  std::size_t line_end(std::size_t at) const;
  std::size_t line_count() const { return lines_.size(); }
  /// Where line `number` (from 1) begins.
  std::size_t begin_of_line(std::size_t number) const { return lines_[number - 1]; }

 private:
  std::size_t points_before(std::size_t at) const;

  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> lines_;   ///< where each line begins
  std::vector<std::size_t> points_;  ///< code points before each block, so that a long line costs no walk
};

/// A text of the source that fits a message: cut with an ellipsis where it is long.
std::string brief(std::string_view text);
/// A text in single quotes, as YAML reads it back.
std::string quoted(std::string_view text);
/// Where the unquoted text that begins at `at` was meant to end, on its line: brackets and FEEL's quotes are balanced;
/// in `flow` it ends before `,` `}` `]`, else before a comment. White space at the end is left out.
std::size_t meant_end(const SourceText& source, std::size_t at, bool flow);
/// The end of the scalar that begins at `at` and was read as `value`: behind the closing quote or the last letter.
std::size_t scalar_end(const SourceText& source, std::size_t at, std::string_view value);
/// The quote that closes the one at `at`, where there is one.
std::optional<std::size_t> closing_quote(const SourceText& source, std::size_t at);
/// An unquoted text, bytes [begin, end), and the entry with the text in quotes: `key: 'value'` or `- 'value'`.
struct QuotedEntry {
  std::size_t begin = 0, end = 0;
  std::string line;
};
/// The entry that a syntax error at `at` lies in, where it is an unquoted text.
std::optional<QuotedEntry> quoted_entry(const SourceText& source, std::size_t at);
/// Whether a byte belongs to a name: a letter, a digit, `_`, or what stands outside ASCII.
bool is_name_byte(char byte);

}  // namespace aftale::loader
