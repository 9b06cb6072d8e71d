#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace aftale::sheets {

/// A text as a cell holds it: without what XML cannot carry, and what would be read as an escape of the format
/// (`_x0041_`) escaped itself. Of at most `most` UTF-16 units, an ellipsis in the place of what is cut.
struct CellText {
  std::string text;
  bool cut = false;
};
CellText cell_text(std::string_view text, std::size_t most);

/// The name that a sheet may have: no `[]:*?/\`, no apostrophe at either end, at most 31 UTF-16 units, not empty, and
/// none of `taken`, whatever the case of its letters; it is added to them.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken);

}  // namespace aftale::sheets
