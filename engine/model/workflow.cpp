#include "engine/model/workflow.h"

#include <algorithm>

#include "engine/base/check.h"

namespace aftale::model {

std::string DeclaredType::text() const {
  switch (name) {
    case Name::string:
      return "string";
    case Name::number:
      return "number";
    case Name::boolean:
      return "boolean";
    case Name::date:
      return "date";
    case Name::duration:
      return "duration";
    case Name::party:
      return "party";
    case Name::body:
      return "body";
    case Name::case_:
      return "case";
    case Name::list:
      return "list<" + (element.empty() ? std::string("string") : element.front().text()) + ">";
    case Name::record: {
      std::string out = "{";
      for (const auto& [id, type] : members) {
        if (out.size() > 1) out += ", ";
        out += id + ": " + type.text();
      }
      return out + "}";
    }
  }
  AFTALE_CHECK(false);
}

EventIx Chart::event(std::string_view wanted) const {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i].name == wanted) return static_cast<EventIx>(i);
  }
  return kNone;
}

std::string Chart::path(StateIx state, std::string_view around) const {
  const auto inside = [&](StateIx at) { return at != kNone && at != 0 && at < states.size(); };
  std::size_t size = around.size();
  for (StateIx at = state; inside(at); at = states[at].parent) size += states[at].id.size() + 1;
  std::string out(size, '/');
  std::size_t end = size;
  for (StateIx at = state; inside(at); at = states[at].parent) {
    end -= states[at].id.size();
    out.replace(end, states[at].id.size(), states[at].id);
    --end;
  }
  out.replace(0, around.size(), around);
  if (around.empty() && !out.empty()) out.erase(0, 1);
  return out;
}

}  // namespace aftale::model
