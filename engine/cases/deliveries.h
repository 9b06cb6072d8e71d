#pragma once
#include <cstddef>
#include <cstdint>

#include "engine/cases/engine.h"
#include "engine/cases/service.h"

/// The notification way: rows of the outbox that are due are rendered, handed to their channel, and what came of it is
/// written. At least once, always under the same id: the result is written after the channel has answered, so a program
/// that is killed in between sends again.
namespace aftale::cases {

/// After so many failed attempts in a row (some four days) a notification is dead until a person retries it.
inline constexpr std::int64_t kDeliveryAttemptsMax = 10;
/// A receiver may ask for a longer wait than ours, up to a week.
inline constexpr std::int64_t kRetryAfterMaxSeconds = 7 * 86'400;
/// Notifications written in one transaction: what a killed program may send twice.
inline constexpr std::size_t kDeliveriesACommit = 16;

/// Seconds to wait after failed attempt number `attempt` (from 1): 1, 5, 30 minutes, 2, 6, 12 hours, then 24 hours, and
/// up to a fifth more that follows from the id, so that not all notifications of a morning come again together.
std::int64_t retry_wait_seconds(const RequestId& message, std::int64_t attempt);

/// Attempts at most `limit` rows due at `now`, oldest first, and counts in `advanced`; sets its `more` where there may
/// be more. A channel that fails holds up nobody else. Without any channel the rows stay as they are; a row whose own
/// channel is not configured counts as failed. A template that cannot be read is replaced by the plain form, and the
/// row's last_error says so. Errors: of the store.
Result<void> deliver_due(Engine& engine, time::Instant now, std::size_t limit, Advanced& advanced);

/// Back into the queue, to be attempted at once and with a full number of attempts. Errors: not_found
/// (`unknown-message`), refused where it is delivered, being sent or queued already (`delivered`, `sending`, `queued`).
Result<void> retry_delivery(Engine& engine, std::int64_t outbox_id, time::Instant now);

}  // namespace aftale::cases
