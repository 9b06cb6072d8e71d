#pragma once
#include "engine/cases/engine.h"
#include "engine/cases/service.h"

/// The notification way: rows of the outbox that are due are rendered, handed to their channel, and what came of it is
/// written. At least once, always under the same id.
namespace aftale::cases {

/// Attempts at most `limit` rows due at `now`, oldest first, and counts in `advanced`. A channel that fails holds up
/// nobody else. Errors: of the store.
Result<void> deliver_due(Engine& engine, time::Instant now, std::size_t limit, Advanced& advanced);

/// Back into the queue, to be attempted at once. Errors: not_found (`unknown-message`), refused where it is delivered.
Result<void> retry_delivery(Engine& engine, std::int64_t outbox_id, time::Instant now);

}  // namespace aftale::cases
