#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace aftale::socket {

/// A connection to a daemon that is kept over calls. One thread.
class HttpClient {
 public:
  using Duration = std::chrono::milliseconds;

  struct Options {
    std::optional<std::uint32_t> owner;  ///< whose the daemon must be (admit_daemon)
    Duration connect;                    ///< how long a daemon may take to accept
    Duration mention;                    ///< after that without an answer `still_waiting` is called, once a call
    std::function<void()> still_waiting = {};
  };
  /// Errors: unavailable (`no-daemon`) where nobody listens, nobody accepts or this user may not connect; refused
  /// (`foreign-daemon`).
  static Result<std::unique_ptr<HttpClient>> connect(const std::string& path, Options options);
  virtual ~HttpClient() = default;

  /// How long the calls from now on wait, from the first byte of the request to the last of the answer.
  virtual void wait_for(Duration patience) = 0;

  struct Answer {
    unsigned status = 0;
    std::string body;
  };
  /// Errors: unavailable (`no-daemon`) where the request was not sent whole; unknown_outcome (`unknown-outcome`) where
  /// it was and no answer came, or not in time. After an error of either kind the connection is of no more use.
  virtual Result<Answer> post(const std::string& path, std::string body) = 0;
  /// As post, with the answer of a success written to the file `target`, which is there; the body of any other is
  /// given.
  virtual Result<Answer> post_into(const std::string& path, std::string body, const std::string& target) = 0;
};

}  // namespace aftale::socket
