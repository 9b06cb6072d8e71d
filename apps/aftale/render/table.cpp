#include "apps/aftale/render/table.h"

#include <algorithm>

#include "adapters/reports/case_words.h"
#include "apps/aftale/render/fit.h"
#include "engine/base/words.h"
#include "engine/commands/fault.h"
#include "engine/time/format.h"

namespace aftale::app::render {

std::string plain(const std::string& text) {
  std::string clean;
  for (std::size_t n = 0; n < text.size(); ++n) {
    const auto byte = static_cast<unsigned char>(text[n]);
    // C1 controls are two bytes in UTF-8: C2 80 to C2 9F.
    const bool c1 = byte == 0xc2 && n + 1 < text.size() && static_cast<unsigned char>(text[n + 1]) < 0xa0;
    if (byte < 0x20 || byte == 0x7f || c1) {
      clean += byte == '\n' || byte == '\t' ? " " : "\xef\xbf\xbd";
      if (c1) ++n;
    } else {
      clean += text[n];
    }
  }
  return clean;
}

std::string paint(const std::string& text, Colour colour, const Settings& settings) {
  if (!settings.colour || colour == Colour::none || text.empty()) return text;
  const char* code = "";
  switch (colour) {
    case Colour::none:
      break;
    case Colour::green:
      code = "32";
      break;
    case Colour::yellow:
      code = "33";
      break;
    case Colour::red:
      code = "31";
      break;
    case Colour::dim:
      code = "2";
      break;
    case Colour::bold:
      code = "1";
      break;
  }
  return std::string("\033[") + code + "m" + text + "\033[0m";
}

namespace {

constexpr std::size_t kGap = 2, kNarrowest = 4;

std::size_t total_of(const std::vector<std::size_t>& widths) {
  std::size_t total = 0;
  for (const std::size_t width : widths) total += width == 0 ? 0 : width + (total == 0 ? 0 : kGap);
  return total;
}

/// A row whose cells take as many lines as they need.
std::string row_text(const std::vector<Table::Cell>& row, const std::vector<std::size_t>& widths,
                     const Settings& settings) {
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t n = 0; n < std::min(row.size(), widths.size()); ++n) {
    cells.push_back(folded_to(row[n].text, std::max<std::size_t>(widths[n], 1)));
    height = std::max(height, cells.back().size());
  }
  std::string text;
  for (std::size_t line = 0; line < height; ++line) {
    std::size_t missing = 0;
    for (std::size_t n = 0; n < cells.size(); ++n) {
      if (widths[n] == 0) continue;
      const std::string cell = line < cells[n].size() ? cells[n][line] : std::string();
      if (!cell.empty()) {
        text += std::string(missing, ' ') + paint(cell, row[n].colour, settings);
        missing = 0;
      }
      missing += widths[n] - std::min(display_width(cell), widths[n]) + kGap;
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::vector<std::size_t> Table::natural_widths() const {
  std::vector<std::size_t> widths;
  for (const std::vector<Cell>& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t n = 0; n < row.size(); ++n) widths[n] = std::max(widths[n], display_width(row[n].text));
  }
  return widths;
}

/// Takes from the widest column until it fits: first down to its longest word, then further.
void Table::shrink(std::vector<std::size_t>& widths, std::size_t width) const {
  std::vector<std::size_t> least(widths.size(), kNarrowest);
  for (const std::vector<Cell>& row : rows_) {
    for (std::size_t n = 0; n < std::min(row.size(), widths.size()); ++n)
      least[n] = std::max(least[n], longest_part(row[n].text));
  }
  for (const bool whole_words : {true, false}) {
    while (total_of(widths) > width) {
      std::size_t widest = widths.size();
      for (std::size_t n = 0; n < widths.size(); ++n) {
        const bool can = widths[n] > (whole_words ? least[n] : kNarrowest);
        if (can && (widest == widths.size() || widths[n] > widths[widest])) widest = n;
      }
      if (widest == widths.size()) break;
      --widths[widest];
    }
  }
}

/// The details of a row, further in than the row.
std::string Table::below(const std::vector<Cell>& row, std::size_t columns, const Settings& settings) const {
  std::string text;
  for (std::size_t n = columns; n < row.size(); ++n) {
    if (!row[n].text.empty()) text += (text.empty() ? "    " : "  ") + paint(row[n].text, row[n].colour, settings);
  }
  return text.empty() ? text : fitted(text + "\n", settings);
}

std::string Table::text(const Settings& settings) const {
  std::vector<std::size_t> widths = natural_widths();
  std::size_t columns = widths.size();
  if (settings.width && total_of(widths) > *settings.width) {
    columns -= std::min(details_, columns - 1);
    widths.resize(columns);
    shrink(widths, *settings.width);
  }
  std::string text;
  for (const std::vector<Cell>& row : rows_) text += row_text(row, widths, settings) + below(row, columns, settings);
  return text;
}

std::string reason(const std::string& both, const Settings& settings) {
  return plain(settings.say(commands::reason_of_fault(both)));
}

std::string counted(std::int64_t count, const Text& one, const Text& many, const Settings& settings) {
  return std::to_string(count) + " " + settings.say(count == 1 ? one : many);
}

std::string date(const std::optional<time::CivilDate>& day, const Settings& settings) {
  return day ? time::short_date(*day, settings.language) : std::string();
}

std::string distance(time::CivilDate from, time::CivilDate to, const Settings& settings) {
  return settings.say(reports::distance(from, to));
}

}  // namespace aftale::app::render
