#include "adapters/reports/html.h"

#include "engine/base/letters.h"
#include "engine/base/utf8.h"

namespace aftale::reports {
namespace {

void append_escaped(std::string& out, char32_t point) {
  switch (point) {
    case U'&':
      out += "&amp;";
      return;
    case U'<':
      out += "&lt;";
      return;
    case U'>':
      out += "&gt;";
      return;
    case U'"':
      out += "&quot;";
      return;
    case U'\'':
      out += "&#39;";
      return;
    case U'\n':
      out += '\n';
      return;
    case U'\t':
      out += ' ';
      return;
    default:
      append_utf8(out, letter_of(point) == Letter::control ? kReplacement : point);
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_escaped(out, point.size ? point.value : kReplacement);
    at += point.size ? point.size : 1;
  }
  return out;
}

std::string isolated(std::string_view text) {
  return "<bdi>" + escaped(text) + "</bdi>";
}

}  // namespace aftale::reports
