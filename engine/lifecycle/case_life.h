#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/text.h"
#include "engine/lifecycle/table.h"

namespace aftale::lifecycle {

/// Where a case stands as a whole, whatever its process is. Stored by `name`; new ones go last.
enum class CaseStatus : std::uint8_t {
  registered,  ///< made, and its first step not yet taken; lasts only while `open` is carried out
  running,
  suspended,  ///< a person put it to rest, or it was faulted and has been mended: no timer fires, no event is taken
  completed,  ///< its chart reached a final state
  withdrawn,
  faulted  ///< a timer failed; nothing fires until it is mended by correcting or moving it, and resumed
};

/// What can happen to a case as a whole.
enum class CaseEvent : std::uint8_t {
  start,
  work,  ///< any input of the process itself: event, ballot, document, timer; the status stays
  suspend,
  resume,
  withdraw,
  complete,
  fault,
  mend,     ///< a correction or a move took away what had faulted: the case then waits for `resume`
  correct,  ///< an entry is struck; the status itself follows from the replay
  move,     ///< to a newer definition
  note      ///< written down, and the process itself goes on as it was: the next cycle was opened, somebody was told
};

/// The kinds of input a journal knows. `fire` and `fault` come from the engine, `heard` and `unheard` from other cases.
enum class CaseInput : std::uint8_t {
  open,
  event,
  record,
  attach,
  freeze,
  suspend,
  resume,
  withdraw,
  correct,
  move,
  fire,
  fault,
  heard,
  unheard,
  renew
};

inline constexpr std::array kCaseStatuses{CaseStatus::registered, CaseStatus::running,   CaseStatus::suspended,
                                          CaseStatus::completed,  CaseStatus::withdrawn, CaseStatus::faulted};
inline constexpr std::array kCaseEvents{CaseEvent::start,    CaseEvent::work,     CaseEvent::suspend, CaseEvent::resume,
                                        CaseEvent::withdraw, CaseEvent::complete, CaseEvent::fault,   CaseEvent::mend,
                                        CaseEvent::correct,  CaseEvent::move,     CaseEvent::note};
inline constexpr std::array kCaseInputs{CaseInput::open,    CaseInput::event,   CaseInput::record, CaseInput::attach,
                                        CaseInput::freeze,  CaseInput::suspend, CaseInput::resume, CaseInput::withdraw,
                                        CaseInput::correct, CaseInput::move,    CaseInput::fire,   CaseInput::fault,
                                        CaseInput::heard,   CaseInput::unheard, CaseInput::renew};
static_assert(in_order(kCaseStatuses, CaseStatus::faulted) && in_order(kCaseEvents, CaseEvent::note) &&
              in_order(kCaseInputs, CaseInput::renew));

using CaseTable = Table<CaseStatus, CaseEvent, kCaseStatuses.size(), kCaseEvents.size()>;

/// Driven from the chart at the first call, from any thread.
const CaseTable& case_table();

/// The status after `event`; nothing if a case in `status` does not take it.
std::optional<CaseStatus> next(CaseStatus status, CaseEvent event);
std::vector<CaseEvent> allowed(CaseStatus status);

/// The event that an input means for the life cycle.
CaseEvent event_of(CaseInput input);
/// Whether a case in `status` takes inputs of this kind; cheap enough for every step.
bool takes(CaseStatus status, CaseInput input);
/// The status after an input of this kind, or a refusal whose `possible` names the commands that can be given instead.
/// Codes: `already-exists` (an `open` of a case that has begun); else by where the case is: `suspended`, `ended`
/// (completed, withdrawn), `faulted`, `running`, `registered`.
Result<CaseStatus> admit(CaseStatus status, CaseInput input);

/// Completed or withdrawn: only a correction can bring it back.
bool has_ended(CaseStatus status);

/// The enumerators' own names.
std::string_view name(CaseStatus status);
std::string_view name(CaseEvent event);
std::string_view name(CaseInput input);
template <>
std::optional<CaseStatus> from_name<CaseStatus>(std::string_view word);
template <>
std::optional<CaseEvent> from_name<CaseEvent>(std::string_view word);
template <>
std::optional<CaseInput> from_name<CaseInput>(std::string_view word);

/// For people, lower case: "sat i bero", "suspended".
Text title(CaseStatus status);

}  // namespace aftale::lifecycle

namespace aftale {
using lifecycle::CaseEvent;
using lifecycle::CaseInput;
using lifecycle::CaseStatus;
}  // namespace aftale
