#include "engine/time/zone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <vector>

#include "engine/base/words.h"
#include "engine/time/posix_rule.h"
#include "engine/time/tzif.h"

namespace aftale::time {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kMicrosPerSecond = 1'000'000;
/// The Gregorian calendar repeats itself after 400 years, weekdays included, and so do the rules of a zone.
constexpr std::int64_t kCycleSeconds = 146'097 * kSecondsPerDay;
constexpr std::int64_t kEpochYear = 1970, kTableYears = 2500;
constexpr std::int64_t kTableEnd = 193'444 * kSecondsPerDay;  // 2499-08-19, well before the last change in the table
/// Days that an Instant holds on either side of 1970, with room for an offset.
constexpr std::int64_t kDaysMax = 106'000'000;

/// Unix or local seconds of any time as those of a time within the table.
std::int64_t within_table(std::int64_t seconds) {
  if (seconds < kTableEnd) return seconds;
  return seconds - ((seconds - kTableEnd) / kCycleSeconds + 1) * kCycleSeconds;
}

std::int64_t year_of(std::int64_t unix_seconds) {
  return CivilDate::from_days(unix_seconds / kSecondsPerDay).year();
}

constexpr const char* kFolder = "/usr/share/zoneinfo/";
/// What lies there beside the zones, and holds the same under other names.
constexpr std::string_view kBeside[] = {"posix/", "right/", "posixrules", "localtime", "Factory"};

/// Whether it can be a zone of tzdata: parts of letters, digits, `_`, `+` and `-`.
bool may_be_zone(std::string_view name) {
  const auto fits = [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '_' ||
           one == '+' || one == '-' || one == '/';
  };
  if (name.empty() || name.front() == '/' || name.back() == '/') return false;
  for (const std::string_view beside : kBeside) {
    if (name.starts_with(beside)) return false;
  }
  return std::all_of(name.begin(), name.end(), fits);
}

/// The file of a zone; empty where there is none.
std::string file_of(const std::string& name) {
  const std::filesystem::path path = kFolder + name;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return {};
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

/// All changes of offset up to kTableEnd, made once: a look-up is one binary search and takes no lock.
struct Zone::Rules {
  std::string name;
  std::int64_t first_offset = 0;
  /// Unix seconds of each change, and the same moment on the local clock as it stood before the change.
  std::vector<std::int64_t> at, local_at;
  std::vector<std::int64_t> offset;

  Rules(std::string zone_name, const Tzif& zone) : name(std::move(zone_name)), first_offset(zone.first_offset) {
    for (const Tzif::Change& change : zone.changes) add(change.at, change.offset);
    const std::optional<PosixRule> rule = PosixRule::parse(zone.footer);
    for (std::int64_t year = at.empty() ? kEpochYear : year_of(at.back()); rule && year < kTableYears; ++year) {
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

std::vector<std::string> all_zones() {
  std::vector<std::string> names;
  std::error_code ended;
  const std::size_t folder = std::string_view(kFolder).size();
  for (std::filesystem::recursive_directory_iterator at(kFolder, ended), end; !ended && at != end;
       at.increment(ended)) {
    std::string found = at->path().string().substr(folder);
    if (may_be_zone(found) && Tzif::read(file_of(found))) names.push_back(std::move(found));
  }
  return names;
}

/// What was perhaps meant. Looked for once: expressions may ask for what is not there over and over.
std::vector<std::string> zones_like(std::string_view name) {
  static const std::vector<std::string> names = all_zones();
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
  const std::string file = may_be_zone(name) ? file_of(std::string(name)) : std::string();
  if (const std::optional<Tzif> compiled = Tzif::read(file)) {
    zone.rules_ = std::make_shared<const Rules>(std::string(name), *compiled);
    known.emplace(name, zone.rules_);
    return zone;
  }
  // No tzdata, or a file of it that cannot be read: to the user the zone is not there.
  return fail(Error::Kind::not_found, "unknown-zone", unknown_zone(name), zones_like(name));
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
