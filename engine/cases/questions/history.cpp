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
#include "engine/machine/format/payload.h"
#include "engine/time/format.h"

namespace aftale::cases::queries {
namespace {

using machine::InputKind;

Text with_reason(const Text& what, const std::string& reason) {
  return reason.empty() ? what : Text{what.da + ": " + reason, what.en + ": " + reason};
}

// What the journal keeps of a failure: Danish on the first line, English on the second.
Text with_fault(const Text& what, const std::string& reason) {
  const std::size_t second = reason.find('\n');
  if (second == std::string::npos) return with_reason(what, reason);
  return {what.da + ": " + reason.substr(0, second), what.en + ": " + reason.substr(second + 1)};
}

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

Text record_title(const Json& input, const Text& where) {
  const std::optional<time::CivilDate> meeting = time::CivilDate::parse_iso(input["meeting"].text());
  const std::string word = input["outcome"].text();
  Text text{where.da + ": " + word, where.en + ": " + word};
  if (meeting) {
    text.da += " (møde " + time::short_date(*meeting, Language::da) + ")";
    text.en += " (meeting " + time::short_date(*meeting, Language::en) + ")";
  }
  if (const std::optional<time::CivilDate> next = time::CivilDate::parse_iso(input["next"].text())) {
    text.da += "; næste møde " + time::short_date(*next, Language::da);
    text.en += "; next meeting " + time::short_date(*next, Language::en);
  }
  for (const Json& remark : input["remarks"].items()) {
    text.da += "; bemærkning: " + remark.text();
    text.en += "; remark: " + remark.text();
  }
  if (const std::string& minority = input["minority"].text(); !minority.empty()) {
    text.da += "; mindretal: " + minority;
    text.en += "; minority: " + minority;
  }
  for (const auto& [document, version] : input["versions"].members()) {
    const std::string of = document.empty() ? std::string() : " (" + document + ")";
    text.da += "; version " + std::to_string(version.integer()) + of;
    text.en += "; version " + std::to_string(version.integer()) + of;
  }
  if (const std::string& minutes = input["minutes"].text(); !minutes.empty()) {
    text.da += "; referat: " + minutes;
    text.en += "; minutes: " + minutes;
  }
  if (input["closed"].boolean()) {
    text.da += "; for lukkede døre";
    text.en += "; behind closed doors";
  }
  return text;
}

Text fire_title(const Json& input, const Json& outcome, const Titles& titles) {
  const std::string kind = input["kind"].text();
  const std::optional<time::CivilDate> date = time::CivilDate::parse_iso(input["date"].text());
  const Text where = titles.of(outcome["at"].text());
  const std::string da = date ? time::short_date(*date, Language::da) : std::string();
  const std::string en = date ? time::short_date(*date, Language::en) : std::string();
  const bool again = input["moment"].integer() >= machine::kAgainMoment;
  if (kind == "remind" && again)
    return {where.da + ": der er fulgt op på fristen", where.en + ": the deadline was followed up"};
  if (kind == "remind") return {where.da + ": påmindelse om fristen", where.en + ": reminder of the deadline"};
  if (kind == "then") return {where.da + ": fristen udløb uden svar", where.en + ": the deadline ran out unanswered"};
  if (kind == "overdue")
    return {where.da + ": fristen " + da + " er overskredet", where.en + ": the deadline " + en + " has passed"};
  return {where.da + ": datoen " + da + " er nået", where.en + ": the date " + en + " has come"};
}

Text told(const Json& input, const Titles& titles) {
  const std::string& event = input["event"].text();
  return event == machine::kLinkEnded ? Text{"den er slut", "it has ended"} : titles.event(event);
}

// "Sagen X fortæller: aftalen er ophørt", and where nothing took it so.
Text heard_title(const Json& input, const Json& outcome, const Titles& titles) {
  const Text event = told(input, titles);
  const std::string from = input["from"].text();
  Text text{"Sagen " + from + " fortæller: " + event.da, "The case " + from + " tells: " + event.en};
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

Text unheard_title(const Json& input, const Titles& titles) {
  const Text event = told(input, titles);
  const std::string to = input["to"].text();
  return {"Sagen " + to + " tog ikke imod: " + event.da, "The case " + to + " did not take: " + event.en};
}

Text renewed_title(const Json& outcome) {
  const std::vector<Json>& opens = outcome["opens"].items();
  const std::string key = opens.empty() ? std::string() : opens.front().text();
  return {"Fornyet: næste sag er " + key, "Renewed: the next case is " + key};
}

// "strøget af post 14: mødet var i 2022"
Text struck_by(const records::JournalRow& correction) {
  const Result<Json> input = Json::parse(correction.input);
  const std::string number = std::to_string(correction.revision);
  return with_reason({"strøget af post " + number, "struck by entry " + number},
                     input ? (*input)["reason"].text() : std::string());
}

Text what_was_done(const records::JournalRow& row, const Titles& titles) {
  const Result<Json> input_read = Json::parse(row.input), outcome_read = Json::parse(row.outcome);
  if (!input_read || !outcome_read) return {"(kan ikke læses)", "(cannot be read)"};
  const Json &input = *input_read, &outcome = *outcome_read;
  const Text where = titles.of(outcome["at"].text());
  switch (static_cast<InputKind>(row.kind)) {
    case InputKind::open:
      return {"Sagen blev åbnet", "The case was opened"};
    case InputKind::event:
      return with_place(where, titles.event(input["event"].text()));
    case InputKind::record:
      return record_title(input, where);
    case InputKind::attach:
      return {"Vedhæftet: " + input["name"].text() + " (" + input["document"].text() + ")",
              "Attached: " + input["name"].text() + " (" + input["document"].text() + ")"};
    case InputKind::freeze:
      return {"Lagt til behandling: " + input["document"].text(), "Put before the bodies: " + input["document"].text()};
    case InputKind::suspend:
      return with_reason({"Sat i bero", "Suspended"}, input["reason"].text());
    case InputKind::resume:
      return with_reason({"Genoptaget", "Resumed"}, input["reason"].text());
    case InputKind::withdraw:
      return with_reason({"Trukket tilbage", "Withdrawn"}, input["reason"].text());
    case InputKind::fault:
      return with_fault({"Sagen gik i fejl", "The case is faulted"}, input["reason"].text());
    case InputKind::fire:
      return fire_title(input, outcome, titles);
    case InputKind::heard:
      return heard_title(input, outcome, titles);
    case InputKind::unheard:
      return unheard_title(input, titles);
    case InputKind::renew:
      return renewed_title(outcome);
    case InputKind::correct: {
      const std::string entry = std::to_string(input["entry"].integer());
      return with_reason({"Post " + entry + " strøget", "Entry " + entry + " struck"}, input["reason"].text());
    }
    case InputKind::move:
      return {"Flyttet til " + outcome["at"].text(), "Moved to " + outcome["at"].text()};
    case InputKind::propose: {
      const std::string entry = std::to_string(input["entry"].integer()), to = input["to"].text();
      if (!to.empty()) return {"Flyttet til " + to, "Moved to " + to};
      return with_reason({"Post " + entry + " strøget", "Entry " + entry + " struck"}, input["reason"].text());
    }
  }
  return {};
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
