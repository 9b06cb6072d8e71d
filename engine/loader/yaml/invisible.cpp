#include "engine/loader/yaml/invisible.h"

#include <algorithm>
#include <cstdio>

#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::loader {
namespace {

bool is_odd_space(char32_t point) {
  return point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F ||
         point == 0x205F || point == 0x3000;
}

bool has_no_width(char32_t point) {
  return point == 0xAD || point == 0x34F || point == 0x61C || point == 0x180E || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2060 && point <= 0x2064) || (point >= 0x206A && point <= 0x206F) || point == 0xFEFF;
}

Text name_of(const Invisible& found) {
  if (found.point == 0xA0 || found.point == 0x202F) return {"et hårdt mellemrum", "a no-break space"};
  if (found.space) return {"et særligt mellemrum", "a special space"};
  if (found.point == 0xAD) return {"en blød bindestreg", "a soft hyphen"};
  if (found.point == 0x61C || found.point == 0x200E || found.point == 0x200F)
    return {"et usynligt retningsmærke", "an invisible direction mark"};
  return {"et usynligt tegn uden bredde", "an invisible character without width"};
}

}  // namespace

std::optional<Invisible> invisible_in(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const bool space = is_odd_space(point.value);
    if (point.size != 0 && (space || has_no_width(point.value))) return Invisible{at, point.size, point.value, space};
    at += point.size ? point.size : 1;
  }
  return std::nullopt;
}

Diagnostic invisible_finding(const Invisible& found, const Span& at) {
  char code[16];
  std::snprintf(code, sizeof code, " (U+%04X)", static_cast<unsigned>(found.point));
  const Text name = name_of(found);
  return {"invisible-character",
          Severity::error,
          {"Her står " + name.da + code + (found.space ? "; skriv et almindeligt mellemrum" : "; slet det"),
           "Here stands " + name.en + code + (found.space ? "; write an ordinary space" : "; delete it")},
          at,
          {},
          found.space ? " " : ""};
}

std::optional<Diagnostic> invisible_in_expression(std::string_view text, const Span& at) {
  const std::optional<Invisible> found = invisible_in(text);
  if (!found) return std::nullopt;
  Span span = at;
  if (text.substr(0, found->begin).find('\n') == std::string_view::npos) {
    span.column += static_cast<std::uint32_t>(code_points(text.substr(0, found->begin)));
    span.length = 1;
  }
  return invisible_finding(*found, span);
}

bool name_invisible(const SourceText& source, std::vector<Diagnostic>& findings) {
  constexpr std::uint32_t kLinesBefore = 2;
  const auto first = std::find_if(findings.begin(), findings.end(),
                                  [](const Diagnostic& one) { return one.code == std::string_view("bad-yaml"); });
  if (first == findings.end() || !first->where) return false;
  for (auto found = invisible_in(source.text()); found;
       found = invisible_in(source.text(), found->begin + found->size)) {
    const Span at = source.span(found->begin, found->begin + found->size);
    if (at.line > first->where->line) return false;
    if (at.line + kLinesBefore < first->where->line) continue;
    *first = invisible_finding(*found, at);
    return true;
  }
  return false;
}

}  // namespace aftale::loader
