#pragma once
#include <optional>
#include <string>

#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace aftale::time {

/// A moment as people write it: `2022-11-24`, `24-11-2022`, each also with ` 09:00`, in the local time of `zone` (a
/// date alone is 12:00), or RFC 3339.
std::optional<Instant> parse_moment(const std::string& text, const Zone& zone);

}  // namespace aftale::time
