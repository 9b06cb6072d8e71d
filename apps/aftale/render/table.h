#pragma once
#include <string>
#include <vector>

#include "apps/aftale/settings.h"

namespace aftale::app::render {

/// What has no place on a terminal (control characters, escape sequences) as U+FFFD.
std::string plain(const std::string& text);

enum class Colour : std::uint8_t { none, green, yellow, red, dim, bold };
/// `text` in colour where the terminal shows colours.
std::string paint(const std::string& text, Colour colour, const Settings& settings);

/// Rows in columns as wide as their widest cell, two spaces between. Where the terminal is narrower, `details` go to a
/// line of their own below the row, and then the widest columns are broken into lines.
class Table {
 public:
  /// The last `details` columns say more of a row, and may stand below it.
  explicit Table(std::size_t details = 0) : details_(details) {}
  struct Cell {
    std::string text;
    Colour colour = Colour::none;
  };
  void row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string text(const Settings& settings) const;

 private:
  std::vector<std::size_t> natural_widths() const;
  void shrink(std::vector<std::size_t>& widths, std::size_t width) const;
  std::string below(const std::vector<Cell>& row, std::size_t columns, const Settings& settings) const;

  std::size_t details_;
  std::vector<std::vector<Cell>> rows_;
};

/// A reason as the journal keeps it, Danish on the first line and English on the second, in the language of the call.
std::string reason(const std::string& both, const Settings& settings);
/// "1 besked", "2 beskeder": the number with the word that fits it.
std::string counted(std::int64_t count, const Text& one, const Text& many, const Settings& settings);
/// `24. nov. 2022`, or "" for none.
std::string date(const std::optional<time::CivilDate>& day, const Settings& settings);
/// `om 9 dage`, `i dag`, `for 3 dage siden`.
std::string distance(time::CivilDate from, time::CivilDate to, const Settings& settings);

}  // namespace aftale::app::render
