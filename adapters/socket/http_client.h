#pragma once
#include <memory>
#include <string>

#include "engine/base/result.h"

namespace aftale::socket {

/// A connection to a daemon that is kept over calls. One thread.
class HttpClient {
 public:
  /// Error: unavailable (`no-daemon`) where nobody listens or this user may not connect.
  static Result<std::unique_ptr<HttpClient>> connect(const std::string& path);
  virtual ~HttpClient() = default;

  struct Answer {
    unsigned status = 0;
    std::string body;
  };
  /// Errors: unavailable (`no-daemon`) where the request was not sent whole; unknown_outcome (`unknown-outcome`) where
  /// it was and no answer came.
  virtual Result<Answer> post(const std::string& path, std::string body) = 0;
  /// As post, with the answer of a success written to the file `target`, which is there; the body of any other is
  /// given.
  virtual Result<Answer> post_into(const std::string& path, std::string body, const std::string& target) = 0;
};

}  // namespace aftale::socket
