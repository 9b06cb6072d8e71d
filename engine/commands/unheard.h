#pragma once
#include <string>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"

namespace aftale::commands {

/// What this case told another one was not taken there, and why (a refusal's code).
struct Unheard {
  using Asked = void;
  static constexpr Kind kKind{"unheard", lifecycle::CaseEvent::note};

  std::string to, event, code;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Unheard>& unheard) {
  visit.name("to", unheard.to);
  visit.name("event", unheard.event);
  visit.name("code", unheard.code);
}

}  // namespace aftale::commands
