#include "adapters/socket/server.h"

#include <grp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstring>
#include <list>
#include <map>
#include <tuple>

#include "adapters/socket/large_requests.h"
#include "adapters/socket/protocol.h"
#include "engine/cases/wire/wire.h"

namespace aftale::socket {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAcceptPause{100};  // after an error such as too many open files

class Session;

/// What every session needs of the server; outlives it while sessions run.
struct Shared {
  Server::Handler handler;
  std::size_t connections = 0;
  std::map<std::uint32_t, std::size_t> of_user;
  std::list<Session*> waiting;  ///< for the other end to say or take something: the longest first
  LargeRequests large;
  std::size_t untaken = 0;  ///< bytes of answers
  bool closing = false;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Local::socket socket, std::shared_ptr<Shared> shared)
      : stream_(std::move(socket)), shared_(std::move(shared)) {
    ++shared_->connections;
    ucred peer{};
    socklen_t size = sizeof peer;
    known_ = ::getsockopt(stream_.socket().native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
    uid_ = peer.uid;
    ++shared_->of_user[uid_];
  }
  ~Session() {
    waits_no_more();
    make_room();
    taken();
    --shared_->connections;
    if (--shared_->of_user[uid_] == 0) shared_->of_user.erase(uid_);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void run() {
    if (!known_) return;
    read();
  }
  std::uint32_t uid() const { return uid_; }
  /// What it waits for ends with an error.
  void drop() {
    const std::shared_ptr<Session> until_done = shared_from_this();
    waits_no_more();
    dropped_ = true;
    stream_.close();
    make_room();
    taken();
  }
  /// Bytes of an answer that should have been taken by `now`.
  std::size_t left_lying(Clock::time_point now) const { return now - answered_ > kTakeTime ? untaken_ : 0; }

 private:
  void waits() {
    waits_no_more();
    place_ = shared_->waiting.insert(shared_->waiting.end(), this);
  }
  void waits_no_more() {
    if (place_) shared_->waiting.erase(*place_);
    place_.reset();
  }

  void make_room() {
    if (place_of_large_) shared_->large.leave(std::exchange(place_of_large_, nullptr));
  }

  void taken() { shared_->untaken -= std::exchange(untaken_, 0); }

  /// Answers fill the memory too, when nobody takes them.
  void gives(std::size_t bytes) {
    answered_ = Clock::now();
    untaken_ = bytes;
    shared_->untaken += bytes;
    while (shared_->untaken > kUntakenBytesMax) {
      const auto lies = [&](const Session* each) { return each->left_lying(answered_) > 0; };
      const auto at = std::find_if(shared_->waiting.begin(), shared_->waiting.end(), lies);
      if (at == shared_->waiting.end()) return;
      (*at)->drop();
    }
  }

  void read() {
    waits();
    parser_.emplace();
    parser_->header_limit(kHeaderBytesMax);
    parser_->body_limit(kRequestBytesMax);
    stream_.expires_after(buffer_.size() == 0 ? kIdleTime : kRequestTime);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = shared_from_this()](error_code error, std::size_t) { self->on_header(error); });
  }

  void on_header(error_code error) {
    if (error == http::error::end_of_stream) return close();
    if (error || dropped_) return refuse(error);
    // Whoever tells how much is to come can be asked to wait with it.
    if (parser_->chunked()) {
      return answer_error(411, "bad-request",
                          {"Anmodningens længde skal stå i Content-Length",
                           "The length of the request must be given as Content-Length"});
    }
    if (parser_->content_length().value_or(0) <= kSmallRequestBytesMax) return read_body();
    place_of_large_ = shared_->large.enter(uid_, [self = shared_from_this()] { self->read_body(); });
  }

  void read_body() {
    stream_.expires_after(kRequestTime);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code why, std::size_t) { self->on_request(why); });
  }

  void refuse(error_code error) {
    if (dropped_) return;
    if (error == http::error::body_limit)
      return answer_error(413, "too-large", {"Anmodningen er for stor", "The request is too large"});
    if (error == http::error::header_limit)
      return answer_error(431, "too-large",
                          {"Anmodningens hoved er for stort", "The header of the request is too large"});
    // A peer that is slow or gone gets no answer; one that speaks something else is told so.
    if (error.category() == http::make_error_code(http::error::bad_method).category())
      return answer_error(400, "bad-request", {"Anmodningen er ikke HTTP/1.1", "The request is not HTTP/1.1"});
    stream_.close();
  }

  void on_request(error_code error) {
    // Of one that was dropped the buffer may hold whole requests still; nobody would hear the answers.
    if (error || dropped_) return refuse(error);
    const auto& request = parser_->get();
    keep_ = request.keep_alive();
    if (request.method() != http::verb::post) return answer_error(405, "bad-request", {"Brug POST", "Use POST"});
    if (request[kProtocolHeader] != std::to_string(kProtocol)) {
      return answer_error(409, "other-protocol",
                          {"aftale og aftaled passer ikke sammen. Installér samme version af begge",
                           "aftale and aftaled do not fit together. Install the same version of both"});
    }
    Request call;
    call.uid = uid_;
    call.path = std::string(request.target());
    call.body = std::move(parser_->get().body());
    // The connection stays open until the answer is given: the reply holds it.
    call.is_abandoned = [descriptor = stream_.socket().native_handle()] {
      pollfd there{descriptor, 0, 0};
      return ::poll(&there, 1, 0) == 1 && (there.revents & (POLLHUP | POLLERR)) != 0;
    };
    // While the answer is made nothing is read, so a deadline would only cut long answers short.
    stream_.expires_never();
    waits_no_more();
    shared_->handler(std::move(call),
                     [self = shared_from_this()](Response response) { self->answer(std::move(response)); });
  }

  void answer_error(unsigned status, const char* code, const Text& message) {
    keep_ = false;
    answer({status, cases::write_error(fail(Error::Kind::refused, code, message).value()), {}});
  }

  template <class Message>
  void head(Message& message, unsigned status, const char* type) const {
    message.version(11);
    message.result(status);
    message.set(http::field::content_type, type);
    message.set(kProtocolHeader, std::to_string(kProtocol));
    message.keep_alive(keep_ && !shared_->closing);
  }

  void answer(Response response) {
    make_room();
    if (!response.file.empty()) return answer_file(response.file);
    auto message = std::make_shared<http::response<http::string_body>>();
    head(*message, response.status, "application/json");
    message->body() = std::move(response.body);
    message->prepare_payload();
    gives(message->body().size());
    write(message);
  }

  void answer_file(const std::string& path) {
    auto message = std::make_shared<http::response<http::file_body>>();
    error_code error;
    message->body().open(path.c_str(), beast::file_mode::scan, error);
    ::unlink(path.c_str());  // it lives until it is closed
    if (error) return answer_error(500, "unavailable", {"Kopien kan ikke læses", "The copy cannot be read"});
    head(*message, 200, "application/octet-stream");
    message->prepare_payload();
    write(message);
  }

  template <class Message>
  void write(std::shared_ptr<Message> message) {
    waits();
    stream_.expires_after(kAnswerTime);
    Message& kept = *message;
    http::async_write(stream_, kept,
                      [self = shared_from_this(), message = std::move(message)](error_code error, std::size_t) {
                        self->taken();
                        if (error || self->dropped_ || !message->keep_alive()) return self->close();
                        self->read();
                      });
  }

  void close() {
    error_code ignored;
    stream_.socket().shutdown(Local::socket::shutdown_send, ignored);
  }

  beast::basic_stream<Local> stream_;
  std::shared_ptr<Shared> shared_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<std::list<Session*>::iterator> place_;  ///< in Shared::waiting
  std::uint32_t uid_ = 0;
  std::size_t untaken_ = 0;  ///< bytes of its answer, as counted in Shared::untaken
  Clock::time_point answered_{};
  LargeRequests::Place* place_of_large_ = nullptr;  ///< in Shared::large
  bool known_ = false, keep_ = true, dropped_ = false;
};

/// Who must go for a new connection of this user: one of his own where he has more than his share, else of the user who
/// has most connections. Each time the one that has waited longest; null where all are being answered.
Session* least_missed(const Shared& shared, std::uint32_t user) {
  const bool has_his_share = shared.of_user.at(user) > kConnectionsOfUserMax;
  Session* found = nullptr;
  std::size_t most = 0;
  for (Session* session : shared.waiting) {
    if (has_his_share && session->uid() != user) continue;
    const std::size_t count = shared.of_user.at(session->uid());
    if (count > most) std::tie(found, most) = std::pair(session, count);
  }
  return found;
}

class Listener final : public Server {
 public:
  Listener(asio::io_context& loop, std::string path, Handler handler)
      : acceptor_(loop), pause_(loop), path_(std::move(path)), shared_(std::make_shared<Shared>()) {
    shared_->handler = std::move(handler);
  }
  ~Listener() override {
    shared_->closing = true;
    shared_->large.close();
    error_code ignored;
    acceptor_.close(ignored);
    // Another may have come up at this path, or put something there.
    struct stat there {};
    if (bound_ && ::lstat(path_.c_str(), &there) == 0 && there.st_dev == made_.st_dev && there.st_ino == made_.st_ino)
      ::unlink(path_.c_str());
  }

  Result<void> bind(const std::string& group) {
    gid_t number = 0;
    if (!group.empty()) {
      const ::group* found = ::getgrnam(group.c_str());  // NOLINT(concurrency-mt-unsafe): before any thread is started
      if (!found) {
        return fail(Error::Kind::not_found, "unknown-group",
                    Text{"Gruppen " + group + " findes ikke på maskinen", "There is no group " + group + " here"});
      }
      number = found->gr_gid;
    }
    error_code error;
    const Local::endpoint endpoint(path_);
    acceptor_.open(endpoint.protocol(), error);
    if (!error && is_alive(endpoint)) {
      return fail(Error::Kind::unavailable, "socket-in-use",
                  Text{"En anden aftaled lytter på " + path_, "Another aftaled listens at " + path_});
    }
    // Made beside it and moved there when it listens: a caller finds the old one or the new one, and never none, which
    // a command line would take for a database that is yet to be made.
    const std::string beside = path_ + "~";
    for (const std::string& name : {path_, beside}) {
      if (!is_free_or_ours(name)) {
        return fail(
            Error::Kind::unavailable, "not-ours",
            Text{"På " + name + " står noget, som ikke er en sokkel af vores. Flyt det, eller vælg et andet " + "navn",
                 "At " + name + " there is something that is no socket of ours. Move it, or choose another " + "name"});
      }
    }
    ::unlink(beside.c_str());
    if (!error) acceptor_.bind(Local::endpoint(beside), error);
    const bool made = !error && (group.empty() || give_to(beside, number)) &&
                      ::chmod(beside.c_str(), group.empty() ? 0600 : 0660) == 0;
    if (made) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    bound_ = made && !error && ::lstat(beside.c_str(), &made_) == 0 && ::rename(beside.c_str(), path_.c_str()) == 0;
    if (bound_) return {};
    const std::string why = error ? error.message() : std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): as above
    ::unlink(beside.c_str());
    return fail(Error::Kind::unavailable, "not-writable",
                Text{"Soklen " + path_ + " kan ikke oprettes (" + why + ")",
                     "The socket " + path_ + " cannot be made (" + why + ")"});
  }

  void accept() {
    acceptor_.async_accept([this](error_code error, Local::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (error) {
        pause_.expires_after(kAcceptPause);
        pause_.async_wait([this](error_code ended) {
          if (!ended) accept();
        });
        return;
      }
      admit(std::make_shared<Session>(std::move(socket), shared_));
      accept();
    });
  }

 private:
  /// Whoever holds connections without a word makes room for one who has something to say. Where all are being answered
  /// one too many is closed at once, as it is when nobody keeps it: it can come again.
  void admit(const std::shared_ptr<Session>& session) {
    if (shared_->connections > kConnectionsMax || shared_->of_user.at(session->uid()) > kConnectionsOfUserMax) {
      Session* const in_the_way = least_missed(*shared_, session->uid());
      if (!in_the_way) return;
      in_the_way->drop();
    }
    session->run();
  }

  /// Nothing, or what an earlier daemon of this user has left.
  static bool is_free_or_ours(const std::string& path) {
    struct stat there {};
    if (::lstat(path.c_str(), &there) != 0) return true;  // what is wrong with the folder, bind says
    return S_ISSOCK(there.st_mode) && there.st_uid == ::geteuid();
  }

  /// A service that runs in the right group already need not be allowed to give files away.
  static bool give_to(const std::string& path, gid_t group) {
    struct stat there {};
    if (::lstat(path.c_str(), &there) == 0 && there.st_gid == group) return true;
    return ::chown(path.c_str(), static_cast<uid_t>(-1), group) == 0;
  }

  bool is_alive(const Local::endpoint& endpoint) {
    Local::socket probe(acceptor_.get_executor());
    error_code error;
    probe.connect(endpoint, error);
    return !error;
  }

  Local::acceptor acceptor_;
  asio::steady_timer pause_;
  std::string path_;
  std::shared_ptr<Shared> shared_;
  struct stat made_ {};  ///< the socket file, where it is bound
  bool bound_ = false;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(asio::io_context& loop, const std::string& path,
                                               const std::string& group, Handler handler) {
  try {
    auto listener = std::make_unique<Listener>(loop, path, std::move(handler));
    AFTALE_TRY_VOID(listener->bind(group));
    listener->accept();
    return std::unique_ptr<Server>(std::move(listener));
  } catch (const boost::system::system_error& error) {  // a path that is too long
    return fail(Error::Kind::unavailable, "not-writable",
                Text{"Soklen " + path + " kan ikke oprettes (" + error.what() + ")",
                     "The socket " + path + " cannot be made (" + error.what() + ")"});
  }
}

}  // namespace aftale::socket
