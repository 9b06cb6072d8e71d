#pragma once
#include "engine/cases/answers.h"

/// Internal: a message that waits, as it crosses the socket.
namespace aftale::cases {

template <class Wire, class Line>
void waiting(Wire& wire, Line& line) {
  wire.word("from", line.from);
  wire.word("event", line.event);
  wire.word("step", line.step);
  wire.member("told", line.told);
}

}  // namespace aftale::cases
