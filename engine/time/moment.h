#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::time {

/// The years that a date may have which somebody types: others are slips of the pen.
inline constexpr std::int64_t kTypedYearMin = 1990, kTypedYearMax = 2200;

/// A day as people write it, `2022-11-24` or `24-11-2022`, of a year that can be meant.
std::optional<CivilDate> typed_date(std::string_view text);

/// A moment as people write it: `2022-11-24`, `24-11-2022`, each also with ` 09:00`, in the local time of `zone` (a
/// date alone is 12:00), or RFC 3339; of a year that can be meant.
std::optional<Instant> parse_moment(const std::string& text, const Zone& zone);

}  // namespace aftale::time
