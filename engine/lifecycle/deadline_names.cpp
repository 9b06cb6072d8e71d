#include "engine/lifecycle/deadline_life.h"

namespace aftale::lifecycle {

std::string_view name(DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::waiting:
      return "waiting";
    case DeadlineStatus::warned:
      return "warned";
    case DeadlineStatus::missed:
      return "missed";
    case DeadlineStatus::met:
      return "met";
    case DeadlineStatus::met_late:
      return "met_late";
    case DeadlineStatus::lifted:
      return "lifted";
    case DeadlineStatus::cancelled:
      return "cancelled";
    case DeadlineStatus::waiting_paused:
      return "waiting_paused";
    case DeadlineStatus::warned_paused:
      return "warned_paused";
    case DeadlineStatus::missed_paused:
      return "missed_paused";
  }
  check_failed("a deadline status that exists", __FILE__, __LINE__);
}

std::string_view name(DeadlineEvent event) {
  switch (event) {
    case DeadlineEvent::warn:
      return "warn";
    case DeadlineEvent::miss:
      return "miss";
    case DeadlineEvent::meet_in_time:
      return "meet_in_time";
    case DeadlineEvent::meet_late:
      return "meet_late";
    case DeadlineEvent::cancel:
      return "cancel";
    case DeadlineEvent::pause:
      return "pause";
    case DeadlineEvent::unpause:
      return "unpause";
    case DeadlineEvent::move:
      return "move";
    case DeadlineEvent::renew:
      return "renew";
  }
  check_failed("a deadline event that exists", __FILE__, __LINE__);
}

template <>
std::optional<DeadlineStatus> from_name<DeadlineStatus>(std::string_view word) {
  return find_named(kDeadlineStatuses, word);
}
template <>
std::optional<DeadlineEvent> from_name<DeadlineEvent>(std::string_view word) {
  return find_named(kDeadlineEvents, word);
}

Text title(DeadlineStatus status) {
  switch (status) {
    case DeadlineStatus::waiting:
      return {"afventer", "waiting"};
    case DeadlineStatus::warned:
      return {"påmindet", "reminded"};
    case DeadlineStatus::missed:
      return {"overskredet", "overdue"};
    case DeadlineStatus::met:
      return {"overholdt", "met"};
    case DeadlineStatus::met_late:
      return {"opfyldt for sent", "met late"};
    case DeadlineStatus::lifted:
      return {"overholdt, men meldt efter fristen", "met, but reported after the due date"};
    case DeadlineStatus::cancelled:
      return {"bortfaldet", "cancelled"};
    case DeadlineStatus::waiting_paused:
      return {"afventer, på pause", "waiting, paused"};
    case DeadlineStatus::warned_paused:
      return {"påmindet, på pause", "reminded, paused"};
    case DeadlineStatus::missed_paused:
      return {"overskredet, på pause", "overdue, paused"};
  }
  check_failed("a deadline status that exists", __FILE__, __LINE__);
}

}  // namespace aftale::lifecycle
