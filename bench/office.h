#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/approval.h"
#include "bench/measure.h"
#include "engine/cases/local_service.h"
#include "engine/records/store.h"
#include "engine/testing/manual_clock.h"

namespace aftale::bench {

/// Commands with ids as the command line makes them, with a count where it has random bytes. One thread.
class Sender {
 public:
  /// The ids of two senders differ.
  explicit Sender(std::uint16_t number = 0) : number_(number) {}
  cases::Command command(const std::string& key, time::Instant now, cases::Intent intent);

 private:
  std::uint16_t number_;
  std::uint64_t commands_ = 0;
};

/// The service as the daemon holds it, with nothing switched off, on a clock that is set by hand. Ends the program
/// where anything is refused.
class Office {
 public:
  /// Makes the file where there is none. The workflow is installed, or known from before.
  /// `sender`: its ids are others than those of another number in the same file.
  Office(const loader::Loaded& loaded, const std::string& path, std::uint16_t sender = 0);

  testing::ManualClock& clock() { return clock_; }
  cases::LocalService& service() { return service_; }
  records::Store& store() { return *store_; }
  void open_case(const std::string& key, cases::Words inputs);
  void send(const std::string& key, const OutsideEvent& event);
  std::size_t waiting() const { return commands_.size(); }
  /// One transaction; everything in it is durable when this returns.
  void commit();
  /// Fires what is due by the clock, in transactions of at most `limit` cases; how many timers.
  std::size_t fire_due(std::size_t limit);
  Stopwatch& watch() { return watch_; }

 private:
  void add(const std::string& key, cases::Intent intent);

  std::unique_ptr<records::Store> store_;
  testing::ManualClock clock_;
  cases::LocalService service_;
  Digest definition_;
  Sender sender_;
  std::vector<cases::Command> commands_;
  Stopwatch watch_;
};

}  // namespace aftale::bench
