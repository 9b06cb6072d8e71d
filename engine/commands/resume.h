#pragma once
#include <string>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/reason.h"

namespace aftale::commands {

/// Takes up a case that is suspended, or that has been mended after a fault.
struct Resume {
  using Asked = Resume;
  static constexpr Kind kKind{"resume", lifecycle::CaseEvent::resume, "resume"};

  std::string reason;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Resume>& resume) {
  visit.text("reason", resume.reason);
}

inline Text act_of(const Resume&) {
  return {"At genoptage en sag", "Resuming a case"};
}

inline Text done(const Resume& resume) {
  return with_reason({"Genoptaget", "Resumed"}, resume.reason);
}

}  // namespace aftale::commands
