#pragma once
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/machine/step.h"

/// Taking a case to another definition: pure, like `step`. What keeps it where it is: docs/workflow-language.md.
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

/// A case in terms of the new definition, and what is otherwise then, the dates included that take effect at the same
/// instant: `step` changes every branch, and its documents are all there are.
struct Carried {
  Step step;
  std::vector<MoveChange> changes;
};

/// What `given` makes of a case of `from` that is to follow `to`. A faulted case is mended by it and is then suspended.
/// Errors, refused: `cannot-move`, with a finding for each reason: in the new file where something there is otherwise,
/// in the old one (`name@version`) where something is gone. `given.inputs` are typed by `to`.
Result<Carried> carry(const model::Definition& from, const model::Definition& to, const Case& instance,
                      const MoveTo& given, const Moment& moment);

/// Puts it into the case; the caller raises `revision` and `last_at`.
void apply_move(Case& instance, const Digest& definition, const Step& step);

}  // namespace aftale::machine
