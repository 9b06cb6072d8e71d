#include "adapters/socket/http_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <limits>

#include "adapters/socket/protocol.h"

namespace aftale::socket {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;
using boost::system::error_code;

ErrorPtr no_daemon(const std::string& path, const std::string& why) {
  return fail(Error::Kind::unavailable, "no-daemon",
              Text{"aftaled svarer ikke på " + path + " (" + why + "). Prøv igen om lidt",
                   "aftaled does not answer at " + path + " (" + why + "). Try again in a moment"})
      .value();
}

ErrorPtr unknown_outcome(const std::string& why) {
  return fail(Error::Kind::unknown_outcome, "unknown-outcome",
              Text{"aftaled holdt op med at svare (" + why + "), så det er uvist, om kommandoen blev udført",
                   "aftaled stopped answering (" + why + "), so it is not known whether the command was carried out"})
      .value();
}

class Client final : public HttpClient {
 public:
  explicit Client(std::string path) : path_(std::move(path)), stream_(loop_) {}

  Result<void> open() {
    error_code error;
    stream_.socket().connect(Local::endpoint(path_), error);
    if (error) return fail(no_daemon(path_, error.message()));
    return {};
  }

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
    if (error) return fail(unknown_outcome(error.message()));
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
  /// Runs one asynchronous operation to its end, or to the end of patience.
  template <class Start>
  error_code wait(Start start) {
    error_code result = asio::error::would_block;
    stream_.expires_after(kAnswerTime);
    start([&result](error_code error, std::size_t) { result = error; });
    loop_.restart();
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
    const error_code error = wait([&](auto done) { http::async_write(stream_, request, done); });
    if (!error) return {};
    return fail(no_daemon(path_, error.message()));
  }

  template <class Parser>
  Result<void> receive(Parser& parser) {
    const error_code error = wait([&](auto done) { http::async_read(stream_, buffer_, parser, done); });
    if (error) return fail(unknown_outcome(error.message()));
    return {};
  }

  std::string path_;
  asio::io_context loop_{1};
  beast::basic_stream<Local> stream_;
  beast::flat_buffer buffer_;
};

}  // namespace

Result<std::unique_ptr<HttpClient>> HttpClient::connect(const std::string& path) {
  try {
    auto client = std::make_unique<Client>(path);
    AFTALE_TRY_VOID(client->open());
    return std::unique_ptr<HttpClient>(std::move(client));
  } catch (const boost::system::system_error& error) {  // a path that is too long
    return fail(no_daemon(path, error.what()));
  }
}

}  // namespace aftale::socket
