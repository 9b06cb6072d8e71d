#include "apps/aftale/render/local_time.h"

#include "engine/time/format.h"
#include "engine/time/zone.h"

namespace aftale::app::render {

std::string local_time(time::Instant at, const Settings& settings) {
  static const time::Zone zone = time::Zone::find("Europe/Copenhagen").value_or(time::Zone());
  return time::date_and_time(at, zone, settings.language);
}

}  // namespace aftale::app::render
