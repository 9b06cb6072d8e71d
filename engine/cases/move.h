#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/cases/service.h"
#include "engine/machine/migrate/move.h"

namespace aftale::cases {

/// Takes running cases to another definition, or back. Without `apply` it is a plan, and nothing is written.
struct Move {
  RequestId request;     ///< the id of each case's entry follows from it, so that a repeated one moves nothing twice
  std::string key;       ///< of one case; empty: every case of `workflow` that has not ended
  std::string workflow;  ///< its name; of one case it may be left empty with `undo`
  /// The new bundle as loader::load gives it, the case's own workflow first; with `undo` none.
  std::vector<model::Source> sources;
  /// Cases that follow another organisation than that of the bundle move to it as well; else each must follow it.
  bool changes_organisation = false;
  Words inputs;          ///< inputs that the new definition asks for, the same for every case
  machine::Actor actor;  ///< does not cross the wire
  bool apply = false;
  bool undo = false;   ///< takes back the newest move of each case
  std::string reason;  ///< with `undo`: why, for the journal and those who were told otherwise
};

/// What `move` did, or would do.
struct Moved {
  struct Verdict {
    std::string key;
    Text title;
    std::string from;  ///< `workflow@version` that the case followed
    bool can = false;  ///< it moves, or has moved
    bool repeated = false;
    std::vector<Diagnostic> reasons;           ///< where it cannot: the first one decides
    std::vector<machine::MoveChange> changes;  ///< where it can
    std::int64_t entry = 0;                    ///< its number in the case's journal; 0: nothing was written
    bool proposed = false;                     ///< it takes two people and waits for the second: the case has not moved
  };
  std::string to;  ///< `workflow@version`; empty with `undo`
  bool applied = false, undone = false;
  std::int64_t already = 0;  ///< other cases of the workflow that follow the new definition already
  std::vector<Verdict> cases;
};

}  // namespace aftale::cases
