#include "engine/time/tzif.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>

#include "engine/time/zone.h"

namespace aftale::time {
namespace {

std::string zone_file(const std::string& name) {
  std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Every zone of tzdata, as its table by countries names them.
std::vector<std::string> all_zones() {
  std::ifstream table("/usr/share/zoneinfo/zone1970.tab");
  std::vector<std::string> names{"UTC", "Etc/GMT+5"};
  for (std::string line; std::getline(table, line);) {
    std::istringstream columns(line);
    std::string countries, coordinates, name;
    if (line.starts_with('#') || !(columns >> countries >> coordinates >> name)) continue;
    names.push_back(name);
  }
  return names;
}

/// What the C library says, which reads the same files.
class OfTheSystem {
 public:
  explicit OfTheSystem(const std::string& zone) {
    ::setenv("TZ", zone.c_str(), 1);
    ::tzset();
  }
  ~OfTheSystem() {
    ::unsetenv("TZ");
    ::tzset();
  }
  std::int64_t offset_at(std::int64_t unix_seconds) const {
    const std::time_t at = unix_seconds;
    std::tm local{};
    ::localtime_r(&at, &local);
    return local.tm_gmtoff;
  }
};

TEST(Tzif, every_zone_has_the_offsets_that_the_system_says) {
  constexpr std::int64_t kDay = 86'400, kFirst = -70 * 365 * kDay, kLast = 130 * 365 * kDay;  // 1900 to 2100
  const std::vector<std::string> names = all_zones();
  ASSERT_GT(names.size(), 300U);
  for (const std::string& name : names) {
    const Result<Zone> zone = Zone::find(name);
    ASSERT_TRUE(zone) << name;
    const OfTheSystem system(name);
    for (std::int64_t at = kFirst; at < kLast; at += 13 * kDay + 7'919) {
      ASSERT_EQ(zone->offset_seconds(Instant{at * 1'000'000}), system.offset_at(at)) << name << " at " << at;
    }
  }
}

TEST(Tzif, a_file_that_is_cut_short_is_none) {
  const std::string file = zone_file("Europe/Copenhagen");
  ASSERT_TRUE(Tzif::read(file));
  for (std::size_t size = 0; size < file.size(); ++size) {
    // Cut within the footer there is no end of the line.
    EXPECT_FALSE(Tzif::read(std::string_view(file).substr(0, size))) << size;
  }
}

TEST(Tzif, a_damaged_file_is_none_or_has_its_changes_in_order) {
  const std::string file = zone_file("Europe/Copenhagen");
  std::mt19937 random(20261130);
  int refused = 0;
  for (int n = 0; n < 20'000; ++n) {
    std::string damaged = file;
    for (int changes = 0; changes < 3; ++changes) damaged[random() % damaged.size()] = static_cast<char>(random());
    const std::optional<Tzif> zone = Tzif::read(damaged);
    if (!zone) {
      ++refused;
      continue;
    }
    for (std::size_t at = 1; at < zone->changes.size(); ++at) ASSERT_LT(zone->changes[at - 1].at, zone->changes[at].at);
  }
  EXPECT_GT(refused, 1'000);
}

TEST(Tzif, what_is_no_zone_is_none) {
  for (const char* text : {"", "TZif", "TZif2", "#!/bin/sh\n"}) EXPECT_FALSE(Tzif::read(text)) << text;
  for (const char* name :
       {"posix/Europe/Copenhagen", "right/Europe/Copenhagen", "Factory", "localtime", "Europe", "zone1970.tab",
        "tzdata.zi", "/usr/share/zoneinfo/Europe/Copenhagen", "Europe/../Europe/Copenhagen", "Europe/Copenhagen\n"})
    EXPECT_FALSE(Zone::find(name)) << name;
}

}  // namespace
}  // namespace aftale::time
