#include <algorithm>
#include <tuple>

#include "engine/cases/case_rows.h"
#include "engine/cases/questions/day_history.h"
#include "engine/cases/questions/days.h"
#include "engine/cases/questions/queries.h"

namespace aftale::cases::queries {
namespace {

/// Those who act, or acted, in the step or inside it.
std::vector<std::string> contacts_in(const std::string& step, const std::vector<records::WorkItemRow>& items) {
  std::vector<std::string> contacts;
  for (const records::WorkItemRow& item : items) {
    const bool inside = item.step == step || item.step.starts_with(step + "/");
    if (inside && !item.contact.empty() && std::find(contacts.begin(), contacts.end(), item.contact) == contacts.end())
      contacts.push_back(item.contact);
  }
  return contacts;
}

CalendarDay shown(const Day& day, const machine::Case& instance, const Titles& titles,
                  const std::vector<records::WorkItemRow>& items) {
  CalendarDay out;
  out.kind = day.kind;
  out.case_key = instance.key;
  out.step = day.step;
  out.case_title = instance.title;
  out.id = day.id;
  out.date = day.date;
  out.stands = day.stands;
  out.done = day.done;
  if (day.kind == CalendarDay::Kind::deadline) {
    out.title = titles.of(day.step);
    out.contacts = contacts_in(day.step, items);
  } else {
    out.title = titles.body_at(day.step, day.item ? day.item->owner : Text());
    if (day.item) out.contacts = {day.item->contact};
  }
  return out;
}

/// Adds the days of one case, or none of them.
Result<void> add_days(const ReadModel& in, const std::string& key, std::vector<CalendarDay>& out) {
  AFTALE_TRY(const std::optional<records::LoadedCase> loaded, in.store.load(key));
  if (!loaded) return fail(find_case(in, key).error());
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(loaded->row.definition));
  AFTALE_TRY(const machine::Case instance, case_rows::read_case(*loaded, *definition));
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, loaded->row.id, loaded->branches));
  AFTALE_TRY(const DayHistory* const history, day_history(in, *loaded));
  Titles titles(loaded->branches, items);
  add_steps(titles, *definition);
  for (const Day& day : days_of(instance, *definition, loaded->branches, items)) {
    CalendarDay& added = out.emplace_back(shown(day, instance, titles, items));
    const DayHistory::Entry set = history->of(day, loaded->last_at);
    added.sequence = set.sequence;
    added.changed_at = set.changed_at;
  }
  return {};
}

}  // namespace

Result<Answer> calendar(const ReadModel& in, const std::string& key) {
  std::vector<std::string> keys{key};
  if (key.empty()) {
    keys.clear();
    AFTALE_TRY(const std::vector<records::CaseRow> rows, in.store.cases());
    for (const records::CaseRow& row : rows) keys.push_back(row.key);
  }
  CalendarAnswer answer;
  for (const std::string& one : keys) {
    const Result<void> added = add_days(in, one, answer.days);
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
