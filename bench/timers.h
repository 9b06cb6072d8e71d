#pragma once
#include <cstddef>
#include <string>

#include "bench/approval.h"
#include "bench/measure.h"
#include "engine/cases/service.h"

/// W4: many open timers, few of them due. The case is workflows/timers-benchmark.workflow.yaml.
namespace aftale::bench {

/// Cases of one transaction, as in the daemon (apps/aftaled/turns.cpp).
inline constexpr std::size_t kCasesATurn = 256;

/// Cases of ten open timers each. In all of them one falls due at one instant; in the early ones, which lie apart in
/// the file, another a week before; the rest are spread over the years that follow.
class Timers {
 public:
  Timers(std::size_t timers, std::size_t early);

  const loader::Loaded& loaded() const { return loaded_; }
  std::size_t cases() const { return cases_; }
  std::size_t early() const { return early_; }
  static std::string key_of(std::size_t number) { return "waiting-" + std::to_string(number); }

  time::Instant before() const { return at(2, 1); }          ///< every case is open, and nothing is due
  time::Instant early_ones_due() const { return at(2, 6); }  ///< one timer in each of the early cases
  time::Instant all_due() const { return at(2, 13); }        ///< one timer in each case

  /// Real cases, opened by the engine; the file's path.
  std::string make(const std::string& folder) const;
  /// The same for the floor: a row a case and a row a timer.
  std::string make_floor(const std::string& folder) const;

 private:
  bool is_early(std::size_t number) const { return number * early_ % cases_ < early_; }
  time::Instant at(int month, int day) const;
  cases::Words inputs_of(std::size_t number) const;

  loader::Loaded loaded_;
  std::size_t cases_, early_;
};

/// A copy that is on the disk, so that no run pays for writing it.
std::string copy_of(const std::string& file, const std::string& folder);

/// Finds and fires what is due early, in `file`, through Service::advance in the daemon's batches.
Measured due_engine(const Timers& timers, const std::string& file);
/// The same number of timers by an index scan, with the same writes in one transaction.
Measured due_floor(const Timers& timers, const std::string& file);

}  // namespace aftale::bench
