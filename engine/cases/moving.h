#pragma once
#include <utility>
#include <vector>

#include "engine/cases/engine.h"
#include "engine/cases/move.h"

/// Cases on their way to another definition, as the service is asked for it (replay/move_entry.h: as a journal says
/// it).
namespace aftale::cases {

/// One transaction for all that move. Errors: refused `not-allowed`, `too-large`, findings of the loader,
/// `version-reused`, `bad-value`; not_found `unknown-case`. A case that cannot move is no error but a verdict.
Result<Moved> move(Engine& engine, const Move& order, time::Instant now);

/// The id of what an order does to one case.
RequestId request_of(const Move& order, const std::string& key);

}  // namespace aftale::cases
