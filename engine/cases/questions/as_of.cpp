#include "engine/cases/questions/as_of.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/cases/entries.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/cases/replay/replayer.h"
#include "engine/cases/replay/store_as_of.h"
#include "engine/machine/format/payload.h"
#include "engine/time/format.h"

namespace aftale::cases {
namespace {

using machine::InputKind;

struct Moment {
  time::CivilDate day;
  time::Instant until;
};

Moment moment_of(const AsOf& as_of, const time::Zone& zone) {
  if (!as_of.at) return {zone.date_of(*as_of.known_at), *as_of.known_at};
  return {*as_of.at, time::Instant{zone.end_of(*as_of.at).micros - 1}};
}

time::CivilDate day_of(const records::JournalRow& row, const time::Zone& zone) {
  return row.effective ? *row.effective : zone.date_of(row.at);
}

Numbers numbers_of(const std::vector<records::JournalRow>& entries) {
  Numbers numbers;
  for (const records::JournalRow& row : entries) {
    if (static_cast<InputKind>(row.kind) == InputKind::fire)
      numbers.add(row.input, {static_cast<std::uint64_t>(row.revision), row.at});
  }
  return numbers;
}

Text left_out(const ReadModel& in, const WorkingCopy& work, const records::JournalRow& row, const ErrorPtr& why) {
  Text title;
  if (const Result<Titles> titles = queries::titles_of(in, work.instance().id, work.definition()))
    title = queries::title_of(row, *titles);
  const std::string number = std::to_string(row.revision);
  const Text& reason = why->findings.front().message;
  return {work.instance().key + ": post " + number + " (" + title.in(Language::da) +
              ") er ikke regnet med, fordi den ikke passer ind den dag: " + reason.in(Language::da),
          work.instance().key + ": entry " + number + " (" + title.in(Language::en) +
              ") is left out, because it does not fit on that day: " + reason.in(Language::en)};
}

/// Puts a case as it stood; nothing where it was not open yet.
Result<void> put_standing(const ReadModel& in, const records::CaseRow& row, const AsOf& as_of, StoreAsOf& past,
                          std::vector<Text>& notes) {
  AFTALE_TRY(std::vector<records::JournalRow> all, entries_of(in, row.id));
  AFTALE_TRY(const Digest first, first_definition(row.definition, all));
  AFTALE_TRY(const model::DefinitionPtr definition, in.definitions.get(first));
  const time::Zone& zone = definition->calendar.zone;
  const Moment then = moment_of(as_of, zone);
  const std::vector<records::JournalRow> entries = known(std::move(all), as_of);
  const auto counts = [&](const records::JournalRow& entry) { return !as_of.at || day_of(entry, zone) <= then.day; };
  if (entries.empty() || !counts(entries.front())) return {};

  machine::Case instance;
  instance.id = row.id;
  instance.key = row.key;
  instance.semantics = static_cast<int>(row.semantics);
  const Strikes strikes(entries);
  Timeline course(in.definitions, unbegun(instance, definition, std::min(entries.front().at, then.until)), strikes,
                  numbers_of(entries), kFreshNumbers);
  for (const records::JournalRow& entry : entries) {
    if (!counts(entry)) continue;
    const Result<void> taken = course.take(entry, std::min(entry.at, then.until));
    if (taken) continue;
    // A case that cannot even be opened is damaged, and audit says how.
    if (&entry == &entries.front()) return fail(taken.error());
    notes.push_back(left_out(in, course.work(), entry, taken.error()));
  }
  course.settle(then.until);
  records::Commit rows;
  course.work().flush(rows);
  past.put(rows);
  return {};
}

tl::unexpected<ErrorPtr> not_yet(const records::CaseRow& row, const Moment& then, const time::Zone& zone) {
  const time::CivilDate opened = zone.date_of(row.opened_at);
  return fail(Error::Kind::not_found, "not-yet",
              Text{"Sagen " + row.key + " stod her ikke den " + time::short_date(then.day, Language::da) +
                       ". Den blev åbnet " + time::short_date(opened, Language::da),
                   "The case " + row.key + " was not here on " + time::short_date(then.day, Language::en) +
                       ". It was opened on " + time::short_date(opened, Language::en)});
}

}  // namespace

std::vector<records::JournalRow> known(std::vector<records::JournalRow> entries, const AsOf& as_of) {
  if (as_of.known_at)
    std::erase_if(entries, [&](const records::JournalRow& row) { return row.recorded_at > *as_of.known_at; });
  return entries;
}

AsOf as_of(const Question& question) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.as_of; }) {
          return one.as_of;
        } else {
          return AsOf();
        }
      },
      question);
}

bool takes_long(const Question& question) {
  if (std::holds_alternative<Audit>(question)) return true;
  if (const auto* all = std::get_if<Export>(&question)) return all->key.empty();
  if (const auto* all = std::get_if<Calendar>(&question)) return all->key.empty();
  return false;
}

Result<Answer> ask_as_of(const ReadModel& in, const AsOf& as_of, const std::string& key, const time::Zone& zone,
                         const std::function<Result<Answer>(const ReadModel& then, time::CivilDate day)>& question) {
  StoreAsOf past(in.store);
  std::vector<records::CaseRow> rows;
  if (key.empty()) {
    AFTALE_TRY(rows, in.store.cases());
  } else {
    AFTALE_TRY(records::CaseRow row, queries::find_case(in, key));
    rows.push_back(std::move(row));
  }
  std::vector<Text> notes;
  for (const records::CaseRow& row : rows) AFTALE_TRY_VOID(put_standing(in, row, as_of, past, notes));
  const Moment then = moment_of(as_of, zone);
  if (!key.empty()) {
    AFTALE_TRY(const std::optional<records::CaseRow> there, past.find_case(key));
    if (!there) return not_yet(rows.front(), then, zone);
  }
  DayHistories days;
  AFTALE_TRY(Answer answer, question(in.over(past, days), then.day));
  answer.notes = std::move(notes);
  return answer;
}

}  // namespace aftale::cases
