#include "engine/time/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <vector>

#include "engine/base/words.h"
#include "engine/time/posix_rule.h"

namespace aftale::time {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;
/// The Gregorian calendar repeats itself after 400 years, weekdays included, and so do the rules of a zone.
constexpr std::int64_t kCycleSeconds = 146'097 * kSecondsPerDay;
constexpr std::int64_t kFirstRuleYear = 2037, kTableYears = 2500;
constexpr std::int64_t kTableEnd = 193'444 * kSecondsPerDay;  // 2499-08-19, well before the last change in the table
/// Days that an Instant holds on either side of 1970, with room for an offset.
constexpr std::int64_t kDaysMax = 106'000'000;

/// Unix or local seconds of any time as those of a time within the table.
std::int64_t within_table(std::int64_t seconds) {
  if (seconds < kTableEnd) return seconds;
  return seconds - ((seconds - kTableEnd) / kCycleSeconds + 1) * kCycleSeconds;
}

/// The footer of a compiled zone; `name` is one that the date library knows, so it stays in the folder.
std::optional<PosixRule> footer_of(const std::string& name) {
  std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!bytes.starts_with("TZif") || !bytes.ends_with('\n')) return std::nullopt;
  const std::size_t start = bytes.rfind('\n', bytes.size() - 2);
  if (start == std::string::npos) return std::nullopt;
  return PosixRule::parse(std::string_view(bytes).substr(start + 1, bytes.size() - start - 2));
}

}  // namespace

/// All changes of offset up to kTableEnd, made once: a look-up is one binary search and takes no lock.
struct Zone::Rules {
  std::string name;
  std::int64_t first_offset = 0;
  /// Unix seconds of each change, and the same moment on the local clock as it stood before the change.
  std::vector<std::int64_t> at, local_at;
  std::vector<std::int64_t> offset;

  explicit Rules(const date::time_zone& zone, std::string zone_name) : name(std::move(zone_name)) {
    const auto end = date::sys_days(date::year(static_cast<int>(kTableYears)) / 1 / 1);
    date::sys_info info = zone.get_info(date::sys_seconds(date::sys_days(date::year(1) / 1 / 1)));
    first_offset = info.offset.count();
    while (info.end < end) {
      const auto change = info.end;
      info = zone.get_info(change);
      add(change.time_since_epoch().count(), info.offset.count());
      if (info.end <= change) break;
    }
    const auto rule = footer_of(name);
    for (std::int64_t year = kFirstRuleYear; rule && year < kTableYears; ++year) {
      const auto [first, second] = rule->changes(year);
      add(first.at, first.offset);
      add(second.at, second.offset);
    }
  }

  void add(std::int64_t when, std::int64_t new_offset) {
    const std::int64_t old_offset = offset.empty() ? first_offset : offset.back();
    // Names and the summer-time flag change without the clock, and a rule repeats what the table has.
    if (new_offset == old_offset || (!at.empty() && when <= at.back())) return;
    at.push_back(when);
    local_at.push_back(when + old_offset);
    offset.push_back(new_offset);
  }

  std::int64_t offset_at(std::int64_t unix_seconds) const {
    const auto next = std::upper_bound(at.begin(), at.end(), within_table(unix_seconds));
    return next == at.begin() ? first_offset : offset[static_cast<std::size_t>(next - at.begin()) - 1];
  }

  std::int64_t offset_at_local(std::int64_t local_seconds) const {
    const std::int64_t local = within_table(local_seconds);
    const auto next = std::upper_bound(local_at.begin(), local_at.end(), local);
    if (next == local_at.begin()) return first_offset;
    const auto index = static_cast<std::size_t>(next - local_at.begin()) - 1;
    const bool in_gap = local < at[index] + offset[index];
    if (!in_gap) return offset[index];
    return index == 0 ? first_offset : offset[index - 1];
  }
};

namespace {

Text unknown_zone(std::string_view name) {
  return {"Tidszonen \"" + std::string(name) +
              "\" findes ikke på denne maskine; skriv et navn fra tzdata, "
              "fx Europe/Copenhagen",
          "The time zone \"" + std::string(name) +
              "\" is not known on this machine; write a name of tzdata, "
              "such as Europe/Copenhagen"};
}

std::vector<std::string> zones_like(std::string_view name) {
  std::vector<std::string> names;
  for (const date::time_zone& zone : date::get_tzdb().zones) names.push_back(zone.name());
  const std::string near = nearest(name, names);
  return near.empty() ? std::vector<std::string>{} : std::vector<std::string>{near};
}

}  // namespace

Result<Zone> Zone::find(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Rules>, std::less<>> known;
  const std::lock_guard lock(mutex);
  Zone zone;
  if (const auto found = known.find(name); found != known.end()) {
    zone.rules_ = found->second;
    return zone;
  }
  std::vector<std::string> possible;
  try {
    const auto& all = date::get_tzdb().zones;
    const bool exists = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name() == name; });
    if (exists) {
      zone.rules_ = std::make_shared<const Rules>(*date::locate_zone(name), std::string(name));
      known.emplace(name, zone.rules_);
      return zone;
    }
    possible = zones_like(name);
  } catch (const std::exception&) {
    // No tzdata, or a file of it that cannot be read: to the user the zone is not there.
    possible.clear();
  }
  return fail(Error::Kind::not_found, "unknown-zone", unknown_zone(name), std::move(possible));
}

const std::string& Zone::name() const {
  static const std::string utc = "UTC";
  return rules_ ? rules_->name : utc;
}

std::int64_t Zone::offset_seconds(Instant instant) const {
  return rules_ ? rules_->offset_at(instant.unix_seconds()) : 0;
}

Instant Zone::instant_of(CivilDate date, std::int64_t second_of_day) const {
  const std::int64_t local = std::clamp(date.days(), -kDaysMax, kDaysMax) * kSecondsPerDay + second_of_day;
  return Instant{(local - (rules_ ? rules_->offset_at_local(local) : 0)) * kMicrosPerSecond};
}

CivilDate Zone::date_of(Instant instant) const {
  const std::int64_t local = instant.unix_seconds() + offset_seconds(instant);
  return CivilDate::from_days(local / kSecondsPerDay - (local % kSecondsPerDay < 0 ? 1 : 0));
}

std::int64_t Zone::second_of_day(Instant instant) const {
  const std::int64_t local = instant.unix_seconds() + offset_seconds(instant);
  return (local % kSecondsPerDay + kSecondsPerDay) % kSecondsPerDay;
}

}  // namespace aftale::time
