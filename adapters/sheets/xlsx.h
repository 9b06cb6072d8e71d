#pragma once
#include <cstddef>
#include <string>

#include "adapters/sheets/workbook.h"
#include "engine/base/result.h"

namespace aftale::sheets {

/// The limits of the program that everybody opens such files with.
inline constexpr std::size_t kRowsMax = 1'048'576;    ///< of a sheet, the head among them
inline constexpr std::size_t kCellUnitsMax = 32'767;  ///< UTF-16 units of a cell
inline constexpr std::size_t kNameUnitsMax = 31;      ///< UTF-16 units of a sheet's name

struct Xlsx {
  std::string bytes;
  std::size_t cut = 0;  ///< texts that were longer than a cell takes; they end in `…`
};

/// A workbook as Office Open XML. Days are written as days (dd-mm-yyyy), but those before 1 March 1900 and after the
/// year 9999, which no spreadsheet knows, as text. What XML cannot carry in a text becomes U+FFFD, and a name of a
/// sheet is made one that is allowed. Errors: refused `too-large`, with more rows than a sheet takes; unavailable
/// `not-writable`, where there is no room for what is written on the way (TMPDIR, else /tmp).
Result<Xlsx> xlsx(const Workbook& workbook);

}  // namespace aftale::sheets
