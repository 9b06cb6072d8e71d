#include <algorithm>
#include <functional>
#include <map>
#include <span>

#include "engine/base/json.h"
#include "engine/base/limits.h"
#include "engine/cases/entries.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/timeline.h"
#include "engine/cases/titles.h"
#include "engine/commands/reason.h"
#include "engine/machine/format/payload.h"
#include "engine/time/format.h"

namespace aftale::cases::queries {
namespace {

using machine::InputKind;

Text with_place(const Text& where, const Text& what) {
  return {where.in(Language::da) + ": " + what.in(Language::da), where.in(Language::en) + ": " + what.in(Language::en)};
}

/// Who was passed over, and that a word has no effect: what cannot be seen from the minutes.
Text with_notes(const records::JournalRow& row, Text text) {
  const Result<Json> outcome = Json::parse(row.outcome);
  if (!outcome || static_cast<InputKind>(row.kind) != InputKind::record) return text;
  for (const Json& note : (*outcome)["notes"].items()) {
    if (note["code"].text() != "passed-over" && note["code"].text() != "without-effect") continue;
    text.da += " – " + note["da"].text();
    text.en += " – " + note["en"].text();
  }
  return text;
}

Text record_title(const machine::Record& record, const Text& where) {
  Text text{where.da + ": " + record.outcome, where.en + ": " + record.outcome};
  text.da += " (møde " + time::short_date(record.meeting, Language::da) + ")";
  text.en += " (meeting " + time::short_date(record.meeting, Language::en) + ")";
  if (record.next) {
    text.da += "; næste møde " + time::short_date(*record.next, Language::da);
    text.en += "; next meeting " + time::short_date(*record.next, Language::en);
  }
  for (const std::string& remark : record.remarks) {
    text.da += "; bemærkning: " + remark;
    text.en += "; remark: " + remark;
  }
  if (!record.minority.empty()) {
    text.da += "; mindretal: " + record.minority;
    text.en += "; minority: " + record.minority;
  }
  for (const auto& [document, version] : record.versions) {
    const std::string of = document.empty() ? std::string() : " (" + document + ")";
    text.da += "; version " + std::to_string(version) + of;
    text.en += "; version " + std::to_string(version) + of;
  }
  if (!record.minutes.empty()) {
    text.da += "; referat: " + record.minutes;
    text.en += "; minutes: " + record.minutes;
  }
  if (record.closed) {
    text.da += "; for lukkede døre";
    text.en += "; behind closed doors";
  }
  return text;
}

Text fire_title(const machine::Timer& timer, const Text& where) {
  using Kind = machine::Timer::Kind;
  const std::string da = time::short_date(timer.date, Language::da);
  const std::string en = time::short_date(timer.date, Language::en);
  switch (timer.kind) {
    case Kind::remind:
      if (timer.moment >= machine::kAgainMoment)
        return {where.da + ": der er fulgt op på fristen", where.en + ": the deadline was followed up"};
      return {where.da + ": påmindelse om fristen", where.en + ": reminder of the deadline"};
    case Kind::then:
      return {where.da + ": fristen udløb uden svar", where.en + ": the deadline ran out unanswered"};
    case Kind::overdue:
      return {where.da + ": fristen " + da + " er overskredet", where.en + ": the deadline " + en + " has passed"};
    case Kind::timed:
      break;
  }
  return {where.da + ": datoen " + da + " er nået", where.en + ": the date " + en + " has come"};
}

Text told(const std::string& event, const Titles& titles) {
  return event == machine::kLinkEnded ? Text{"den er slut", "it has ended"} : titles.event(event);
}

// "Sagen X fortæller: aftalen er ophørt", and where nothing took it so.
Text heard_title(const machine::Heard& heard, const Json& outcome, const Titles& titles) {
  const Text event = told(heard.event.name, titles);
  Text text{"Sagen " + heard.from + " fortæller: " + event.da, "The case " + heard.from + " tells: " + event.en};
  if (outcome["event"].text() == "unheard") {
    text.da += " (uden virkning: intet tog imod det)";
    text.en += " (without effect: nothing took it)";
  }
  if (outcome["event"].text() == "waits") {
    text.da += " (venter)";
    text.en += " (waits)";
  }
  return text;
}

Text unheard_title(const machine::Unheard& unheard, const Titles& titles) {
  const Text event = told(unheard.event, titles);
  return {"Sagen " + unheard.to + " tog ikke imod: " + event.da,
          "The case " + unheard.to + " did not take: " + event.en};
}

Text renewed_title(const Json& outcome) {
  const std::vector<Json>& opens = outcome["opens"].items();
  const std::string key = opens.empty() ? std::string() : opens.front().text();
  return {"Fornyet: næste sag er " + key, "Renewed: the next case is " + key};
}

// "strøget af post 14: mødet var i 2022"
Text struck_by(const records::JournalRow& correction) {
  const Result<machine::Input> input = machine::read_untyped(InputKind::correct, correction.input);
  const std::string number = std::to_string(correction.revision);
  return commands::with_reason({"strøget af post " + number, "struck by entry " + number},
                               input ? std::get<machine::Correct>(*input).reason : std::string());
}

/// What was done, said of an input. Most kinds say it themselves; here are those that take the outcome as well, or the
/// titles of the case.
struct WhatWasDone {
  const Json& outcome;
  const Titles& titles;

  Text where() const { return titles.of(outcome["at"].text()); }

  Text operator()(const machine::Event& event) const { return with_place(where(), titles.event(event.name)); }
  Text operator()(const machine::Record& record) const { return record_title(record, where()); }
  Text operator()(const machine::Fire& fire) const { return fire_title(fire.timer, where()); }
  Text operator()(const machine::Heard& heard) const { return heard_title(heard, outcome, titles); }
  Text operator()(const machine::Unheard& unheard) const { return unheard_title(unheard, titles); }
  Text operator()(const machine::Renew&) const { return renewed_title(outcome); }
  Text operator()(const machine::MoveTo&) const {
    return {"Flyttet til " + outcome["at"].text(), "Moved to " + outcome["at"].text()};
  }
  template <class Input>
  Text operator()(const Input& input) const {
    return done(input);
  }
};

Text what_was_done(const records::JournalRow& row, const Titles& titles) {
  if (row.kind < 1 || row.kind > static_cast<std::int64_t>(machine::kLastInputKind)) return {};
  const Result<machine::Input> input = machine::read_untyped(static_cast<InputKind>(row.kind), row.input);
  const Result<Json> outcome = Json::parse(row.outcome);
  if (!input || !outcome) return {"(kan ikke læses)", "(cannot be read)"};
  return std::visit(WhatWasDone{*outcome, titles}, *input);
}

}  // namespace

void add_proposed(Text& title) {
  title = {title.in(Language::da) + " (foreslået; afventer en anden person)",
           title.in(Language::en) + " (proposed; awaits a second person)"};
}

Text title_of(const records::JournalRow& row, const Titles& titles) {
  Text title = what_was_done(row, titles);
  if (details(row.outcome).proposed) add_proposed(title);
  // Minutes say their own day.
  if (row.effective && static_cast<InputKind>(row.kind) != InputKind::record) {
    title.da += " (skete " + time::short_date(*row.effective, Language::da) + ")";
    title.en += " (happened " + time::short_date(*row.effective, Language::en) + ")";
  }
  return title;
}

Result<void> check_branch(const records::ItemWithCase& found, const std::vector<records::BranchRow>& branches) {
  const auto is_its = [&](const records::BranchRow& branch) { return branch.no == found.item.branch; };
  if (std::any_of(branches.begin(), branches.end(), is_its)) return {};
  return fail(Error::Kind::damaged, "damaged",
              Text{"Sagen " + found.case_key + " er beskadiget: opgaven i " + found.item.step +
                       " hører til en gren, der ikke findes. Se skaden med aftale audit",
                   "The case " + found.case_key + " is damaged: the work item in " + found.item.step +
                       " belongs to a branch that is not there. See the damage by aftale audit"});
}

Result<std::vector<records::WorkItemRow>> items_of(const ReadModel& in, CaseId id,
                                                   const std::vector<records::BranchRow>& branches) {
  AFTALE_TRY(std::vector<records::ItemWithCase> listed, in.store.work_items({id, false, std::nullopt}));
  std::vector<records::WorkItemRow> items;
  items.reserve(listed.size());
  for (records::ItemWithCase& item : listed) {
    AFTALE_TRY_VOID(check_branch(item, branches));
    items.push_back(std::move(item.item));
  }
  return items;
}

void add_events(Titles& titles, const model::Definition& definition) {
  for (const model::Chart& chart : definition.charts) {
    for (const model::Event& event : chart.events) titles.add_event(event.name, event.title);
  }
}

void add_steps(Titles& titles, const model::Definition& definition) {
  const model::Chart& chart = definition.root_chart();
  for (std::size_t n = 1; n < chart.states.size(); ++n) {
    titles.add_step(chart.path(static_cast<model::StateIx>(n)), chart.states[n].title);
  }
}

Result<Titles> titles_of(const ReadModel& in, CaseId id, const model::Definition& definition) {
  AFTALE_TRY(const std::vector<records::BranchRow> branches, in.store.branches(id));
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, id, branches));
  return titles_of(branches, items, definition);
}

Titles titles_of(const std::vector<records::BranchRow>& branches, const std::vector<records::WorkItemRow>& items,
                 const model::Definition& definition) {
  Titles titles(branches, items);
  add_events(titles, definition);
  add_steps(titles, definition);
  return titles;
}

namespace {

Result<Titles> titles_for(const ReadModel& in, const records::CaseRow& row,
                          const std::vector<records::JournalRow>& entries) {
  const Result<model::DefinitionPtr> definition = in.definitions.get(row.definition);
  if (definition) return titles_ever(in, row, *definition, entries);
  // What is damaged or cannot be read now is no answer; what this program does not take any more is.
  const Error::Kind kind = definition.error()->kind;
  const bool refused = kind == Error::Kind::damaged && code_of(definition.error()) != std::string_view("damaged");
  if (!refused && kind != Error::Kind::not_found) return fail(definition.error());
  // Without its definition a case can still be told of, with addresses where nobody acted.
  AFTALE_TRY(const std::vector<records::BranchRow> branches, in.store.branches(row.id));
  AFTALE_TRY(const std::vector<records::WorkItemRow> items, items_of(in, row.id, branches));
  return Titles(branches, items);
}

}  // namespace

std::span<const records::JournalRow> page_of(std::span<const records::JournalRow> rows, const History& asked,
                                             const time::Zone& zone) {
  const auto before = [&](const records::JournalRow& row) {
    return row.seq <= asked.after || (asked.since && zone.date_of(row.at) < *asked.since);
  };
  const auto first = std::find_if_not(rows.begin(), rows.end(), before);
  const std::span<const records::JournalRow> rest(first, rows.end());
  const auto most = std::min(rest.size(), static_cast<std::size_t>(std::max<std::int64_t>(asked.limit, 1)));
  std::size_t count = 0;
  for (std::size_t bytes = 0; count < most; ++count) {
    bytes += rest[count].input.size() + rest[count].outcome.size();
    if (count > 0 && bytes > limits::kHistoryBytesMax) break;
  }
  return rest.first(count);
}

namespace {

/// `choose` says which of all entries are told.
Result<HistoryAnswer> told(
    const ReadModel& in, const std::string& key,
    const std::function<std::span<const records::JournalRow>(std::span<const records::JournalRow> all)>& choose) {
  HistoryAnswer answer;
  AFTALE_TRY(answer.row, find_case(in, key));
  AFTALE_TRY(const std::vector<records::JournalRow> rows, entries_of(in, answer.row.id));
  const std::span<const records::JournalRow> chosen = choose(rows);
  answer.more = !chosen.empty() && chosen.back().seq != rows.back().seq;
  AFTALE_TRY(const Titles titles, titles_for(in, answer.row, rows));
  const Strikes strikes(rows);
  for (const records::JournalRow& row : chosen) {
    Text title = with_notes(row, title_of(row, titles));
    const std::int64_t by = strikes.of(row.revision);
    Text struck = by == 0 ? Text() : struck_by(rows[static_cast<std::size_t>(by) - 1]);
    answer.entries.push_back({row, std::move(title.da), std::move(title.en), by, std::move(struck)});
  }
  return answer;
}

}  // namespace

Result<Answer> history(const ReadModel& in, const History& asked) {
  AFTALE_TRY(HistoryAnswer answer,
             told(in, asked.key, [&](auto all) { return page_of(all, asked, in.notifications.zone); }));
  return Answer{std::move(answer), 0};
}

Result<HistoryAnswer> whole_history(const ReadModel& in, const std::string& key) {
  return told(in, key, [](auto all) { return all; });
}

namespace {

constexpr std::size_t kOutboxRowsMax = 10'000;

/// The rows that are asked about, as far as the store can tell; one more than are told where there are more.
Result<std::vector<records::OutboxRow>> outbox_rows(const ReadModel& in, const Outbox& question) {
  constexpr std::size_t kAll = ~std::size_t{0} >> 1;
  // Of those since a day the newest count, and the store gives the oldest first.
  if (question.key.empty())
    return in.store.outbox(question.undelivered_only, question.since ? kAll : kOutboxRowsMax + 1);
  AFTALE_TRY(const records::CaseRow row, find_case(in, question.key));
  AFTALE_TRY(std::vector<records::OutboxRow> rows, in.store.outbox_of(row.id));
  if (question.undelivered_only)
    std::erase_if(rows, [](const records::OutboxRow& each) {
      return each.delivered_at || each.status == lifecycle::DeliveryStatus::superseded;
    });
  return rows;
}

}  // namespace

Result<Answer> outbox(const ReadModel& in, const Outbox& question) {
  AFTALE_TRY(std::vector<records::OutboxRow> rows, outbox_rows(in, question));
  if (question.since) {
    const time::Zone& zone = in.notifications.zone;
    std::erase_if(rows, [&](const records::OutboxRow& row) {
      return zone.date_of(row.delivered_at.value_or(row.created_at)) < *question.since;
    });
  }
  AFTALE_TRY(const std::vector<records::CaseRow> cases, in.store.cases());
  std::map<std::int64_t, std::string> keys;
  for (const records::CaseRow& row : cases) keys.emplace(row.id.value, row.key);
  OutboxAnswer answer;
  if (question.key.empty() && !question.since && rows.size() > kOutboxRowsMax) {
    rows.resize(kOutboxRowsMax);
    answer.more = true;
  }
  for (const records::OutboxRow& row : rows) answer.rows.push_back({row, keys[row.case_id.value]});
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
