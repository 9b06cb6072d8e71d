#include "engine/time/period.h"

namespace aftale::time {
namespace {

constexpr std::size_t kDigitsMax = 9;

}  // namespace

std::optional<Period> Period::parse(std::string_view text) {
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  Period period;
  // Each unit once, the larger before the smaller.
  std::string_view units = "YMWD";
  while (!text.empty()) {
    const std::size_t width = text.find_first_not_of("0123456789");
    if (width == 0 || width == std::string_view::npos || width > kDigitsMax) return std::nullopt;
    std::int64_t count = 0;
    for (const char digit : text.substr(0, width)) count = count * 10 + (digit - '0');
    const char unit = text[width];
    const std::size_t at = units.find(unit);
    if (at == std::string_view::npos) return std::nullopt;
    units.remove_prefix(at + 1);
    text.remove_prefix(width + 1);
    if (unit == 'Y') period.months += 12 * count;
    if (unit == 'M') period.months += count;
    if (unit == 'W') period.days += 7 * count;
    if (unit == 'D') period.days += count;
  }
  return period;
}

std::string Period::iso() const {
  std::string out = "P";
  if (months / 12 != 0) out.append(std::to_string(months / 12)).append("Y");
  if (months % 12 != 0) out.append(std::to_string(months % 12)).append("M");
  if (days != 0 || months == 0) out.append(std::to_string(days)).append("D");
  return out;
}

}  // namespace aftale::time
