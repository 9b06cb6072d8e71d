#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aftale::time {

/// An ISO 8601 duration of whole days or longer, as workflows write it: `P14D`, `P2W`, `P1M`, `P1Y6M`.
/// Months and days are kept apart: months are counted in the calendar first, then days.
struct Period {
  std::int64_t months = 0, days = 0;
  /// Empty for anything else, hours included (the caller says so). A leading minus is refused.
  static std::optional<Period> parse(std::string_view text);
  std::string iso() const;
  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace aftale::time
