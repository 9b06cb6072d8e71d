#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/text.h"
#include "engine/time/zone.h"

/// When and how people are told: what the host is configured with, apart from what a process says. Values.
namespace aftale::cases {

/// What one receiver wants.
struct Wish {
  bool digest = false;               ///< reminders and new tasks of a day in one message
  std::string channel;               ///< empty: the first channel
  std::optional<Language> language;  ///< none: Danish, English where only that is there
};

struct NotificationSettings {
  time::Zone zone;                                          ///< of the days below
  std::int64_t morning = 8 * 3600;                          ///< local second at which what has waited is sent
  std::map<std::string, Wish, std::less<>> wishes;          ///< by contact
  std::function<bool(time::CivilDate)> is_quiet = nullptr;  ///< days without reminders; null: none

  const Wish& wish_of(std::string_view contact) const;
  bool quiet(time::Instant now) const { return is_quiet && is_quiet(zone.date_of(now)); }
  /// The morning of the first day after that of `now` that is not quiet.
  time::Instant next_morning(time::Instant now) const;
  /// The first morning at or after `since`, not on a quiet day: when what was written then is said with the rest.
  time::Instant morning_after(time::Instant since) const;
};

}  // namespace aftale::cases
