#pragma once
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/machine/case.h"
#include "engine/machine/effects.h"
#include "engine/machine/input.h"
#include "engine/machine/migrate/move_change.h"

/// Taking a case to another definition: pure, like `step`. What keeps it where it is: docs/workflow-language.md.
namespace aftale::machine {

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

/// What takes two people in `from` and one could do in `to`: "Udkast: approve". A transition with `four_eyes` counts as
/// dropped where its step or its event is gone, where the event has got a way without `four_eyes`, and where its step
/// has got another way out that one person can take, or that nobody takes. Steps are the same by the path of their ids.
/// Empty: nothing is dropped.
std::vector<Text> dropped_second_persons(const model::Definition& from, const model::Definition& to);

}  // namespace aftale::machine
