#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "adapters/web/message.h"
#include "engine/base/result.h"

namespace aftale::web {

/// Serves pages to browsers on this machine: HTTP/1.1 on a port of 127.0.0.1, GET and HEAD alone. A request must name
/// that very host, so that no other site can have a browser ask here under a name of its own. One thread: a request is
/// answered before the next is read.
class Loopback {
 public:
  using Answer = std::function<Response(const Request&)>;

  /// `port` 0: any that is free. Errors: unavailable (`port-in-use`).
  static Result<std::unique_ptr<Loopback>> listen(std::uint16_t port);
  virtual ~Loopback() = default;

  virtual std::uint16_t port() const = 0;
  /// Until SIGINT or SIGTERM.
  virtual void serve(Answer answer) = 0;
};

}  // namespace aftale::web
