#include "engine/cases/questions/days.h"

#include "engine/lifecycle/case_life.h"
#include "engine/lifecycle/deadline_life.h"

namespace aftale::cases {
namespace {

/// Something past that belongs to what was: the answer came, in time or late.
bool was_kept_or_answered(lifecycle::DeadlineStatus status) {
  using lifecycle::DeadlineStatus;
  return status == DeadlineStatus::met || status == DeadlineStatus::met_late || status == DeadlineStatus::lifted;
}

void add_deadlines(const machine::Case& instance, const model::Definition& definition, bool goes_on,
                   std::vector<Day>& out) {
  for (const machine::BranchPtr& branch : instance.branches) {
    const model::Chart& chart = definition.charts[branch->chart];
    for (const machine::DeadlineState& deadline : branch->deadlines) {
      if (!deadline.due) continue;
      Day day;
      day.step = chart.path(deadline.state, branch->key);
      day.id = "deadline|" + day.step + "|" + chart.states[deadline.state].deadlines[deadline.deadline].id;
      day.date = *deadline.due;
      day.done = was_kept_or_answered(deadline.status);
      const bool waits = lifecycle::is_open(deadline.status) || lifecycle::is_overdue(deadline.status);
      day.stands = day.done || (goes_on && waits);
      out.push_back(std::move(day));
    }
  }
}

Day meeting(const records::BranchRow& branch, std::int64_t item, time::CivilDate date, bool stands) {
  Day day;
  day.kind = CalendarDay::Kind::meeting;
  day.id = "meeting|" + branch.key + "|" + std::to_string(item);
  day.step = branch.key;
  day.date = date;
  day.stands = stands;
  return day;
}

}  // namespace

std::vector<Day> days_of(const machine::Case& instance, const model::Definition& definition,
                         const std::vector<records::BranchRow>& branches,
                         const std::vector<records::WorkItemRow>& items) {
  const bool goes_on = !lifecycle::has_ended(instance.status);
  std::vector<Day> out;
  add_deadlines(instance, definition, goes_on, out);
  // A body's item: the day it is to be treated, or was. Its first has the id of the branch that waited for it.
  for (const records::BranchRow& row : branches) {
    const bool waits = row.status == machine::BranchStatus::waiting;
    if (waits && row.planned_on) out.push_back(meeting(row, 1, *row.planned_on, goes_on));
  }
  for (const records::WorkItemRow& item : items) {
    if (!item.ballot) continue;
    const bool held = item.status == lifecycle::ItemStatus::done && item.decided_on;
    const std::optional<time::CivilDate> date = held ? item.decided_on : item.planned_on;
    if (!date) continue;
    const bool stands = held || (goes_on && item.status == lifecycle::ItemStatus::open);
    Day day = meeting(branches[static_cast<std::size_t>(item.branch)], item.item, *date, stands);
    day.step = item.step;
    day.item = &item;
    out.push_back(std::move(day));
  }
  return out;
}

}  // namespace aftale::cases
