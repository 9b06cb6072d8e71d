#pragma once
#include <chrono>
#include <optional>
#include <string>

/// NotificationSettings systemd how we are (sd_notify(3)): one datagram to $NOTIFY_SOCKET. The protocol is a stable
/// interface, small enough that a library for it would only be one more thing to trust.
namespace aftale::daemon {

/// `READY=1`, `STATUS=...`, `WATCHDOG=1`, `STOPPING=1`, `RELOADING=1`; several by line breaks. Nothing where nobody
/// listens.
void notify(const std::string& state);
/// How often systemd wants to hear from us, with room to spare; none where it does not.
std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace aftale::daemon
