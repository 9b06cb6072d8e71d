#include "adapters/sheets/cell_text.h"

#include <algorithm>

#include "adapters/sheets/xlsx.h"
#include "engine/base/utf8.h"
#include "engine/base/words.h"

namespace aftale::sheets {
namespace {

constexpr char32_t kEllipsis = U'…';

std::size_t units_of(char32_t point) {
  return point > 0xFFFF ? 2 : 1;
}

/// XML 1.0 has no control characters but these, and two code points that are none.
bool is_of_xml(char32_t point) {
  if (point < 0x20) return point == U'\n' || point == U'\t';
  return point != 0x7F && point != 0xFFFE && point != 0xFFFF;
}

/// Whether `_xHHHH_` begins at `at`.
bool escape_begins(const std::u32string& points, std::size_t at) {
  constexpr std::size_t kLong = 7;
  const auto is_hex = [](char32_t point) {
    return (point >= U'0' && point <= U'9') || (point >= U'a' && point <= U'f') || (point >= U'A' && point <= U'F');
  };
  return at + kLong <= points.size() && points[at] == U'_' && points[at + 1] == U'x' && points[at + 6] == U'_' &&
         std::all_of(points.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                     points.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex);
}

/// As many as fit into `most` units.
std::size_t fitting(const std::u32string& points, std::size_t most) {
  std::size_t units = 0;
  for (std::size_t n = 0; n < points.size(); ++n) {
    units += units_of(points[n]);
    if (units > most) return n;
  }
  return points.size();
}

}  // namespace

CellText cell_text(std::string_view text, std::size_t most) {
  std::u32string points = to_code_points(text);
  CellText made;
  if (fitting(points, most) < points.size()) {
    points.resize(fitting(points, most - 1));
    points += kEllipsis;
    made.cut = true;
  }
  for (std::size_t n = 0; n < points.size(); ++n) {
    if (escape_begins(points, n)) made.text += "_x005F";
    append_utf8(made.text, is_of_xml(points[n]) ? points[n] : kReplacement);
  }
  return made;
}

std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
  std::u32string points = to_code_points(wanted);
  for (char32_t& point : points) {
    const bool refused = std::u32string_view(U"[]:*?/\\").find(point) != std::u32string_view::npos;
    if (refused || !is_of_xml(point) || point < 0x20) point = U' ';
  }
  const auto made_of = [&](const std::u32string& number) {
    std::u32string own = points.substr(0, fitting(points, kNameUnitsMax - number.size()));
    const auto trimmed = [](char32_t point) { return point == U' ' || point == U'\''; };
    while (!own.empty() && trimmed(own.back())) own.pop_back();
    while (!own.empty() && trimmed(own.front())) own.erase(own.begin());
    if (own.empty()) own = U"1";
    std::string name;
    for (const char32_t point : own + number) append_utf8(name, point);
    return name;
  };
  std::string name = made_of({});
  for (int n = 2; !taken.insert(folded(name)).second; ++n) {
    std::u32string number = U" ";
    for (const char digit : std::to_string(n)) number += static_cast<char32_t>(digit);
    name = made_of(number);
  }
  return name;
}

}  // namespace aftale::sheets
