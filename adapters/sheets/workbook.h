#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// Spreadsheets as values: what they hold, and nothing of how a file of them is made.
namespace aftale::sheets {

/// What the ground of a cell says beside its words: nothing, well, waits, needs an eye, is wrong.
enum class Tone : std::uint8_t { none, good, waiting, attention, bad };

/// Nothing, a text (never a formula), a whole number, or a day.
struct Cell {
  std::variant<std::monostate, std::string, std::int64_t, time::CivilDate> value;
  Tone tone = Tone::none;
};

struct Column {
  std::string title;
  std::size_t widest = 40;  ///< in letters: it is as wide as its longest line, up to this, and longer ones go on below
};

/// One table under one head, which stays in sight and can be filtered. A row may be shorter than the head.
struct Sheet {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};

struct Workbook {
  std::string title;
  time::Instant created;  ///< stands in the file: the same values at the same moment give the same bytes
  std::vector<Sheet> sheets;
};

}  // namespace aftale::sheets
