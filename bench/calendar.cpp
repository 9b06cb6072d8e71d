#include "engine/time/calendar.h"

#include <benchmark/benchmark.h>

#include "bench/approval.h"

namespace aftale::bench {
namespace {

const time::CivilDate kDay = time::CivilDate::from_days(19'000);

time::Calendar denmark() {
  return load_approval().definition().calendar;
}

void date_of_an_instant(benchmark::State& state) {
  const time::Calendar calendar = denmark();
  time::Instant now{1'672'646'400'000'000};
  for (auto _ : state) {
    benchmark::DoNotOptimize(calendar.zone.date_of(now));
    now = now.plus_seconds(3'600);
  }
}
BENCHMARK(date_of_an_instant);

void instant_of_a_date(benchmark::State& state) {
  const time::Calendar calendar = denmark();
  std::int64_t day = 0;
  for (auto _ : state) benchmark::DoNotOptimize(calendar.zone.instant_of(kDay.plus_days(++day % 10'000), 8 * 3600));
}
BENCHMARK(instant_of_a_date);

void is_working_day(benchmark::State& state) {
  const time::Calendar calendar = denmark();
  std::int64_t day = 0;
  for (auto _ : state) benchmark::DoNotOptimize(calendar.is_working_day(kDay.plus_days(++day % 10'000)));
}
BENCHMARK(is_working_day);

void add_twenty_working_days(benchmark::State& state) {
  const time::Calendar calendar = denmark();
  std::int64_t day = 0;
  for (auto _ : state) benchmark::DoNotOptimize(calendar.add_working_days(kDay.plus_days(++day % 10'000), 20));
}
BENCHMARK(add_twenty_working_days);

}  // namespace
}  // namespace aftale::bench
