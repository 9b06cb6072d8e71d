#include "engine/time/format.h"

#include <array>
#include <cstdio>
#include <string_view>

#include "engine/time/names.h"

namespace aftale::time {
namespace {

std::string day_month(const YearMonthDay& ymd, const std::array<std::string_view, 12>& months, Language language) {
  std::string out = std::to_string(ymd.day);
  out.append(language == Language::da ? ". " : " ").append(months[static_cast<std::size_t>(ymd.month - 1)]);
  return out;
}

}  // namespace

std::string short_date(CivilDate date, Language language) {
  const YearMonthDay ymd = ymd_of(date);
  return day_month(ymd, names_in(language).short_months, language) + " " + std::to_string(ymd.year);
}

std::string day_and_month(CivilDate date, Language language) {
  return day_month(ymd_of(date), names_in(language).short_months, language);
}

std::string plain_date(CivilDate date, Language language) {
  const YearMonthDay ymd = ymd_of(date);
  return day_month(ymd, names_in(language).months, language) + " " + std::to_string(ymd.year);
}

std::string long_date(CivilDate date, Language language) {
  std::string out(names_in(language).weekdays[static_cast<std::size_t>(date.weekday()) - 1]);
  out.append(language == Language::da ? " den " : " ");
  return out + plain_date(date, language);
}

std::string date_and_time(Instant instant, const Zone& zone, Language language) {
  const int minute_of_day = static_cast<int>(zone.second_of_day(instant) / 60);
  std::array<char, 16> clock;
  std::snprintf(clock.data(), clock.size(), language == Language::da ? " kl. %02d.%02d" : " %02d:%02d",
                minute_of_day / 60, minute_of_day % 60);
  return short_date(zone.date_of(instant), language) + clock.data();
}

}  // namespace aftale::time
