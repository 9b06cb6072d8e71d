#pragma once
#include <optional>
#include <string>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/commands/actor.h"
#include "engine/commands/kinds.h"
#include "engine/time/civil.h"

namespace aftale::commands {

/// What somebody asks of one case.
struct Command {
  RequestId request;
  std::string key;  ///< of the case
  Actor actor;
  std::optional<time::CivilDate> effective;  ///< when it happened; none: today (a record's: the meeting)
  bool dry_run = false;
  Intent intent;
};

/// What can be said of a command before the case is looked at: its limits and texts, and whether its actor may ask for
/// it. What no state of a process says `by` of (opening, documents, the life of a case) is the secretariat's. Errors:
/// refused `too-large`, `bad-value`, `empty-file`, `not-allowed`.
Result<void> check(const Command& command);

/// A digest of everything a command asks, so that the same request id with other content is noticed: 16 hex digits.
std::string digest_of(const Command& command);

/// The day on which a command takes effect: a record's meeting, else what the caller says.
std::optional<time::CivilDate> effective_of(const Command& command);

}  // namespace aftale::commands
