#pragma once
#include <deque>
#include <functional>
#include <memory>

#include "adapters/socket/server.h"
#include "apps/aftaled/peers.h"
#include "apps/aftaled/readers.h"
#include "engine/cases/local_service.h"

namespace aftale::daemon {

/// What comes in by the socket: read, admitted, carried out. Commands that arrive together are committed together, and
/// each is answered when it is durable. On the loop's thread.
class Calls {
 public:
  struct Host {
    boost::asio::io_context& loop;
    cases::LocalService& service;
    Readers& readers;
    const time::Clock& clock;
    std::string database;                     ///< copies are made beside it
    std::function<void()> something_changed;  ///< after each transaction
    std::function<void()> clock_is_right;     ///< a person has asked to advance
  };
  explicit Calls(Host host) : host_(std::move(host)) {}

  void be(cases::People people) {
    people_ = std::move(people);
    peers_.forget();
  }
  void take(socket::Request request, socket::Server::Reply reply);

 private:
  struct Waiting {
    std::vector<cases::Command> commands;
    socket::Server::Reply reply;
  };
  Result<void> admitted(const cases::Identity& caller) const;
  Result<std::string> carry_out(const socket::Request& request, const cases::Identity& caller);
  Result<std::string> install(const std::string& body, const cases::Identity& caller);
  Result<std::string> advance(const std::string& body, const cases::Identity& caller);
  Result<std::string> retry(const std::string& body, const cases::Identity& caller);
  void execute(const std::string& body, const cases::Identity& caller, socket::Server::Reply reply);
  void ask(const std::string& body, const cases::Identity& caller, socket::Server::Reply reply);
  void backup(const cases::Identity& caller, socket::Server::Reply reply);
  void commit_waiting();

  Host host_;
  cases::People people_;
  Peers peers_;
  std::deque<Waiting> waiting_;
  bool commit_is_posted_ = false;
  std::uint64_t copies_ = 0;
};

}  // namespace aftale::daemon
