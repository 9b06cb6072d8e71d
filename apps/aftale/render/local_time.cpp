#include "apps/aftale/render/local_time.h"

#include "engine/time/format.h"

namespace aftale::app::render {

const time::Zone& danish_zone() {
  static const time::Zone zone = time::Zone::find("Europe/Copenhagen").value_or(time::Zone());
  return zone;
}

std::string local_time(time::Instant at, const Settings& settings) {
  return time::date_and_time(at, danish_zone(), settings.language);
}

std::string local_clock(time::Instant at, const Settings& settings) {
  const std::int64_t second = danish_zone().second_of_day(at);
  const bool danish = settings.language == Language::da;
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const char* const between = danish ? "." : ":";
  return (danish ? "kl. " : "") + two(second / 3600) + between + two(second / 60 % 60) + between + two(second % 60);
}

time::CivilDate local_date(time::Instant at) {
  return danish_zone().date_of(at);
}

}  // namespace aftale::app::render
