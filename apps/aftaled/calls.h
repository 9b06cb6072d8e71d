#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/socket/server.h"
#include "apps/aftaled/peers.h"
#include "apps/aftaled/quota.h"
#include "apps/aftaled/readers.h"
#include "engine/cases/local_service.h"

namespace aftale::daemon {

/// What comes in by the socket: read and admitted on the socket's thread, which writes the answers too, and carried out
/// on the engine's, where dates fire. So a question waits for no command, and the next commands are read while the last
/// ones are written. Those that have arrived by then are committed together; each is answered when it is durable.
class Calls {
 public:
  struct Host {
    boost::asio::io_context& loop;    ///< the engine's
    boost::asio::io_context& socket;  ///< of the thread that `take` is called on
    cases::LocalService& service;
    Readers& readers;
    const time::Clock& clock;
    std::string database;                               ///< copies are made beside it
    std::function<void()> something_changed;            ///< after each transaction
    std::function<bool()> clock_holds;                  ///< a jump of the clock waits for a person (Turns::clock_holds)
    std::function<void()> clock_is_right;               ///< a person has asked to advance
    std::function<void(const ErrorPtr&)> cannot_go_on;  ///< the file is gone; on the engine's thread
  };
  /// What a client may not decide.
  struct Rules {
    bool rehearsal = false;  ///< a client may say what time it is
    /// Folders that hold the definitions to which cases may be moved; none: any that a client brings.
    std::optional<std::vector<std::string>> definitions = {};
  };
  explicit Calls(Host host) : host_(std::move(host)) {}

  /// From now on. Any thread.
  void be(cases::People people, Rules rules, const QuotaSettings& quota);
  /// On the socket's thread.
  void take(socket::Request request, socket::Server::Reply reply);

 private:
  struct Waiting {
    std::vector<cases::Command> commands;
    socket::Server::Reply reply;
    std::string person;     ///< whose quota was taken for them; empty: nobody's
    time::CivilDate day;    ///< likewise
    std::size_t bytes = 0;  ///< of the request
  };
  cases::Identity identify(std::uint32_t uid);
  std::vector<Waiting> next_together();
  void answer(socket::Server::Reply reply, socket::Response response);
  /// Whoever asked has the error; where the file is gone, the daemon stops.
  void look_at(const ErrorPtr& error);
  Result<void> admitted(const cases::Identity& caller) const;
  Rules rules();
  Result<void> check_days(const std::vector<cases::Command>& commands);
  Result<void> check_clock();
  Result<std::string> carry_out(const socket::Request& request, const cases::Identity& caller);
  Result<std::string> install(const std::string& body, const cases::Identity& caller);
  Result<std::string> advance(const std::string& body, const cases::Identity& caller);
  Result<std::string> move(const std::string& body, const cases::Identity& caller);
  Result<std::string> retry(const std::string& body, const cases::Identity& caller);
  void execute(const std::string& body, const cases::Identity& caller, socket::Server::Reply reply);
  void ask(const socket::Request& request, const cases::Identity& caller, socket::Server::Reply reply);
  void backup(const socket::Request& request, const cases::Identity& caller, socket::Server::Reply reply);
  void settle_quota(const Waiting& one, std::span<const Result<cases::Receipt>> receipts);
  void commit_waiting();

  Host host_;
  std::uint64_t copies_ = 0;  // of the socket's thread
  std::mutex mutex_;          // of everything below
  cases::People people_;
  Rules rules_;
  Peers peers_;
  Quota quota_;
  std::deque<Waiting> waiting_;
  bool commit_is_posted_ = false;
};

}  // namespace aftale::daemon
