#pragma once
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "apps/aftaled/alarm.h"
#include "apps/aftaled/channels.h"
#include "apps/aftaled/clock_guard.h"
#include "apps/aftaled/witnesses.h"
#include "apps/aftaled/workers.h"
#include "engine/cases/local_service.h"
#include "engine/records/store.h"

namespace aftale::daemon {

/// What the daemon does by itself: fires what is due in bounded batches, hands over what is to be delivered, writes
/// what came of it, and sleeps until the next of these. On the loop's thread.
class Turns {
 public:
  struct Host {
    boost::asio::io_context& loop;
    records::Store& store;
    cases::LocalService& service;
    const DaemonClock& clock;
    std::size_t workers;
    std::string clock_file;                             ///< where the guard keeps what it knows
    std::string witness_file;                           ///< and the witnesses the day of their last message
    std::function<void(const ErrorPtr&)> cannot_go_on;  ///< an error of the store
    std::function<void()> something_changed;            ///< after each transaction
  };
  static Result<std::unique_ptr<Turns>> make(Host host);

  void use(std::shared_ptr<const Channels> channels) { channels_ = std::move(channels); }
  Witnesses& witnesses() { return witnesses_; }
  /// As soon as the loop comes to it: something may be due.
  void soon();
  /// Somebody gave commands, and is likely to give more: for a moment messages get only a part of the time.
  void commands_came();
  /// A person says that the clock is right.
  void clock_is_right();
  /// Looks at the clock: true while a jump waits for a person. Nothing may be written then.
  bool clock_holds() { return !look_at_clock(); }
  /// Writes what has been delivered; the last thing before the store is closed.
  void finish();

 private:
  explicit Turns(Host host);
  void turn();
  bool look_at_clock();
  bool fire();
  bool messages_wait();
  bool deliver();
  bool tell_witnesses();
  void arm();
  void brought_back(cases::Sending sending, const records::Delivery& delivery);
  bool failed(const Result<void>& result);

  Host host_;
  std::shared_ptr<const Channels> channels_;
  ClockGuard guard_;
  Witnesses witnesses_;
  std::chrono::steady_clock::time_point commanded_, delivered_;
  boost::asio::steady_timer later_;
  std::int64_t kept_offset_ = 0;
  bool holds_ = false, posted_ = false, stopped_ = false;
  std::unique_ptr<Alarm> alarm_;
  std::unique_ptr<Workers> workers_;
};

}  // namespace aftale::daemon
