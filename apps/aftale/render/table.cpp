#include "apps/aftale/render/table.h"

#include <algorithm>

#include "engine/base/words.h"
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

std::string Table::text(const Settings& settings) const {
  std::vector<std::size_t> widths;
  for (const std::vector<Cell>& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t n = 0; n < row.size(); ++n) widths[n] = std::max(widths[n], display_width(row[n].text));
  }
  std::string text;
  for (const std::vector<Cell>& row : rows_) {
    std::string line;
    std::size_t missing = 0;
    for (std::size_t n = 0; n < row.size(); ++n) {
      if (widths[n] == 0) continue;
      if (row[n].text.empty()) {
        missing += widths[n] + 2;
        continue;
      }
      line += std::string(missing, ' ') + paint(row[n].text, row[n].colour, settings);
      missing = widths[n] - display_width(row[n].text) + 2;
    }
    text += line + "\n";
  }
  return text;
}

std::string reason(const std::string& both, const Settings& settings) {
  const std::size_t second = both.find('\n');
  if (second == std::string::npos) return plain(both);
  return plain(settings.say({both.substr(0, second), both.substr(second + 1)}));
}

std::string counted(std::int64_t count, const Text& one, const Text& many, const Settings& settings) {
  return std::to_string(count) + " " + settings.say(count == 1 ? one : many);
}

std::string date(const std::optional<time::CivilDate>& day, const Settings& settings) {
  return day ? time::short_date(*day, settings.language) : std::string();
}

std::string distance(time::CivilDate from, time::CivilDate to, const Settings& settings) {
  const std::int64_t days = to.days() - from.days();
  const std::string count = std::to_string(days < 0 ? -days : days);
  const bool one = days == 1 || days == -1;
  if (days == 0) return settings.say({"i dag", "today"});
  if (days > 0)
    return settings.say({one ? "i morgen" : "om " + count + " dage", one ? "tomorrow" : "in " + count + " days"});
  return settings.say({one ? "i går" : "for " + count + " dage siden", one ? "yesterday" : count + " days ago"});
}

}  // namespace aftale::app::render
