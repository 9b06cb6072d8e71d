#pragma once
#include <cstdint>
#include <string>

#include "engine/commands/correct.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"

namespace aftale::commands {

/// A correction or a move that takes two people, as the first of them asked for it; the same, asked for by another
/// person, is done. It changes nothing. Made by the host.
struct Propose {
  using Asked = void;
  static constexpr Kind kKind{"propose", lifecycle::CaseEvent::correct};

  std::uint64_t entry = 0;  ///< to be struck; 0: it is a move
  std::string reason;       ///< of a correction
  std::string to;           ///< of a move: `workflow@version`
  std::string content;      ///< of a move: a digest of where it leads and with which inputs
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Propose>& asked) {
  if (Visitor::kReads || asked.entry != 0) visit.entry("entry", asked.entry);
  if (asked.entry != 0) {
    visit.text("reason", asked.reason);
  } else {
    visit.name("to", asked.to);
    visit.name("content", asked.content);
  }
}

inline Text done(const Propose& asked) {
  if (!asked.to.empty()) return {"Flyttet til " + asked.to, "Moved to " + asked.to};
  return done(Correct{asked.entry, asked.reason});
}

}  // namespace aftale::commands
