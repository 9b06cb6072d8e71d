#include "apps/aftale/render/local_time.h"

#include "engine/time/format.h"
#include "engine/time/zone.h"

namespace aftale::app::render {

namespace {

const time::Zone& danish_zone() {
  static const time::Zone zone = time::Zone::find("Europe/Copenhagen").value_or(time::Zone());
  return zone;
}

}  // namespace

std::string local_time(time::Instant at, const Settings& settings) {
  return time::date_and_time(at, danish_zone(), settings.language);
}

time::CivilDate local_date(time::Instant at) {
  return danish_zone().date_of(at);
}

}  // namespace aftale::app::render
