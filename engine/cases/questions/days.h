#pragma once
#include <string>
#include <vector>

#include "engine/cases/answers.h"
#include "engine/machine/case.h"
#include "engine/model/definition.h"
#include "engine/records/rows.h"

namespace aftale::cases {

/// A day of a case as calendars show it, without its words: a deadline, or the meeting of a body.
struct Day {
  CalendarDay::Kind kind = CalendarDay::Kind::deadline;
  std::string id;    ///< unique in the case, and the same for as long as the day lives
  std::string step;  ///< address of the step, or of the branch that waits for its turn
  time::CivilDate date;
  bool stands = true;                          ///< false: passed over or given up
  bool done = false;                           ///< a deadline that was met
  const records::WorkItemRow* item = nullptr;  ///< of a meeting: the body's item, where it has one
};

/// The days of a case: deadlines, then meetings. `branches` by number; of the rows only what says when a body meets is
/// read (branches: key, status, planned_on; items: branch, item, status, step, ballot, planned_on, decided_on). Of a
/// case that has ended only what was held and answered stands.
std::vector<Day> days_of(const machine::Case& instance, const model::Definition& definition,
                         const std::vector<records::BranchRow>& branches,
                         const std::vector<records::WorkItemRow>& items);

}  // namespace aftale::cases
