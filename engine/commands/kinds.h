#pragma once
#include <cstdint>
#include <string_view>
#include <variant>

#include "engine/base/result.h"
#include "engine/commands/attach.h"
#include "engine/commands/correct.h"
#include "engine/commands/event.h"
#include "engine/commands/fault.h"
#include "engine/commands/fire.h"
#include "engine/commands/freeze.h"
#include "engine/commands/heard.h"
#include "engine/commands/list.h"
#include "engine/commands/move_to.h"
#include "engine/commands/open.h"
#include "engine/commands/propose.h"
#include "engine/commands/record.h"
#include "engine/commands/renew.h"
#include "engine/commands/resume.h"
#include "engine/commands/suspend.h"
#include "engine/commands/unheard.h"
#include "engine/commands/withdraw.h"
#include "engine/lifecycle/case_life.h"

/// The list of kinds: what can happen to a case. Its order is that of the journal's numbers, from 1, and those that
/// people ask for are recognised by their place among themselves: a new kind goes last, and none ever moves.
namespace aftale::commands {

using Input = std::variant<Open, Event, Record, Attach, Freeze, Suspend, Resume, Withdraw, Fault, Fire, Heard, Unheard,
                           Renew, Correct, MoveTo, Propose>;

/// The same by their numbers, for who has a row of the journal.
enum class InputKind : std::uint8_t {
  open = 1,
  event,
  record,
  attach,
  freeze,
  suspend,
  resume,
  withdraw,
  fault,
  fire,
  heard,
  unheard,
  renew,
  correct,
  move,
  propose
};
inline constexpr InputKind kLastInputKind = InputKind::propose;
static_assert(std::variant_size_v<Input> == static_cast<std::size_t>(kLastInputKind));

/// What people ask for.
using Intent = Kinds<Input>::Intent;

inline InputKind kind_of(const Input& input) {
  return static_cast<InputKind>(input.index() + 1);
}
constexpr const Kind& described(InputKind kind) {
  return Kinds<Input>::kAll[static_cast<std::size_t>(kind) - 1];
}
constexpr std::string_view name_of(InputKind kind) {
  return described(kind).name;
}

/// Whether a case in `status` takes inputs of this kind; cheap enough for every step.
bool takes(lifecycle::CaseStatus status, InputKind kind);
/// The status after an input of this kind, or a refusal whose `possible` names the commands that can be given instead.
/// Codes as lifecycle::refuse.
Result<lifecycle::CaseStatus> admit(lifecycle::CaseStatus status, InputKind kind);

}  // namespace aftale::commands
