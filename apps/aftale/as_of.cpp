#include "apps/aftale/as_of.h"

#include "engine/time/typed_date.h"
#include "engine/time/zone.h"

namespace aftale::app {

std::vector<Option> as_of_options() {
  return {{"--at",
           "DATE",
           {"som det stod ved dagens slutning, efter det, der er strøget siden",
            "as it stood at the end of that day, without what has been struck since"}},
          {"--known-at",
           "TIME",
           {"som vi vidste det da: kun det, der var registreret, fx \"2022-11-24 09:00\"",
            "as we knew it then: only what was recorded, such as \"2022-11-24 09:00\""}}};
}

Result<cases::AsOf> read_as_of(const Arguments& arguments) {
  cases::AsOf as_of;
  if (arguments.has("--at")) {
    AFTALE_TRY(as_of.at, read_date(arguments.value("--at"), "--at"));
  }
  if (!arguments.has("--known-at")) return as_of;
  const std::string word = arguments.value("--known-at");
  AFTALE_TRY(as_of.known_at, read_time(word, time::DayAlone::end));
  return as_of;
}

}  // namespace aftale::app
