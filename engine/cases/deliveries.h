#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/cases/engine.h"
#include "engine/cases/service.h"

/// The notification way: rows of the outbox that are due are rendered, handed to their channel, and what came of it is
/// written. At least once, always under the same id: the result is written after the channel has answered, so a program
/// that is killed in between sends again.
namespace aftale::cases {

/// After so many failed attempts in a row (some five days; RFC 5321, 4.5.4.1 wants four or five) a notification is dead
/// until a person retries it.
inline constexpr std::int64_t kDeliveryAttemptsMax = 10;
/// A receiver may ask for a longer wait than ours, up to a week.
inline constexpr std::int64_t kRetryAfterMaxSeconds = 7 * 86'400;
/// Notifications written in one transaction: what a killed program may send twice.
inline constexpr std::size_t kDeliveriesACommit = 16;

/// Seconds to wait after failed attempt number `attempt` (from 1): 5, 30 minutes, 2, 6, 12 hours, then 24 hours, and up
/// to a fifth more that follows from the id, so that not all notifications of a morning come again together.
///
/// RFC 5321, 4.5.4.1 recommends at least 30 minutes between attempts, two of them in the first hour, then every two or
/// three hours. All waits but the first keep that. The first is 5 minutes, as mail servers do: who is greylisted is let
/// in after some minutes, and a relay that was being restarted is back.
std::int64_t retry_wait_seconds(const RequestId& message, std::int64_t attempt);

/// A notification that is to be handed to its channel now.
struct Sending {
  records::OutboxRow row;
  records::Message message;
  records::Channel* channel = nullptr;  ///< null: `refusal` says why it cannot be sent
  records::Delivery refusal;
  std::string note;  ///< what had to be done without
};
/// Hands it over. Blocks as long as the channel does; any thread. What a channel throws is a failure of that message.
records::Delivery hand_over(const Sending& sending);

/// Notifications on their way. Lives on the engine's thread; whoever drives it hands the messages over, there or on
/// workers, and brings back what came of them. Messages to one receiver are given out together and in order, and until
/// they are brought back no others to it: who never answers holds up nobody else.
class Deliveries {
 public:
  explicit Deliveries(Engine& engine) : engine_(engine) {}

  struct Taken {
    std::vector<Sending> sendings;
    bool more = false;  ///< there may be more that is due
  };
  /// At most `limit` rows due at `now`, oldest first. Before one is given out it is looked at again: what the answer
  /// has overtaken or a newer message says is superseded; what must wait (a quiet day, the second message of a day
  /// about one thing) waits; what belongs into a digest is put there. Without any channel the rows stay as they are. A
  /// template that cannot be read is replaced by the plain form. Errors: of the store.
  Result<Taken> take(time::Instant now, std::size_t limit);
  /// What came of one; it is written by the next `write`.
  void finish(Sending sending, const records::Delivery& delivery, time::Instant now, Advanced& advanced);
  /// One transaction. After an error the same messages are given out again.
  Result<void> write();
  /// How many have been finished and not written, and how many receivers wait for theirs to be brought back.
  std::size_t finished() const { return finished_.size(); }
  bool waits() const { return !under_way_.empty(); }

 private:
  struct Aside;
  Result<bool> put_aside(records::OutboxRow& row, time::Instant now, Aside& aside);
  /// Superseded, or to wait for another day.
  Result<bool> overtaken(records::OutboxRow& row, time::Instant now);
  Result<void> gather(const records::OutboxRow& row, time::Instant now, Aside& aside);
  Result<Sending> prepare(records::OutboxRow row);
  Result<void> commit(std::vector<records::OutboxRow> rows, std::vector<records::OutboxRow> added);
  void bring_back(const std::string& receiver);

  Engine& engine_;
  std::vector<records::OutboxRow> finished_;
  std::map<std::string, std::size_t> under_way_;  ///< receiver -> messages given out
};

/// Takes, hands over and writes here and now, at most `limit` rows; for a host without workers. Counts in `advanced`.
Result<void> deliver_due(Engine& engine, time::Instant now, std::size_t limit, Advanced& advanced);

/// Back into the queue, to be attempted at once and with a full number of attempts. Errors: not_found
/// (`unknown-message`), refused where it is delivered, being sent or queued already, or superseded (`delivered`,
/// `sending`, `queued`, `superseded`).
Result<void> retry_delivery(Engine& engine, std::int64_t outbox_id, time::Instant now);

}  // namespace aftale::cases
