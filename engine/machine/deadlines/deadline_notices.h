#pragma once
#include <optional>
#include <string>

#include "engine/machine/chart/run.h"
#include "engine/machine/deadlines/work_items.h"

/// What is said about a deadline, and that it was kept after all.
namespace aftale::machine {

/// What is said about a deadline, apart from who hears it.
struct Saying {
  std::string template_name;
  std::optional<time::CivilDate> due;
  Notify::Asks asks = Notify::Asks::nothing;
  bool secretariat_too = false;  ///< also where the state has an owner of its own
};
/// Reminder, overdue mark or, for older cases, its correction, where no table decides; its due date is the deadline's.
/// Owner of the state, or of each step still open inside with one list for the secretariat.
void tell_about_deadline(Run& run, BranchNo branch, DeadlineState& deadline, Saying saying, const std::string& moment);

/// The same about any step, due on any day or on none. `stem` begins the keys. `remembers`: there is kept who is told
/// that the day has passed, or of a meeting.
void tell_about_step(Run& run, OpenWork step, const Saying& saying, const std::string& stem,
                     DeadlineState* remembers = nullptr);

/// The deadline was kept after all: tells everybody who was told that it had passed, about the same step, once.
void correct_deadline(Run& run, BranchNo branch, DeadlineState& deadline);
/// A branch has ended. Where the deadline of all branches has passed and this one was in time, those who were told
/// about it need not wait for the others.
void correct_branch(Run& run, BranchNo ended);

}  // namespace aftale::machine
