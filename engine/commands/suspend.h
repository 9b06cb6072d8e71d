#pragma once
#include <string>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/reason.h"

namespace aftale::commands {

/// Puts a case to rest: no timer fires and no event is taken until it is resumed.
struct Suspend {
  using Asked = Suspend;
  static constexpr Kind kKind{"suspend", lifecycle::CaseEvent::suspend, "suspend"};

  std::string reason;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Suspend>& suspend) {
  visit.text("reason", suspend.reason);
}

inline Text act_of(const Suspend&) {
  return {"At sætte en sag i bero", "Suspending a case"};
}

inline Text done(const Suspend& suspend) {
  return with_reason({"Sat i bero", "Suspended"}, suspend.reason);
}

}  // namespace aftale::commands
