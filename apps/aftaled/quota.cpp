#include "apps/aftaled/quota.h"

#include <algorithm>

namespace aftale::daemon {
namespace {

constexpr std::int64_t kMegabyte = 1'000'000;

}  // namespace

Quota::Used& Quota::of(const std::string& person, time::CivilDate day) {
  if (day != day_) used_.clear();
  day_ = day;
  return used_[person];
}

Result<void> Quota::take(const std::string& person, time::CivilDate day, std::int64_t entries, std::int64_t bytes) {
  Used& used = of(person, day);
  if (used.entries + entries <= settings_.entries && used.bytes + bytes <= settings_.megabytes * kMegabyte) {
    used.entries += entries;
    used.bytes += bytes;
    return {};
  }
  const std::string most = std::to_string(settings_.entries), megabytes = std::to_string(settings_.megabytes);
  return fail(Error::Kind::refused, "quota-reached",
              Text{person + " kan føre højst " + most + " poster og " + megabytes + " MB om dagen, og det rækker " +
                       "ikke til denne. Vent til i morgen, eller bed den driftsansvarlige hæve quota i aftaleds " +
                       "konfiguration",
                   person + " may enter at most " + most + " entries and " + megabytes + " MB a day, which does not " +
                       "suffice for this one. Wait until tomorrow, or ask the operator to raise quota in aftaled's " +
                       "configuration"});
}

void Quota::correct(const std::string& person, time::CivilDate day, std::int64_t entries, std::int64_t bytes) {
  if (day != day_) return;
  Used& used = of(person, day);
  used.entries = std::max<std::int64_t>(0, used.entries + entries);
  used.bytes = std::max<std::int64_t>(0, used.bytes + bytes);
}

}  // namespace aftale::daemon
