#pragma once
#include <string>

#include "engine/base/result.h"
#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/commands/values.h"
#include "engine/commands/vocabulary.h"

/// An event of the process itself, sent to a step.
namespace aftale::commands {

/// Asks for it; step empty: every active state is looked at.
struct SendEvent {
  std::string step, event;
  Words data;
};

/// Event data come as values already typed by the event's declaration (machine::type_event).
struct Event {
  using Asked = SendEvent;
  static constexpr Kind kKind{"event", lifecycle::CaseEvent::work, "do"};

  std::string step, name;
  NamedValues data;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, SendEvent>& event) {
  visit.name("in", event.step);
  visit.name("event", event.event);
  visit.words("with", event.data);
}

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Event>& event) {
  visit.name("in", event.step, Unsaid::left_out);
  visit.name("event", event.name);
  visit.values("with", event.data, event.name);
}

inline Result<Event> taken(const SendEvent& event, const Vocabulary& vocabulary) {
  AFTALE_TRY(NamedValues values, vocabulary.data_of(event.event, event.data));
  return Event{event.step, event.event, std::move(values)};
}

}  // namespace aftale::commands
