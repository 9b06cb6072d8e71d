#include "engine/lifecycle/deadline_life.h"

#include "engine/lifecycle/chart.h"

namespace aftale::lifecycle {

namespace {

using chart::Goes;
using chart::list;
using chart::Named;
using chart::Stays;
using chart::sc::custom_reaction;
using chart::sc::result;
using chart::sc::simple_state;
using enum DeadlineEvent;

struct Boot;
struct DeadlineChart : chart::Machine<DeadlineChart, Boot, DeadlineStatus> {};

struct Waiting;
struct Warned;
struct Missed;
struct Met;
struct MetLate;
struct Lifted;
struct Cancelled;
struct WaitingPaused;
struct WarnedPaused;
struct MissedPaused;

// A date that is past when its state is entered is missed without a reminder; minutes can show a late decision
// before the clock of a paused or moved date has said so.
struct Waiting : Named<Waiting, DeadlineChart, DeadlineStatus::waiting> {
  using Named::Named;
  using reactions = list<Goes<warn, Warned>, Goes<miss, Missed>, Goes<meet_in_time, Met>, Goes<meet_late, MetLate>,
                         Goes<cancel, Cancelled>, Goes<pause, WaitingPaused>, Stays<move>>;
};

struct Warned : Named<Warned, DeadlineChart, DeadlineStatus::warned> {
  using Named::Named;
  using reactions = list<Stays<warn>, Goes<miss, Missed>, Goes<meet_in_time, Met>, Goes<meet_late, MetLate>,
                         Goes<cancel, Cancelled>, Goes<pause, WarnedPaused>, Goes<move, Waiting>>;
};

// A state that is left by the deadline's own `then` leaves it missed for good, hence `renew`.
struct Missed : Named<Missed, DeadlineChart, DeadlineStatus::missed> {
  using Named::Named;
  using reactions = list<Goes<meet_in_time, Lifted>, Goes<meet_late, MetLate>, Goes<cancel, Cancelled>,
                         Goes<pause, MissedPaused>, Goes<move, Waiting>, Goes<renew, Waiting>>;
};

struct Met : Named<Met, DeadlineChart, DeadlineStatus::met> {
  using Named::Named;
  using reactions = Goes<renew, Waiting>;
};

struct MetLate : Named<MetLate, DeadlineChart, DeadlineStatus::met_late> {
  using Named::Named;
  using reactions = Goes<renew, Waiting>;
};

struct Lifted : Named<Lifted, DeadlineChart, DeadlineStatus::lifted> {
  using Named::Named;
  using reactions = Goes<renew, Waiting>;
};

struct Cancelled : Named<Cancelled, DeadlineChart, DeadlineStatus::cancelled> {
  using Named::Named;
  using reactions = Goes<renew, Waiting>;
};

// Flat twins, not one paused state with history: a history could not be restored.
struct WaitingPaused : Named<WaitingPaused, DeadlineChart, DeadlineStatus::waiting_paused> {
  using Named::Named;
  using reactions = list<Goes<unpause, Waiting>, Goes<meet_in_time, Met>, Goes<meet_late, MetLate>,
                         Goes<cancel, Cancelled>, Stays<move>>;
};

struct WarnedPaused : Named<WarnedPaused, DeadlineChart, DeadlineStatus::warned_paused> {
  using Named::Named;
  using reactions = list<Goes<unpause, Warned>, Goes<meet_in_time, Met>, Goes<meet_late, MetLate>,
                         Goes<cancel, Cancelled>, Goes<move, WaitingPaused>>;
};

struct MissedPaused : Named<MissedPaused, DeadlineChart, DeadlineStatus::missed_paused> {
  using Named::Named;
  using reactions = list<Goes<unpause, Missed>, Goes<meet_in_time, Lifted>, Goes<meet_late, MetLate>,
                         Goes<cancel, Cancelled>, Goes<move, WaitingPaused>>;
};

struct Boot : simple_state<Boot, DeadlineChart> {
  using reactions = custom_reaction<chart::Restore<DeadlineStatus>>;

  result react(const chart::Restore<DeadlineStatus>& event) {
    switch (event.to) {
      case DeadlineStatus::waiting:
        return transit<Waiting>();
      case DeadlineStatus::warned:
        return transit<Warned>();
      case DeadlineStatus::missed:
        return transit<Missed>();
      case DeadlineStatus::met:
        return transit<Met>();
      case DeadlineStatus::met_late:
        return transit<MetLate>();
      case DeadlineStatus::lifted:
        return transit<Lifted>();
      case DeadlineStatus::cancelled:
        return transit<Cancelled>();
      case DeadlineStatus::waiting_paused:
        return transit<WaitingPaused>();
      case DeadlineStatus::warned_paused:
        return transit<WarnedPaused>();
      case DeadlineStatus::missed_paused:
        return transit<MissedPaused>();
    }
    check_failed("a deadline status that exists", __FILE__, __LINE__);
  }
};

}  // namespace

const DeadlineTable& deadline_table() {
  static const DeadlineTable table = chart::drive<DeadlineChart, kDeadlineStatuses, kDeadlineEvents>();
  return table;
}

std::optional<DeadlineStatus> next(DeadlineStatus status, DeadlineEvent event) {
  return deadline_table().next(status, event);
}

std::vector<DeadlineEvent> allowed(DeadlineStatus status) {
  return deadline_table().allowed(status);
}

bool is_open(DeadlineStatus status) {
  return next(status, meet_in_time).has_value();
}

bool is_paused(DeadlineStatus status) {
  return next(status, unpause).has_value();
}

bool is_overdue(DeadlineStatus status) {
  return status == DeadlineStatus::missed || status == DeadlineStatus::missed_paused;
}

}  // namespace aftale::lifecycle
