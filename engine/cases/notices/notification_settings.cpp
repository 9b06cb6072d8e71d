#include "engine/cases/notices/notification_settings.h"

namespace aftale::cases {
namespace {

/// A configuration that never speaks must not hang anybody: after so many quiet days one is taken as it comes.
constexpr int kQuietDaysMax = 366;

}  // namespace

const Wish& NotificationSettings::wish_of(std::string_view contact) const {
  static const Wish none;
  const auto found = wishes.find(contact);
  return found == wishes.end() ? none : found->second;
}

time::Instant NotificationSettings::next_morning(time::Instant now) const {
  time::CivilDate day = zone.date_of(now).plus_days(1);
  for (int passed = 0; is_quiet && is_quiet(day) && passed < kQuietDaysMax; ++passed) day = day.plus_days(1);
  return zone.instant_of(day, morning);
}

time::Instant NotificationSettings::morning_after(time::Instant since) const {
  const time::CivilDate day = zone.date_of(since);
  const time::Instant own = zone.instant_of(day, morning);
  return own >= since && !(is_quiet && is_quiet(day)) ? own : next_morning(since);
}

}  // namespace aftale::cases
