#pragma once
#include <string>

#include "engine/commands/event.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/feel/value.h"

namespace aftale::commands {

/// What the case that opened another one hears when that has ended. Fields: link, case.
inline constexpr const char* kLinkEnded = "link_ended";

/// An event that another case tells (`tell`, and `link_ended` when one that was opened here has ended). Where nothing
/// takes it, it is noted and changes nothing.
struct Heard {
  using Asked = void;
  static constexpr Kind kKind{"heard", lifecycle::CaseEvent::note};

  std::string from;
  Event event;
  std::string outcome;
  feel::Value result;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Heard>& heard) {
  visit.name("from", heard.from);
  fields(visit, heard.event);
  visit.name("outcome", heard.outcome, Unsaid::left_out);
  visit.result("result", heard.result);
}

}  // namespace aftale::commands
