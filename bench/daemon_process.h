#pragma once
#include <sys/types.h>

#include <memory>
#include <string>

#include "adapters/socket/remote_service.h"
#include "bench/measure.h"

namespace aftale::bench {

/// What /proc says of a process.
struct Usage {
  double cpu_ms = 0;             ///< user and system
  std::int64_t switches = 0;     ///< of all its threads, voluntary or not
  std::int64_t rss_kb = 0;       ///< now
  std::int64_t rss_most_kb = 0;  ///< ever
};

/// The real `aftaled`, built beside this program, as systemd would start it: we hold its NOTIFY_SOCKET. Whoever runs
/// this is its secretariat; messages go to files beside the database. Ends the program where it does not start.
class DaemonProcess {
 public:
  /// Owns `database` in `folder` from the moment `from` of a rehearsal on, at the pace of the machine's clock. Returns
  /// at READY.
  DaemonProcess(const std::string& folder, const std::string& database, time::Instant from);
  /// SIGTERM, and waits.
  ~DaemonProcess();
  DaemonProcess(const DaemonProcess&) = delete;
  DaemonProcess& operator=(const DaemonProcess&) = delete;

  double ready_ms() const { return ready_ms_; }
  Usage usage() const;
  /// A connection of its own.
  std::unique_ptr<socket::RemoteService> connect() const;

 private:
  void write_configuration(const std::string& database) const;
  void await_ready(int notify);

  std::string folder_;
  pid_t process_ = 0;
  double ready_ms_ = 0;
};

}  // namespace aftale::bench
