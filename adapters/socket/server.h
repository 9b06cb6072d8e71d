#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/result.h"

namespace boost::asio {
class io_context;
}

namespace aftale::socket {

/// One call, and who makes it.
struct Request {
  std::uint32_t uid = 0;  ///< of the process at the other end, when it connected
  std::string path, body;
  /// Whether nobody waits for the answer any more. Any thread, until the answer is given.
  std::function<bool()> is_abandoned = {};
};
struct Response {
  unsigned status = 200;
  std::string body;  ///< JSON
  std::string file;  ///< where it is not empty: the bytes of this file instead, which is removed when they are sent
};

/// Listens on a Unix socket and hands on every request that is whole and well formed; the others are answered here. On
/// the loop's thread alone. Limits in protocol.h. A socket file of this user that nobody listens at is replaced.
class Server {
 public:
  using Reply = std::function<void(Response)>;  ///< to be called once, on the loop's thread; later is fine
  using Handler = std::function<void(Request, Reply)>;

  /// `group`: whose members may connect (0660); empty: only the owner (0600). Errors: unavailable (`socket-in-use`,
  /// `not-writable`, `not-ours` where something else stands at the path or at PATH~), not_found (`unknown-group`).
  static Result<std::unique_ptr<Server>> listen(boost::asio::io_context& loop, const std::string& path,
                                                const std::string& group, Handler handler);
  /// Removes the socket file. Connections that are open end when their answer is written.
  virtual ~Server() = default;
};

}  // namespace aftale::socket
