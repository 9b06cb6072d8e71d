#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/lifecycle/table.h"

namespace aftale::lifecycle {

/// What has been said about a due date, which the chart of the process does not know. Part of a branch's stored state,
/// by `name`; new ones go last.
enum class DeadlineStatus : std::uint8_t {
  waiting,    ///< nothing said yet
  warned,     ///< at least one reminder sent for this due date
  missed,     ///< marked overdue; the minutes may still come
  met,        ///< decided and recorded in time
  met_late,   ///< decided after the due date
  lifted,     ///< was marked overdue, but late minutes show that it had been decided in time
  cancelled,  ///< its state was left without an answer to it
  waiting_paused,
  warned_paused,
  missed_paused
};

enum class DeadlineEvent : std::uint8_t {
  warn,          ///< a reminder goes out
  miss,          ///< the due date is over
  meet_in_time,  ///< its state is left, effective on or before the due date
  meet_late,     ///< its state is left, effective after the due date
  cancel,
  pause,  ///< its clock rests: a state of `pause_in`, or a branch that is kept while its `for_each` is left
  unpause,
  move,  ///< a new due date: nothing has been said about that one, and an overdue mark goes
  renew  ///< its state is entered again
};

inline constexpr std::array kDeadlineStatuses{DeadlineStatus::waiting,       DeadlineStatus::warned,
                                              DeadlineStatus::missed,        DeadlineStatus::met,
                                              DeadlineStatus::met_late,      DeadlineStatus::lifted,
                                              DeadlineStatus::cancelled,     DeadlineStatus::waiting_paused,
                                              DeadlineStatus::warned_paused, DeadlineStatus::missed_paused};
inline constexpr std::array kDeadlineEvents{
    DeadlineEvent::warn,      DeadlineEvent::miss,   DeadlineEvent::meet_in_time,
    DeadlineEvent::meet_late, DeadlineEvent::cancel, DeadlineEvent::pause,
    DeadlineEvent::unpause,   DeadlineEvent::move,   DeadlineEvent::renew};
static_assert(in_order(kDeadlineStatuses, DeadlineStatus::missed_paused) &&
              in_order(kDeadlineEvents, DeadlineEvent::renew));

using DeadlineTable = Table<DeadlineStatus, DeadlineEvent, kDeadlineStatuses.size(), kDeadlineEvents.size()>;

/// Driven from the chart at the first call, from any thread.
const DeadlineTable& deadline_table();

/// The status after `event`; nothing if the event does not fit.
std::optional<DeadlineStatus> next(DeadlineStatus status, DeadlineEvent event);
std::vector<DeadlineEvent> allowed(DeadlineStatus status);

/// It can still be met, in time or late; overdue and paused ones too.
bool is_open(DeadlineStatus status);
/// Its clock rests; no reminder, no overdue mark until it goes on.
bool is_paused(DeadlineStatus status);
/// It carries the overdue mark, paused or not.
bool is_overdue(DeadlineStatus status);

std::string_view name(DeadlineStatus status);
std::string_view name(DeadlineEvent event);
template <>
std::optional<DeadlineStatus> from_name<DeadlineStatus>(std::string_view word);
template <>
std::optional<DeadlineEvent> from_name<DeadlineEvent>(std::string_view word);

/// For people, lower case: "overskredet", "overdue".
Text title(DeadlineStatus status);

}  // namespace aftale::lifecycle

namespace aftale {
using lifecycle::DeadlineEvent;
using lifecycle::DeadlineStatus;
}  // namespace aftale
