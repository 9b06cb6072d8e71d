#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aftale::time {

/// A point in time: microseconds since 1970-01-01T00:00Z. A value of 8 bytes.
struct Instant {
  std::int64_t micros = 0;

  constexpr std::int64_t unix_seconds() const {
    return micros >= 0 ? micros / 1'000'000 : (micros - 999'999) / 1'000'000;
  }
  constexpr Instant plus_seconds(std::int64_t seconds) const { return Instant{micros + seconds * 1'000'000}; }
  /// RFC 3339 in UTC: `2022-11-24T11:00:00Z`, with microseconds only where they are not zero.
  std::string rfc3339() const;
  /// RFC 3339 with a given offset from UTC in seconds: `2022-11-24T12:00:00+01:00`.
  std::string rfc3339(std::int64_t offset_seconds) const;
  /// RFC 3339 with `Z` or an offset.
  static std::optional<Instant> parse(std::string_view text);
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

}  // namespace aftale::time
