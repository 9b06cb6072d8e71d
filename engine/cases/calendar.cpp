#include <algorithm>
#include <tuple>

#include "engine/cases/queries.h"
#include "engine/cases/records.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/machine/step.h"

namespace aftale::cases::queries {
namespace {

/// Something past that belongs to what was: the answer came, in time or late.
bool was_kept_or_answered(lifecycle::DeadlineStatus status) {
  using lifecycle::DeadlineStatus;
  return status == DeadlineStatus::met || status == DeadlineStatus::met_late || status == DeadlineStatus::lifted;
}

/// The days of one case.
class Days {
 public:
  Days(const machine::Case& kase, const Titles& titles, const std::vector<ports::WorkItemRow>& items,
       std::vector<CalendarDay>& out)
      : kase_(kase), titles_(titles), items_(items), out_(out), goes_on_(!lifecycle::has_ended(kase.status)) {}

  void deadlines(const model::Definition& definition) {
    for (const machine::BranchPtr& branch : kase_.branches) {
      const model::Chart& chart = definition.charts[branch->chart];
      for (const machine::DeadlineState& deadline : branch->deadlines) {
        if (!deadline.due) continue;
        const std::string step = chart.path(deadline.state, branch->key);
        const std::string id = "deadline|" + step + "|" + chart.states[deadline.state].deadlines[deadline.deadline].id;
        const bool done = was_kept_or_answered(deadline.status);
        const bool waits = lifecycle::is_open(deadline.status) || lifecycle::is_overdue(deadline.status);
        CalendarDay& day =
            add(CalendarDay::Kind::deadline, id, step, titles_.of(step), *deadline.due, done || (goes_on_ && waits));
        day.done = done;
        day.contacts = contacts_in(step);
      }
    }
  }

  // A body's item: the day it is to be treated, or was. Its first has the id of the branch that waited for it.
  void meetings(const std::vector<ports::BranchRow>& branches) {
    for (const ports::BranchRow& row : branches) {
      const bool waits = row.status == static_cast<std::int64_t>(machine::BranchStatus::waiting);
      if (waits && row.planned_on)
        add(CalendarDay::Kind::meeting, meeting_id(row, 1), row.key, titles_.body_at(row.key, {}), *row.planned_on,
            goes_on_);
    }
    for (const ports::WorkItemRow& item : items_) {
      if (!item.ballot) continue;
      const bool held = item.status == 1 && item.decided_on;
      const std::optional<time::CivilDate> day = held ? item.decided_on : item.planned_on;
      if (!day) continue;
      const ports::BranchRow& branch = branches[static_cast<std::size_t>(item.branch)];
      add(CalendarDay::Kind::meeting, meeting_id(branch, item.item), item.step, titles_.body_at(item.step, item.owner),
          *day, held || (goes_on_ && item.status == 0))
          .contacts = {item.contact};
    }
  }

 private:
  static std::string meeting_id(const ports::BranchRow& branch, std::int64_t item) {
    return "meeting|" + branch.key + "|" + std::to_string(item);
  }
  /// Those who act, or acted, in the step or inside it.
  std::vector<std::string> contacts_in(const std::string& step) const {
    std::vector<std::string> contacts;
    for (const ports::WorkItemRow& item : items_) {
      const bool inside = item.step == step || item.step.starts_with(step + "/");
      if (inside && !item.contact.empty() &&
          std::find(contacts.begin(), contacts.end(), item.contact) == contacts.end())
        contacts.push_back(item.contact);
    }
    return contacts;
  }
  CalendarDay& add(CalendarDay::Kind kind, std::string id, std::string step, Text title, time::CivilDate date,
                   bool stands) {
    CalendarDay day;
    day.kind = kind;
    day.case_key = kase_.key;
    day.step = std::move(step);
    day.case_title = kase_.title;
    day.title = std::move(title);
    day.id = std::move(id);
    day.date = date;
    day.stands = stands;
    day.revision = static_cast<std::int64_t>(kase_.revision);
    out_.push_back(std::move(day));
    return out_.back();
  }

  const machine::Case& kase_;
  const Titles& titles_;
  const std::vector<ports::WorkItemRow>& items_;
  std::vector<CalendarDay>& out_;
  bool goes_on_;  // of a case that has ended only what was held and answered remains
};

/// Adds the days of one case, or none of them.
Result<void> add_days(Engine& engine, const std::string& key, std::vector<CalendarDay>& out) {
  AFTALE_TRY(const std::optional<ports::LoadedCase> loaded, engine.store.load(key));
  if (!loaded) return fail(find_case(engine, key).error());
  AFTALE_TRY(const model::DefinitionPtr definition, engine.definitions.get(loaded->row.definition));
  AFTALE_TRY(const machine::Case kase, records::read_case(*loaded, *definition));
  AFTALE_TRY(const std::vector<ports::WorkItemRow> items, items_of(engine, loaded->row.id, loaded->branches));
  Titles titles(loaded->branches, items);
  add_steps(titles, *definition);
  Days days(kase, titles, items, out);
  days.deadlines(*definition);
  days.meetings(loaded->branches);
  return {};
}

}  // namespace

Result<Answer> calendar(Engine& engine, const std::string& key) {
  std::vector<std::string> keys{key};
  if (key.empty()) {
    keys.clear();
    AFTALE_TRY(const std::vector<ports::CaseRow> rows, engine.store.cases());
    for (const ports::CaseRow& row : rows) keys.push_back(row.key);
  }
  CalendarAnswer answer;
  for (const std::string& one : keys) {
    const Result<void> added = add_days(engine, one, answer.days);
    if (added) continue;
    // One case that is damaged keeps no other from being shown.
    if (!key.empty() || added.error()->kind != Error::Kind::damaged) return fail(added.error());
    answer.damaged.push_back({0, one, added.error()->findings.front()});
  }
  std::sort(answer.days.begin(), answer.days.end(), [](const CalendarDay& left, const CalendarDay& right) {
    return std::tie(left.date, left.case_key, left.id) < std::tie(right.date, right.case_key, right.id);
  });
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
