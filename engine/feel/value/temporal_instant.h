#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/feel/value.h"

/// Where local times lie on the line of time: zones, offsets and nanoseconds since 1970.
namespace aftale::feel {

/// Whether the system knows a zone of that name.
bool is_zone_name(std::string_view name);
/// The offset from UTC in seconds; for a zone the one at that local time. None for a local date and time.
std::optional<std::int32_t> offset_of(const DateTime& moment);
/// Nanoseconds since 1970-01-01T00:00Z; a local date and time is read as UTC.
__extension__ typedef __int128 WideNanos;
WideNanos nanos_since_epoch(const DateTime& moment);
/// The other way round, as local time with no offset. None beyond the years that FEEL has.
std::optional<DateTime> local_from_nanos(WideNanos nanos);
WideNanos nanos_of(DaysDuration duration);
/// None beyond 64 bits of seconds.
std::optional<DaysDuration> duration_of_nanos(WideNanos nanos);

}  // namespace aftale::feel
