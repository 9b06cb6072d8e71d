#include "apps/aftaled/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace aftale::daemon {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody here changes the environment
  return value ? value : "";
}

}  // namespace

void notify(const std::string& state) {
  const std::string path = environment("NOTIFY_SOCKET");
  sockaddr_un address{};
  if (path.empty() || path.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  if (path.front() == '@') address.sun_path[0] = '\0';  // an abstract name
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  ::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
  ::close(descriptor);
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  const std::string micros = environment("WATCHDOG_USEC"), process = environment("WATCHDOG_PID");
  std::int64_t value = 0;
  if (std::from_chars(micros.data(), micros.data() + micros.size(), value).ec != std::errc() || value <= 0)
    return std::nullopt;
  if (!process.empty() && process != std::to_string(::getpid())) return std::nullopt;
  return std::chrono::microseconds(value / 2);
}

}  // namespace aftale::daemon
