#pragma once
#include <string>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/reason.h"

namespace aftale::commands {

/// Keeps a remark with the case; nothing else changes.
struct Note {
  using Asked = Note;
  static constexpr Kind kKind{"note", lifecycle::CaseEvent::note, "note"};

  std::string text;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Note>& note) {
  visit.text("text", note.text);
}

inline Text act_of(const Note&) {
  return {"At notere i en sag", "Noting in a case"};
}

inline Text done(const Note& note) {
  return with_reason({"Noteret", "Noted"}, note.text);
}

}  // namespace aftale::commands
