#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
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

inline constexpr std::array kCaseStatuses{CaseStatus::registered, CaseStatus::running,   CaseStatus::suspended,
                                          CaseStatus::completed,  CaseStatus::withdrawn, CaseStatus::faulted};
inline constexpr std::array kCaseEvents{CaseEvent::start,    CaseEvent::work,     CaseEvent::suspend, CaseEvent::resume,
                                        CaseEvent::withdraw, CaseEvent::complete, CaseEvent::fault,   CaseEvent::mend,
                                        CaseEvent::correct,  CaseEvent::move,     CaseEvent::note};
static_assert(in_order(kCaseStatuses, CaseStatus::faulted) && in_order(kCaseEvents, CaseEvent::note));

using CaseTable = Table<CaseStatus, CaseEvent, kCaseStatuses.size(), kCaseEvents.size()>;

/// Driven from the chart at the first call, from any thread.
const CaseTable& case_table();

/// The status after `event`; nothing if a case in `status` does not take it.
std::optional<CaseStatus> next(CaseStatus status, CaseEvent event);
std::vector<CaseEvent> allowed(CaseStatus status);

/// The refusal of what means `event` where a case in `status` does not take it. `word` names the command, `possible`
/// those that can be given instead. Codes: `already-exists` (a `start` of a case that has begun); else by where the
/// case is: `suspended`, `ended` (completed, withdrawn), `faulted`, `running`, `registered`.
tl::unexpected<ErrorPtr> refuse(CaseStatus status, CaseEvent event, const std::string& word,
                                std::vector<std::string> possible);

/// Completed or withdrawn: only a correction can bring it back.
bool has_ended(CaseStatus status);

/// The enumerators' own names.
std::string_view name(CaseStatus status);
std::string_view name(CaseEvent event);
template <>
std::optional<CaseStatus> from_name<CaseStatus>(std::string_view word);
template <>
std::optional<CaseEvent> from_name<CaseEvent>(std::string_view word);

/// For people, lower case: "sat i bero", "suspended".
Text title(CaseStatus status);

}  // namespace aftale::lifecycle

namespace aftale {
using lifecycle::CaseEvent;
using lifecycle::CaseStatus;
}  // namespace aftale
