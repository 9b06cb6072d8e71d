#pragma once
#include <string>

#include "engine/base/text.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"

namespace aftale::commands {

/// Made by the host when a timer's step failed (D3): the case becomes an open item of the secretariat.
struct Fault {
  using Asked = void;
  static constexpr Kind kKind{"fault", lifecycle::CaseEvent::fault};

  std::string reason;  ///< Danish on the first line, English on the second
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Fault>& fault) {
  visit.text("reason", fault.reason);
}

Text done(const Fault& fault);
/// Fault::reason in both languages; of one line the same in both.
Text reason_of_fault(const std::string& reason);

}  // namespace aftale::commands
