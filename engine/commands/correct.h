#pragma once
#include <cstdint>
#include <string>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/reason.h"

namespace aftale::commands {

/// Strikes an entry: the case is rebuilt without it. Computed by the host, since it takes the whole journal.
struct Correct {
  using Asked = Correct;
  static constexpr Kind kKind{"correct", lifecycle::CaseEvent::correct, "correct"};

  std::uint64_t entry = 0;
  std::string reason;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Correct>& correct) {
  visit.entry("entry", correct.entry);
  visit.text("reason", correct.reason);
}

inline Text act_of(const Correct&) {
  return {"At stryge en post", "Striking an entry"};
}

inline Text done(const Correct& correct) {
  const std::string entry = std::to_string(correct.entry);
  return with_reason({"Post " + entry + " strøget", "Entry " + entry + " struck"}, correct.reason);
}

}  // namespace aftale::commands
