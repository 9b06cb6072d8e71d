#include "engine/base/diagnostic.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale {
namespace {

/// A longer source line is shown in part, around the place.
constexpr std::size_t kExcerptMax = 160;
constexpr std::size_t kExcerptBefore = 100;
constexpr char32_t kEllipsis = 0x2026;

/// What could move the cursor, turn the direction of writing or hide text in a terminal.
bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0x2028 || point == 0x2029;
}

/// Text that came from outside, safe to print in one line.
std::u32string printable(std::string_view text) {
  std::u32string out = to_code_points(text);
  for (char32_t& point : out) {
    if (point == '\t' || point == '\n') {
      point = ' ';
    } else if (is_control(point)) {
      point = kReplacement;
    }
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t point : text) append_utf8(out, point);
  return out;
}

std::string place(const Span& where) {
  std::string out = utf8(printable(where.file));
  if (where.line > 0) {
    out.append(out.empty() ? "" : ":").append(std::to_string(where.line));
    if (where.column > 0) out.append(":").append(std::to_string(where.column));
  }
  return out;
}

/// The source line and the carets below it.
std::string excerpt(const std::string& source, const Span& where) {
  std::u32string shown = printable(source);
  std::size_t column = std::min<std::size_t>(where.column - 1, shown.size());
  if (column > kExcerptBefore) {
    const std::size_t cut = column - kExcerptBefore;
    shown.replace(0, cut, 1, kEllipsis);
    column -= cut - 1;
  }
  if (shown.size() > kExcerptMax) {
    shown.resize(kExcerptMax);
    shown.push_back(kEllipsis);
  }
  const std::u32string_view line(shown);
  const std::size_t length = std::min<std::size_t>(std::max<std::uint32_t>(where.length, 1), line.size() - column);
  const std::size_t width = std::max<std::size_t>(display_width(utf8(line.substr(column, length))), 1);
  const std::size_t before = display_width(utf8(line.substr(0, column)));
  return "\n  " + utf8(line) + "\n  " + std::string(before, ' ') + "^" + std::string(width - 1, '~');
}

}  // namespace

std::string_view severity_name(Severity severity, Language language) {
  const bool danish = language == Language::da;
  switch (severity) {
    case Severity::note:
      return danish ? "bemærkning" : "note";
    case Severity::warning:
      return danish ? "advarsel" : "warning";
    case Severity::error:
      return danish ? "fejl" : "error";
  }
  AFTALE_CHECK(false);
}

std::string render(const Diagnostic& diagnostic, Language language, const SourceLines* lines) {
  std::string out;
  if (diagnostic.where) {
    out = place(*diagnostic.where);
    if (!out.empty()) out.append(": ");
  }
  out.append(severity_name(diagnostic.severity, language)).append("[").append(diagnostic.code).append("]: ");
  out.append(utf8(printable(diagnostic.message.in(language))));
  if (lines && diagnostic.where && diagnostic.where->line > 0 && diagnostic.where->column > 0) {
    const std::string source = lines->line(diagnostic.where->file, diagnostic.where->line);
    // Places count composed letters, as people see them.
    const bool readable = invalid_utf8(source) == std::string_view::npos;
    if (!source.empty()) out.append(excerpt(readable ? nfc(source) : source, *diagnostic.where));
  }
  if (!diagnostic.possible.empty()) {
    out.append(language == Language::da ? "\n  muligt: " : "\n  possible: ");
    for (std::size_t i = 0; i < diagnostic.possible.size(); ++i) {
      out.append(i ? ", " : "").append(utf8(printable(diagnostic.possible[i])));
    }
  }
  return out;
}

bool has_errors(const std::vector<Diagnostic>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Diagnostic& finding) { return finding.severity == Severity::error; });
}

}  // namespace aftale
