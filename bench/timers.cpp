#include "bench/timers.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "bench/floor.h"
#include "bench/office.h"
#include "engine/base/limits.h"

namespace aftale::bench {
namespace {

constexpr std::size_t kTimersACase = 10;
constexpr std::int64_t kSpreadDays = 1'000;    // over which the rest fall due
constexpr std::int64_t kReminder = 8 * 3'600;  // of the calendar

time::CivilDate day(int year, int month, int day_of_month) {
  return *time::CivilDate::from_ymd(year, month, day_of_month);
}

std::int64_t seconds_of(time::Instant instant) {
  return instant.micros / 1'000'000;
}

}  // namespace

Timers::Timers(std::size_t timers, std::size_t early)
    : loaded_(load_workflow("timers-benchmark")),
      cases_(std::max<std::size_t>(timers / kTimersACase, 1)),
      early_(std::clamp<std::size_t>(early, 1, cases_)) {}

time::Instant Timers::at(int month, int day_of_month) const {
  return loaded_.definition->calendar.zone.instant_of(day(2023, month, day_of_month), kReminder);
}

// The first reminder comes 42 days before the last day, the next a fortnight later.
cases::Words Timers::inputs_of(std::size_t number) const {
  const std::vector<model::Party>& parties = loaded_.definition->organisation.parties;
  const std::int64_t spread = static_cast<std::int64_t>(number) % kSpreadDays;
  const time::CivilDate answer_by = is_early(number) ? day(2023, 3, 20) : day(2023, 6, 1).plus_days(spread);
  return {{"asked", parties[number % parties.size()].code},
          {"answer_by", answer_by.iso()},
          {"close_by", day(2023, 3, 27).iso()}};
}

std::string Timers::make(const std::string& folder) const {
  const std::string path = folder + "/timers.db";
  Office office(loaded_, path);
  for (std::size_t n = 0; n < cases_; ++n) {
    office.open_case(key_of(n), inputs_of(n));
    if (office.waiting() == limits::kBatchCommandsMax) office.commit();
  }
  office.commit();
  return path;
}

std::string Timers::make_floor(const std::string& folder) const {
  const std::string path = folder + "/floor.db";
  Floor floor(path);
  const std::int64_t early = seconds_of(early_ones_due()), all = seconds_of(all_due()), a_day = 86'400;
  floor.begin();
  for (std::size_t n = 0; n < cases_; ++n) {
    const auto instance = static_cast<std::int64_t>(n + 1);
    floor.open_case(instance);
    const std::int64_t first = is_early(n) ? early : all + (100 + instance % kSpreadDays) * a_day;
    for (const std::int64_t days : {0, 14, 28, 39, 42}) {
      floor.open_timer(instance, first + days * a_day);
      floor.open_timer(instance, all + days * a_day);
    }
  }
  floor.commit();
  return path;
}

std::string copy_of(const std::string& file, const std::string& folder) {
  const std::string copy = folder + "/copy.db";
  std::filesystem::copy_file(file, copy);
  const int descriptor = ::open(copy.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0 || ::fsync(descriptor) != 0) stop(copy + " cannot be written");
  ::close(descriptor);
  return copy;
}

Measured due_engine(const Timers& timers, const std::string& file) {
  Office office(timers.loaded(), file);
  office.clock().set(timers.early_ones_due());
  office.watch().begin();
  const std::size_t fired = office.fire_due(kCasesATurn);
  if (fired != timers.early()) stop("fired " + std::to_string(fired) + " timers");
  return office.watch().end(static_cast<std::int64_t>(fired));
}

Measured due_floor(const Timers& timers, const std::string& file) {
  Floor floor(file);
  Stopwatch watch;
  watch.begin();
  watch.ask();
  const std::vector<Floor::Timer> due = floor.due(seconds_of(timers.early_ones_due()));
  floor.begin();
  for (const Floor::Timer& timer : due) floor.fire(timer);
  floor.commit();
  watch.acknowledged();
  if (due.size() != timers.early()) stop("the floor fired " + std::to_string(due.size()) + " timers");
  return watch.end(static_cast<std::int64_t>(due.size()));
}

}  // namespace aftale::bench
