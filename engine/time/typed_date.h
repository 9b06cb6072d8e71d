#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/base/text.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/time/period.h"
#include "engine/time/zone.h"

/// Days, moments and durations as people type them or paste them from minutes, mail and this program's own output.
/// An error is a whole sentence that quotes what was typed, says what is wrong with it and what to write instead.
namespace aftale::time {

struct Years {
  std::int64_t first, last;
};
/// Of a date that somebody types about a case: other years are slips of the pen.
inline constexpr Years kTypedYears{1990, 2200};
/// Of a date in a file, which may tell of an office's first day.
inline constexpr Years kWrittenYears{1, 9999};

/// `2022-11-08`, `8-11-2022`, `08.11.2022`, `8/11 2022`, `20221108`, `8. nov. 2022`, `November 8, 2022`, each also with
/// a weekday before it (which must be the right one), `den`, and a time of day behind it, which is left out. The day
/// comes before the month; the year has four digits. With an offset from UTC it is the day in Denmark.
tl::expected<CivilDate, Text> typed_date(std::string_view text, Years years = kTypedYears);

struct DayAndTime {
  CivilDate date;
  std::optional<int> second_of_day;  ///< 0 to 86,399 where a time of day stands
};
/// A date as above, perhaps with a time of day: `8. nov. 2022 kl. 13.00`, `2022-11-08 13:00`.
tl::expected<DayAndTime, Text> typed_day_and_time(std::string_view text, Years years = kTypedYears);

/// Which moment of a day is meant where no time of day stands.
enum class DayAlone : std::uint8_t { noon, end };
/// The same in the local time of `zone`; RFC 3339 with an offset is that moment.
tl::expected<Instant, Text> typed_moment(std::string_view text, const Zone& zone, DayAlone alone = DayAlone::noon);

/// `P14D`, `14 dage`, `2 uger`, `6 mdr.`, `1 år`, `2 weeks`: whole days or longer, one unit where it is words.
tl::expected<Period, Text> typed_period(std::string_view text);

}  // namespace aftale::time
