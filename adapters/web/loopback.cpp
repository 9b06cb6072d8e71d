#include "adapters/web/loopback.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <csignal>

#include "adapters/web/target.h"

namespace aftale::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint32_t kHeaderBytesMax = 16'384;
constexpr std::size_t kConnectionsMax = 64;
constexpr std::chrono::seconds kIdleTime{30}, kAnswerTime{30};
constexpr std::chrono::milliseconds kAcceptPause{100};  // after an error such as too many open files

/// Nothing of a page comes from elsewhere or goes elsewhere, and no other page may hold it in a frame.
constexpr const char* kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";
/// A picture brings its own style; what somebody has attached is not to run here, whatever it is.
constexpr const char* kPicturePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// RFC 6266 and 8187: a name of any letters, and one of ASCII for who does not know them.
std::string attached_as(const std::string& name) {
  std::string plain;
  for (const char letter : name) {
    const bool simple = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                        (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '_';
    plain += simple ? letter : '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name);
}

struct Served {
  Loopback::Answer answer;
  std::string host, other_host;  ///< `127.0.0.1:8080`, `localhost:8080`
  std::size_t connections = 0;
};

class Visit : public std::enable_shared_from_this<Visit> {
 public:
  Visit(tcp::socket socket, Served& served) : stream_(std::move(socket)), served_(served) { ++served_.connections; }
  ~Visit() { --served_.connections; }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  void read() {
    parser_.emplace();
    parser_->header_limit(kHeaderBytesMax);
    parser_->body_limit(1);
    stream_.expires_after(kIdleTime);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code error, std::size_t) { self->on_request(error); });
  }

 private:
  void on_request(error_code error) {
    if (error == http::error::header_limit) return refuse(431, "The header is too large\n");
    if (error == http::error::body_limit) return refuse(413, "Nothing is taken here\n");
    if (error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message)
      return refuse(400, "This is no HTTP/1.1\n");
    if (error) return close();
    const auto& request = parser_->get();
    const bool head = request.method() == http::verb::head;
    if (!head && request.method() != http::verb::get) return refuse(405, "Only GET and HEAD\n");
    const bool here = request.count(http::field::host) == 1 &&
                      (request[http::field::host] == served_.host || request[http::field::host] == served_.other_host);
    if (!here) return refuse(421, "This is another host\n");
    keep_ = request.keep_alive();
    give(served_.answer({std::string(request.target()), std::string(request[http::field::accept_language])}), head);
  }

  void refuse(unsigned status, const char* why) {
    keep_ = false;
    give({status, "text/plain; charset=utf-8", why}, false);
  }

  void give(Response response, bool head) {
    auto message = std::make_shared<http::response<http::string_body>>();
    message->version(11);
    message->result(response.status);
    message->set(http::field::content_type, response.type);
    message->set(http::field::cache_control, response.may_be_kept ? "private, max-age=3600" : "no-store");
    message->set("Content-Security-Policy",
                 response.type == "image/svg+xml" || !response.file_name.empty() ? kPicturePolicy : kPolicy);
    message->set("X-Content-Type-Options", "nosniff");
    message->set("Referrer-Policy", "no-referrer");
    message->set("Cross-Origin-Opener-Policy", "same-origin");
    message->set("Cross-Origin-Resource-Policy", "same-origin");
    message->set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (response.status == 405) message->set(http::field::allow, "GET, HEAD");
    if (!response.file_name.empty()) message->set(http::field::content_disposition, attached_as(response.file_name));
    message->keep_alive(keep_);
    message->content_length(response.body.size());
    if (!head) message->body() = std::move(response.body);
    stream_.expires_after(kAnswerTime);
    http::async_write(stream_, *message, [self = shared_from_this(), message](error_code error, std::size_t) {
      if (error || !message->keep_alive()) return self->close();
      self->read();
    });
  }

  void close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  Served& served_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  bool keep_ = false;
};

class OwnLoopback final : public Loopback {
 public:
  Result<void> bind(std::uint16_t port) {
    error_code error;
    acceptor_.open(tcp::v4(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind({asio::ip::address_v4::loopback(), port}, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return {};
    const std::string number = std::to_string(port);
    return fail(Error::Kind::unavailable, "port-in-use",
                Text{"Port " + number + " på 127.0.0.1 kan ikke bruges (" + error.message() +
                         "). Angiv en anden med --port, eller udelad den",
                     "Port " + number + " of 127.0.0.1 cannot be used (" + error.message() +
                         "). Name another with --port, or leave it out"});
  }

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void serve(Answer answer) override {
    const std::string number = ":" + std::to_string(port());
    served_ = {std::move(answer), "127.0.0.1" + number, "localhost" + number, 0};
    asio::signal_set signals(loop_, SIGINT, SIGTERM);
    signals.async_wait([this](error_code, int) { loop_.stop(); });
    accept();
    loop_.run();
  }

 private:
  void accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (error) {
        pause_.expires_after(kAcceptPause);
        pause_.async_wait([this](error_code) { accept(); });
        return;
      }
      // One more than there is room for is closed at once.
      if (served_.connections < kConnectionsMax) std::make_shared<Visit>(std::move(socket), served_)->read();
      accept();
    });
  }

  Served served_;
  asio::io_context loop_{1};
  tcp::acceptor acceptor_{loop_};
  asio::steady_timer pause_{loop_};
};

}  // namespace

Result<std::unique_ptr<Loopback>> Loopback::listen(std::uint16_t port) {
  auto own = std::make_unique<OwnLoopback>();
  AFTALE_TRY_VOID(own->bind(port));
  return own;
}

}  // namespace aftale::web
