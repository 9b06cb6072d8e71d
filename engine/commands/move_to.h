#pragma once
#include "engine/base/digest.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/values.h"

namespace aftale::commands {

/// Takes the case to another definition. Computed by the host, since it takes both; people ask for it with an order
/// for many cases (cases::Move).
struct MoveTo {
  using Asked = void;
  static constexpr Kind kKind{"move", lifecycle::CaseEvent::move, "move"};

  Digest from, to;
  NamedValues inputs;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, MoveTo>& move) {
  visit.member("from", move.from);
  visit.member("to", move.to);
  visit.values("with", move.inputs);
}

}  // namespace aftale::commands
