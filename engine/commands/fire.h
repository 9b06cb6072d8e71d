#pragma once
#include <cstdint>
#include <string_view>

#include "engine/commands/fields.h"
#include "engine/commands/kind.h"
#include "engine/model/workflow.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

/// A date that has come.
namespace aftale::commands {

using BranchNo = std::uint32_t;  ///< index in machine::Case::branches; 0 is the case's own chart

/// One instant at which something in a branch is due. Derived from the configuration and its data; kept so that the
/// next one is found at once.
struct Timer {
  /// At one instant in this order. `then`: what a missed deadline leads to, where `grace` delays it.
  enum class Kind : std::uint8_t { remind, overdue, timed, then };
  time::Instant due;
  time::CivilDate date;  ///< the civil day it stands for; `due` follows from it and the calendar
  Kind kind = Kind::timed;
  model::StateIx state = 0;
  std::uint16_t rule = 0;    ///< index in State::deadlines or State::timed
  std::uint16_t moment = 0;  ///< of a reminder: index in Deadline::warn, or kAgainMoment + DeadlineState::looks
};
/// From here on moments are those that a table of escalation has asked for.
inline constexpr std::uint16_t kAgainMoment = 16;

/// The only input nobody sends: machine::settle derives it.
struct Fire {
  using Asked = void;
  static constexpr Kind kKind{"fire", lifecycle::CaseEvent::work};

  BranchNo branch = 0;
  Timer timer;
};

template <class Visitor>
void fields(Visitor& visit, Of<Visitor, Fire>& fire) {
  static constexpr std::string_view kKinds[] = {"remind", "overdue", "timed", "then"};
  visit.member("branch", fire.branch);
  visit.choice("kind", fire.timer.kind, kKinds, Timer::Kind::timed);
  visit.member("date", fire.timer.date);
  visit.member("state", fire.timer.state);
  visit.member("rule", fire.timer.rule);
  if (fire.timer.kind == Timer::Kind::remind) visit.member("moment", fire.timer.moment);
}

}  // namespace aftale::commands
