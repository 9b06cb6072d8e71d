#include <algorithm>
#include <map>

#include "engine/base/json.h"
#include "engine/cases/entries.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/correction.h"
#include "engine/cases/replay/store_as_of.h"
#include "engine/lifecycle/deadline_life.h"
#include "engine/time/format.h"

namespace aftale::cases::queries {
namespace {

using Difference = CorrectionAnswer::Difference;
using Message = CorrectionAnswer::Message;

Text dated(Text text, const std::optional<time::CivilDate>& date) {
  if (!date) return text;
  const std::string& en = text.in(Language::en);
  return {text.da + (text.da.empty() ? "" : " ") + time::short_date(*date, Language::da),
          en + (en.empty() ? "" : " ") + time::short_date(*date, Language::en)};
}

Text steps_in_one(const std::vector<Text>& texts) {
  Text all;
  for (const Text& text : texts) {
    all.da += (all.da.empty() ? "" : ", ") + text.in(Language::da);
    all.en += (all.en.empty() ? "" : ", ") + text.in(Language::en);
  }
  return all;
}

/// A case as lines that can be held against those of another one, in the order in which people read them.
class Lines {
 public:
  struct Line {
    Text what, text;
  };

  static Result<Lines> of(const ReadModel& in, const model::Definition& definition, const std::string& key,
                          time::CivilDate today) {
    AFTALE_TRY(const Answer answer, show(in, {key, {}}, today));
    const ShowAnswer& shown = std::get<ShowAnswer>(answer.body);
    AFTALE_TRY(const Titles titles, titles_of(in, shown.summary.row.id, definition));
    Lines lines;
    lines.summary(shown);
    for (const records::WorkItemRow& item : shown.items) lines.item(item, titles);
    for (const DueLine& due : shown.due) lines.deadline(due, titles);
    for (const records::BranchRow& branch : shown.branches) lines.branch(branch, titles);
    for (const auto& [name, value] : shown.values) lines.add("5" + name, same_text(name), same_text(value));
    for (const records::DocumentRow& document : shown.documents) lines.document(document);
    return lines;
  }

  const std::map<std::string, Line>& all() const { return lines_; }

 private:
  void add(const std::string& order, Text what, Text text) { lines_[order] = {std::move(what), std::move(text)}; }

  void summary(const ShowAnswer& shown) {
    const CaseSummary& summary = shown.summary;
    add("0", {"Sagen", "The case"}, lifecycle::title(summary.row.status));
    add("1", {"Står i", "Stands in"}, steps_in_one(summary.steps));
    const std::string number = std::to_string(summary.open_items);
    add("1open", {"Åbne trin", "Open steps"}, same_text(number));
  }

  // A step that is asked again after a return has a line for each time.
  void item(const records::WorkItemRow& item, const Titles& titles) {
    const std::string number = std::to_string(item.item);
    Text text;
    if (item.status == lifecycle::ItemStatus::open) {
      text = item.due_on ? dated({"åbent, frist", "open, due"}, item.due_on) : Text{"åbent", "open"};
    } else if (item.status == lifecycle::ItemStatus::done) {
      text = item.word.empty() ? titles.event(item.outcome) : same_text(item.word);
      text = dated(text.empty() ? Text{"udført", "done"} : std::move(text), item.decided_on);
    } else {
      text = {"bortfaldet", "cancelled"};
    }
    add("2" + item.step + "|" + std::string(8 - std::min<std::size_t>(8, number.size()), '0') + number,
        titles.owner_of(item), std::move(text));
  }

  void deadline(const DueLine& due, const Titles& titles) {
    const auto status = lifecycle::from_name<lifecycle::DeadlineStatus>(due.status);
    const Text word = status ? lifecycle::title(*status) : same_text(due.status);
    const Text where = titles.of(due.step);
    const Text day = due.due ? dated({}, due.due) : Text{"ingen", "none"};
    add("3" + due.step + "|" + due.deadline,
        {"Frist: " + where.in(Language::da), "Deadline: " + where.in(Language::en)},
        {day.da + " (" + word.in(Language::da) + ")", day.en + " (" + word.in(Language::en) + ")"});
  }

  void branch(const records::BranchRow& branch, const Titles& titles) {
    static const Text kWords[] = {{"venter", "waits"},
                                  {"i gang", "running"},
                                  {"afsluttet", "ended"},
                                  {"ikke indberettet", "not reported"},
                                  {"bortfaldet", "cancelled"}};
    if (branch.key.empty()) return;
    const auto status = static_cast<std::size_t>(branch.status);
    const bool ended = branch.status == machine::BranchStatus::ended;
    const Text text = ended && !branch.step.empty() ? branch.step
                      : status < std::size(kWords)  ? kWords[status]
                                                    : Text();
    add("4" + branch.key, titles.of(branch.key), dated(text, branch.ended_on));
  }

  void document(const records::DocumentRow& document) {
    const std::string version = document.name + ", version " + std::to_string(document.version);
    const Text text = document.frozen
                          ? dated({version + ", til behandling", version + ", before the bodies"}, document.frozen)
                          : same_text(version);
    add("6" + document.document + "|" + document.name + "|" + std::to_string(document.version), document.title, text);
  }

  std::map<std::string, Line> lines_;
};

std::vector<Difference> differences(const Lines& before, const Lines& after) {
  std::map<std::string, Difference> found;
  for (const auto& [order, line] : before.all()) found[order] = {line.what, line.text, {}};
  for (const auto& [order, line] : after.all()) {
    Difference& difference = found[order];
    if (difference.what.empty()) difference.what = line.what;
    difference.after = line.text;
  }
  std::vector<Difference> kept;
  for (auto& [order, difference] : found) {
    if (difference.before != difference.after) kept.push_back(std::move(difference));
  }
  return kept;
}

Message message_of(const records::OutboxRow& row, Message::Fate fate) {
  Message message{fate, row.template_name, row.receiver, row.receiver_title, {}};
  const Text& title = row.facts.step_title;
  message.about = {title.da, title.in(Language::en)};
  return message;
}

/// What would be written into the outbox, beside what waits to be written anyway.
std::vector<Message> messages_of(const WorkingCopy& before, WorkingCopy after, const std::string& key) {
  records::Commit had, rows;
  WorkingCopy(before).flush(had);
  after.flush(rows);
  const auto waits = [&](const records::OutboxRow& row) {
    return std::any_of(had.outbox.begin(), had.outbox.end(), [&](const auto& other) { return other.key == row.key; });
  };
  std::vector<Message> messages;
  for (const records::OutboxRow& row : rows.outbox) {
    const bool withdrawn = row.status == lifecycle::DeliveryStatus::superseded;
    if (waits(row) && !withdrawn) continue;
    messages.push_back(message_of(row, withdrawn             ? Message::Fate::withdrawn
                                       : is_notice(row, key) ? Message::Fate::corrected
                                                             : Message::Fate::sent));
  }
  for (const records::OutboxRow& row : rows.deliveries) messages.push_back(message_of(row, Message::Fate::withdrawn));
  return messages;
}

}  // namespace

Result<Answer> if_struck(const ReadModel& in, const IfStruck& question, const Corrected& corrected, time::Instant now) {
  AFTALE_TRY(const records::CaseRow row, find_case(in, question.key));
  const model::Definition& definition = corrected.work.definition();
  CorrectionAnswer answer;
  answer.case_key = question.key;
  answer.entry = static_cast<std::int64_t>(question.entry);
  AFTALE_TRY(const std::vector<records::JournalRow> entries, entries_of(in, row.id));
  AFTALE_TRY(const Titles titles, titles_ever(in, row, corrected.work.definition_ptr(), entries));
  if (question.entry <= entries.size()) answer.title = title_of(entries[question.entry - 1], titles);

  StoreAsOf before(in.store), after(in.store);
  before.put(corrected.before);
  after.put(corrected.after);
  DayHistories days_of_one, days_of_other;
  const ReadModel as_it_is = in.over(before, days_of_one), as_it_would_be = in.over(after, days_of_other);
  const time::CivilDate today = definition.calendar.zone.date_of(now);
  AFTALE_TRY(const Lines were, Lines::of(as_it_is, corrected.settled.definition(), question.key, today));
  AFTALE_TRY(const Lines would_be, Lines::of(as_it_would_be, corrected.work.definition(), question.key, today));
  answer.differences = differences(were, would_be);
  answer.messages = messages_of(corrected.settled, corrected.work, question.key);
  for (const Diagnostic& note : corrected.step.notes) answer.notes.push_back(note.message);
  if (corrected.takes_two) {
    answer.notes.push_back(
        {"Det, der stryges, har to personer gjort eller skal to gøre. Så det kræver også to at "
         "stryge det: den første foreslår, en anden bekræfter med den samme kommando",
         "Two people did what is struck, or two must do it. So striking it takes two as well: the "
         "first proposes, another confirms with the same command"});
  }
  return Answer{std::move(answer), 0};
}

}  // namespace aftale::cases::queries
