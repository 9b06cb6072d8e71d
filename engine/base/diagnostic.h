#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace aftale {

/// A place in a source text. Lines and columns count from 1; columns and length are in code points.
/// `line` 0 means that only the file is known.
struct Span {
  std::string file;
  std::uint32_t line = 0, column = 0, length = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

enum class Severity : std::uint8_t { note, warning, error };

/// The only finding type: loader, FEEL, refusals, audit.
struct Diagnostic {
  /// Stable over languages and releases: `unknown-key`, `guard-false` ... A string literal.
  const char* code = "";
  Severity severity = Severity::error;
  /// What is wrong and what to do instead; one or two sentences, no full stop at the end of the last.
  Text message;
  std::optional<Span> where;
  /// What is possible instead (events, names, keys), for people and `--json`.
  std::vector<std::string> possible;
  /// The text that should stand in place of what `where` underlines, where there is one such text.
  std::string suggestion = {};
};

/// Where the renderer finds the text of a source line; empty if it is not to be had.
class SourceLines {
 public:
  virtual ~SourceLines() = default;
  /// The text of line `line` (from 1) of `file`, without its line end.
  virtual std::string line(const std::string& file, std::uint32_t line) const = 0;
};

/// `file:line:column: error[code]: text`, then the source line and a caret line if `lines` has it,
/// then one line with what is possible. Ends without a newline. Tabs are shown as one space;
/// control characters of sources are shown as U+FFFD.
std::string render(const Diagnostic& diagnostic, Language language, const SourceLines* lines = nullptr);

/// "error", "warning", "note" / "fejl", "advarsel", "bemærkning".
std::string_view severity_name(Severity severity, Language language);

bool has_errors(const std::vector<Diagnostic>& findings);

}  // namespace aftale
