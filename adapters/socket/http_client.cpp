#include "adapters/socket/http_client.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cerrno>
#include <limits>
#include <utility>

#include "adapters/socket/daemon_owner.h"
#include "adapters/socket/protocol.h"

namespace aftale::socket {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

ErrorPtr no_daemon(const std::string& path, const std::string& why) {
  return fail(Error::Kind::unavailable, "no-daemon",
              Text{"aftaled svarer ikke på " + path + " (" + why + "). Prøv igen om lidt",
                   "aftaled does not answer at " + path + " (" + why + "). Try again in a moment"})
      .value();
}

ErrorPtr unknown_outcome(const error_code& error, std::chrono::milliseconds patience) {
  Text why{error.message(), error.message()};
  if (error == beast::error::timeout) {
    const std::string seconds = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(patience).count());
    why = {"intet svar i " + seconds + " sekunder", "no answer in " + seconds + " seconds"};
  }
  return fail(
             Error::Kind::unknown_outcome, "unknown-outcome",
             Text{"aftaled holdt op med at svare (" + why.da + "), så det er uvist, om kommandoen blev udført",
                  "aftaled stopped answering (" + why.en + "), so it is not known whether the command was carried out"})
      .value();
}

void limit_connecting(int descriptor, std::chrono::milliseconds limit) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit);
  const timeval time{seconds.count(), std::chrono::microseconds(limit - seconds).count()};
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

class Client final : public HttpClient {
 public:
  Client(std::string path, Options options) : path_(std::move(path)), options_(std::move(options)), stream_(loop_) {}

  Result<void> open() {
    error_code error;
    stream_.socket().open(Local(), error);
    if (error) return fail(no_daemon(path_, error.message()));
    const int descriptor = stream_.socket().native_handle();
    // Where more callers wait than the kernel queues, a connection waits too.
    limit_connecting(descriptor, options_.mention);
    connect(error);
    if (error == asio::error::would_block || error == asio::error::try_again) {
      mention();
      limit_connecting(descriptor, std::max(options_.connect - options_.mention, Duration(1)));
      connect(error);
    }
    if (error) return fail(no_daemon(path_, error.message()));
    return admit_daemon(descriptor, path_, options_.owner);
  }

  void wait_for(Duration patience) override { patience_ = patience; }

  Result<Answer> post(const std::string& path, std::string body) override {
    AFTALE_TRY_VOID(send(path, std::move(body)));
    http::response_parser<http::string_body> parser;
    parser.body_limit(kAnswerBytesMax);
    AFTALE_TRY_VOID(receive(parser));
    return Answer{parser.get().result_int(), std::move(parser.get().body())};
  }

  Result<Answer> post_into(const std::string& path, std::string body, const std::string& target) override {
    AFTALE_TRY_VOID(send(path, std::move(body)));
    http::response_parser<http::empty_body> head;
    head.body_limit(std::numeric_limits<std::uint64_t>::max());
    error_code error = wait([&](auto done) { http::async_read_header(stream_, buffer_, head, done); });
    if (error) return fail(unknown_outcome(error, patience_));
    if (head.get().result() != http::status::ok) {
      http::response_parser<http::string_body> rest(std::move(head));
      rest.body_limit(kAnswerBytesMax);
      AFTALE_TRY_VOID(receive(rest));
      return Answer{rest.get().result_int(), std::move(rest.get().body())};
    }
    http::response_parser<http::file_body> file(std::move(head));
    file.body_limit(std::numeric_limits<std::uint64_t>::max());
    file.get().body().open(target.c_str(), beast::file_mode::write, error);
    if (error) {
      return fail(Error::Kind::unavailable, "not-writable",
                  Text{target + " kan ikke skrives (" + error.message() + ")",
                       target + " cannot be written (" + error.message() + ")"});
    }
    AFTALE_TRY_VOID(receive(file));
    return Answer{200, {}};
  }

 private:
  void connect(error_code& error) {
    const Local::endpoint endpoint(path_);
    const auto* address = reinterpret_cast<const sockaddr*>(endpoint.data());
    const auto size = static_cast<socklen_t>(endpoint.size());
    const bool done = ::connect(stream_.socket().native_handle(), address, size) == 0;
    error = done ? error_code() : error_code(errno, boost::system::system_category());
  }

  void mention() {
    if (options_.still_waiting) options_.still_waiting();
  }

  /// Runs one asynchronous operation to its end, or to the end of patience.
  template <class Start>
  error_code wait(Start start) {
    error_code result = asio::error::would_block;
    bool ended = false;
    stream_.expires_at(until_);
    start([&](error_code error, std::size_t) {
      result = error;
      ended = true;
    });
    loop_.restart();
    if (!mentioned_) loop_.run_until(mention_at_);
    if (!ended && !std::exchange(mentioned_, true)) mention();
    loop_.run();
    return result;
  }

  Result<void> send(const std::string& path, std::string body) {
    http::request<http::string_body> request(http::verb::post, path, 11);
    request.set(http::field::host, "aftaled");
    request.set(http::field::content_type, "application/json");
    request.set(kProtocolHeader, std::to_string(kProtocol));
    request.body() = std::move(body);
    request.prepare_payload();
    const Clock::time_point now = Clock::now();
    until_ = now + patience_;
    mention_at_ = now + options_.mention;
    mentioned_ = false;
    const error_code error = wait([&](auto done) { http::async_write(stream_, request, done); });
    if (!error) return {};
    return fail(no_daemon(path_, error.message()));
  }

  template <class Parser>
  Result<void> receive(Parser& parser) {
    const error_code error = wait([&](auto done) { http::async_read(stream_, buffer_, parser, done); });
    if (error) return fail(unknown_outcome(error, patience_));
    return {};
  }

  std::string path_;
  Options options_;
  Duration patience_ = kAnswerTime;
  Clock::time_point until_, mention_at_;  ///< of the call under way
  bool mentioned_ = false;                ///< likewise
  asio::io_context loop_{1};
  beast::basic_stream<Local> stream_;
  beast::flat_buffer buffer_;
};

}  // namespace

Result<std::unique_ptr<HttpClient>> HttpClient::connect(const std::string& path, Options options) {
  try {
    auto client = std::make_unique<Client>(path, std::move(options));
    AFTALE_TRY_VOID(client->open());
    return std::unique_ptr<HttpClient>(std::move(client));
  } catch (const boost::system::system_error& error) {  // a path that is too long
    return fail(no_daemon(path, error.what()));
  }
}

}  // namespace aftale::socket
