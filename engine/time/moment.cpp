#include "engine/time/moment.h"

#include <cstdio>

namespace aftale::time {

namespace {

bool can_be_meant(CivilDate date) {
  return date.year() >= kTypedYearMin && date.year() <= kTypedYearMax;
}

}  // namespace

std::optional<CivilDate> typed_date(std::string_view text) {
  const std::optional<CivilDate> date = CivilDate::parse_input(text);
  return date && can_be_meant(*date) ? date : std::nullopt;
}

std::optional<Instant> parse_moment(const std::string& text, const Zone& zone) {
  if (const std::optional<Instant> instant = Instant::parse(text))
    return can_be_meant(zone.date_of(*instant)) ? instant : std::nullopt;
  const std::size_t space = text.find(' ');
  const std::optional<CivilDate> date = typed_date(text.substr(0, space));
  int hour = 12, minute = 0, end = 0;
  const bool clock =
      space == std::string::npos ||
      (std::sscanf(text.c_str() + space + 1, "%2d:%2d%n", &hour, &minute, &end) == 2 &&  // NOLINT(cert-err34-c)
       space + 1 + static_cast<std::size_t>(end) == text.size() && hour >= 0 && hour < 24 && minute >= 0 &&
       minute < 60);
  if (!date || !clock) return std::nullopt;
  return zone.instant_of(*date, hour * 3600 + minute * 60);
}

}  // namespace aftale::time
