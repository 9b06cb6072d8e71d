#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/text.h"

namespace aftale::machine {

/// Something that is otherwise for people once a case has moved.
struct MoveChange {
  enum class Kind : std::uint8_t {
    title,      ///< the case is called something else
    deadline,   ///< `before` and `after` are ISO dates; empty: none
    opened,     ///< a branch
    cancelled,  ///< a branch
    renamed,    ///< a step that the case is in
    left,       ///< a step that the new definition does not let it stay in
    entered,
    check,   ///< a check of the new definition does not hold; `after` says which
    mended,  ///< a faulted case, which waits to be resumed then
    fires,   ///< a date that has passed already takes effect at once: `after` is its day, `title` the step's
    meeting  ///< `before` and `after` are ISO dates of a planned meeting; empty: none
  };
  static constexpr std::size_t kKinds = 11;
  Kind kind = Kind::title;
  std::string where;  ///< address; of the case itself empty
  Text title;         ///< what people call it
  Text before, after;
};
const char* name_of(MoveChange::Kind kind);

}  // namespace aftale::machine
