#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "engine/cases/deliveries.h"

namespace boost::asio {
class io_context;
}

namespace aftale::daemon {

/// Threads that hand messages to their channels, which block. A job is what goes to one receiver, in order; receivers
/// that have failed before may take at most half of the threads, so that one who never answers holds up nobody else.
/// Used on the loop's thread; threads are started when they are first needed.
class Workers {
 public:
  /// `done` is called on the loop for each message, whatever came of it.
  using Done = std::function<void(cases::Sending, records::Delivery)>;
  Workers(boost::asio::io_context& loop, std::size_t threads, Done done);
  /// Waits a moment for those who are about to finish; who blocks longer is left behind, and his message is sent again
  /// under the same id the next time.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// `channels` keeps alive what the messages point to.
  void give(std::vector<cases::Sending> job, std::shared_ptr<const void> channels);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace aftale::daemon
