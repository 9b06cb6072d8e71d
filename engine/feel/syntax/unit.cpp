#include "engine/feel/syntax/unit.h"

#include <algorithm>
#include <string_view>

#include "engine/base/words.h"

namespace aftale::feel {

Span Unit::span(std::size_t begin, std::size_t end) const {
  Span out = at;
  if (at.line == 0) return out;
  const std::string_view before = std::string_view(text).substr(0, std::min(begin, text.size()));
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto column = static_cast<std::uint32_t>(code_points(before.substr(line_start)));
  out.line = at.line + lines;
  out.column = lines == 0 ? at.column + column : column + 1;
  std::string_view marked = std::string_view(text).substr(before.size(), end > begin ? end - begin : 0);
  marked = marked.substr(0, marked.find('\n'));
  out.length = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(code_points(marked)));
  return out;
}

}  // namespace aftale::feel
