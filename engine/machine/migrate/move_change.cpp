#include "engine/machine/migrate/move_change.h"

#include <iterator>

namespace aftale::machine {

const char* name_of(MoveChange::Kind kind) {
  static constexpr const char* kNames[] = {"title",   "deadline", "opened", "cancelled", "renamed", "left",
                                           "entered", "check",    "mended", "fires",     "meeting"};
  static_assert(std::size(kNames) == MoveChange::kKinds);
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace aftale::machine
