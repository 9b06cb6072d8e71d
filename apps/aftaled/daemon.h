#pragma once
#include <memory>

#include "apps/aftaled/clock.h"
#include "apps/aftaled/config.h"

namespace aftale::daemon {

/// The owner of the database: fires what is due, delivers, answers the socket. One loop on one thread; channels and
/// questions have threads of their own.
class Daemon {
 public:
  /// Opens everything. `clock` is borrowed. Errors: of the store, the socket, the channels.
  static Result<std::unique_ptr<Daemon>> start(Config config, const DaemonClock& clock);
  ~Daemon();
  /// Until SIGTERM or SIGINT. Error: of the store, where it can go on no more.
  Result<void> run();

 private:
  struct Parts;
  explicit Daemon(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace aftale::daemon
