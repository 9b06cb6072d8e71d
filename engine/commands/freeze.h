#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/vocabulary.h"

namespace aftale::commands {

/// Puts the newest version of a document before the bodies.
struct Freeze {
  using Asked = Freeze;
  static constexpr Kind kKind{"freeze", lifecycle::CaseEvent::work, "freeze"};

  std::string document;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Freeze>& freeze) {
  visit.name("document", freeze.document);
}

inline Text act_of(const Freeze&) {
  return {"At fastlåse en tekst", "Freezing a text"};
}

inline Result<Freeze> taken(const Freeze& freeze, const Vocabulary& vocabulary) {
  return Freeze{vocabulary.document(freeze.document)};
}

inline Text done(const Freeze& freeze) {
  return {"Lagt til behandling: " + freeze.document, "Put before the bodies: " + freeze.document};
}

}  // namespace aftale::commands
