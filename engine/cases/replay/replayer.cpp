#include "engine/cases/replay/replayer.h"

#include <algorithm>
#include <iterator>

#include "engine/base/json.h"
#include "engine/cases/journal.h"
#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/machine/format/payload.h"

namespace aftale::cases {
namespace {

using machine::InputKind;

Result<void> compare(const records::JournalRow& row, const machine::Step& step, const model::Definition& definition) {
  std::string outcome;
  machine::write_outcome(definition, step, outcome);
  if (outcome == row.outcome) return {};
  return disagrees(row.seq, {"afspilning giver et andet udfald", "replay gives another outcome"});
}

tl::unexpected<ErrorPtr> cannot_be_replayed(const records::JournalRow& row, const ErrorPtr& why) {
  const Text& reason = why->findings.front().message;
  return disagrees(
      row.seq, {"kan ikke afspilles: " + reason.in(Language::da), "cannot be replayed: " + reason.in(Language::en)});
}

machine::Step note(machine::Step step, const char* code, Text message) {
  Diagnostic note;
  note.code = code;
  note.severity = Severity::note;
  note.message = std::move(message);
  step.notes.push_back(std::move(note));
  return step;
}

const std::string& target_of(const machine::Outward& outward) {
  const auto* opening = std::get_if<machine::Opening>(&outward);
  return opening ? opening->key : std::get<machine::Telling>(outward).to;
}

std::string event_of(const machine::Outward& outward) {
  const auto* telling = std::get_if<machine::Telling>(&outward);
  return telling ? telling->event : std::string();
}

bool same(const Posted& left, const Posted& right) {
  return left.entry == right.entry && left.ordinal == right.ordinal && left.outward.index() == right.outward.index() &&
         target_of(left.outward) == target_of(right.outward) && event_of(left.outward) == event_of(right.outward);
}

bool holds(const std::vector<Posted>& posted, const Posted& wanted) {
  return std::any_of(posted.begin(), posted.end(), [&](const Posted& one) { return same(one, wanted); });
}

// What has been done to another case is that case's own; a person must see to it.
Text left_behind(const machine::Outward& outward) {
  const std::string& key = target_of(outward);
  if (std::holds_alternative<machine::Opening>(outward)) {
    return {"Sagen " + key +
                " blev åbnet af det, der er strøget, og findes stadig. Træk den selv tilbage, hvis den "
                "ikke skal bruges",
            "The case " + key +
                " was opened by what is struck and is still there. Withdraw it yourself if it is not "
                "needed"};
  }
  const std::string event = event_of(outward);
  return {
      "Sagen " + key + " har hørt »" + event + "«, som ikke gælder længere. Ret den selv, hvis det har betydning der",
      "The case " + key + " has heard \"" + event +
          "\", which no longer holds. Correct it yourself if that matters there"};
}

/// Reminders of a day are for that day.
bool has_passed(const WorkingCopy::Queued& queued, const WorkingCopy& course, time::CivilDate today) {
  using Asks = machine::Notify::Asks;
  const Asks asks = asks_of(queued.message, course.instance());
  return (asks == Asks::to_come || asks == Asks::again) && course.definition().calendar.zone.date_of(queued.at) < today;
}

}  // namespace

tl::unexpected<ErrorPtr> disagrees(std::int64_t seq, const Text& what) {
  const std::string number = std::to_string(seq);
  return fail(Error::Kind::damaged, "damaged",
              Text{"Post " + number + ": " + what.da, "Entry " + number + ": " + what.en});
}

Replayer::Replayer(Definitions& definitions, WorkingCopy start, const std::vector<records::JournalRow>& entries)
    : definitions_(definitions), start_(start), work_(std::move(start)), entries_(entries) {}

Result<void> Replayer::play(const records::JournalRow& row) {
  if (row.revision != static_cast<std::int64_t>(work_.instance().revision) + 1)
    return disagrees(row.seq, {"en post før denne mangler", "an entry before this one is missing"});
  if (row.kind < 1 || row.kind > static_cast<std::int64_t>(machine::kLastInputKind))
    return disagrees(row.seq, {"ukendt slags post", "unknown kind of entry"});
  fire_until(row.at);
  const auto kind = static_cast<InputKind>(row.kind);
  AFTALE_TRY_VOID(kind == InputKind::fire ? fired(row) : kind == InputKind::correct ? corrected(row) : done(row));
  ++work_.instance().revision;
  work_.instance().last_at = row.at;
  ++played_;
  return {};
}

Result<void> Replayer::finish(std::int64_t last_seq) const {
  if (pending_.empty()) return {};
  return disagrees(last_seq, {"der mangler poster efter denne: en frist udløb uden at stå i journalen",
                              "entries after this one are missing: a deadline fired and is not in the journal"});
}

// Firings are computed in the portions in which they were made: everything due until the next entry.
void Replayer::fire_until(time::Instant until) {
  if (!pending_.empty() || work_.instance().revision == 0) return;
  const std::uint64_t revision = work_.instance().revision;
  const time::Instant last_at = work_.instance().last_at;
  for (machine::Firing& firing : machine::settle(work_.definition(), work_.instance(), until))
    pending_.push_back(std::move(firing));
  work_.instance().revision = revision;
  work_.instance().last_at = last_at;
}

void Replayer::remember(const machine::Step& step, std::uint64_t number) {
  for (const machine::Effect& effect : step.effects) {
    const std::string& key = std::get<machine::Notify>(effect).key;
    said_.insert(key);
    standing_.try_emplace(key, work_.key_of(key));
  }
  post(posted_, step, number);
}

Result<void> Replayer::fired(const records::JournalRow& row) {
  if (pending_.empty() || pending_.front().failed) {
    return disagrees(row.seq, {"en frist står som udløbet, som ikke var forfalden",
                               "a deadline is said to have fired that was not due"});
  }
  machine::Firing firing = std::move(pending_.front());
  pending_.pop_front();
  std::string input;
  machine::write_input(firing.fire, work_.definition(), input);
  if (input != row.input)
    return disagrees(row.seq,
                     {"en anden frist udløb end den, der står", "another deadline fired than the one that is written"});
  const auto number = static_cast<std::uint64_t>(row.revision);
  numbers_.add(input, {number, row.at});
  const Result<void> agrees = compare(row, firing.step, work_.definition());
  remember(firing.step, number);
  work_.note(std::move(firing.step), row.at);
  return agrees;
}

// Of a move the case follows the other definition from here on.
Result<machine::Step> Replayer::step_of(const records::JournalRow& row, const machine::Moment& moment) {
  const auto kind = static_cast<InputKind>(row.kind);
  if (kind == InputKind::move) return move_on(definitions_, work_, row, moment);
  AFTALE_TRY(const machine::Input input, machine::read_input(kind, row.input, work_.definition()));
  return machine::step(work_.definition(), work_.instance(), input, moment);
}

Result<void> Replayer::done(const records::JournalRow& row) {
  const auto kind = static_cast<InputKind>(row.kind);
  if (!pending_.empty()) {
    if (kind != InputKind::fault || !pending_.front().failed)
      return disagrees(row.seq, {"en frist, der var udløbet før denne post, mangler",
                                 "a deadline that had fired before this entry is missing"});
    pending_.pop_front();
    numbers_.add(kFaults, {static_cast<std::uint64_t>(row.revision), row.at});
  }
  const auto number = static_cast<std::uint64_t>(row.revision);
  AFTALE_TRY(const machine::Actor actor, read_actor(row));
  const machine::Moment moment{row.at, row.effective, actor};
  Result<machine::Step> step = step_of(row, moment);
  if (!step) return cannot_be_replayed(row, step.error());
  const Result<void> agrees = compare(row, *step, work_.definition());
  remember(*step, number);
  if (const Hands hands = hands_of(*step); hands != Hands::one) hands_[row.revision] = hands;
  work_.take(std::move(*step), row.at);
  return agrees;
}

Result<void> Replayer::corrected(const records::JournalRow& row) {
  if (!pending_.empty())
    return disagrees(row.seq, {"en frist, der var udløbet før denne post, mangler",
                               "a deadline that had fired before this entry is missing"});
  AFTALE_TRY(const machine::Input input, machine::read_input(InputKind::correct, row.input, work_.definition()));
  std::int64_t unfit = 0;
  const Result<Struck> struck =
      strike(std::get<machine::Correct>(input), static_cast<std::uint64_t>(row.revision), row.at, unfit);
  if (!struck) return cannot_be_replayed(row, struck.error());
  return compare(row, struck->step, work_.definition());
}

Result<void> Replayer::may_strike(const machine::Correct& correct) const {
  const auto entry = static_cast<std::int64_t>(correct.entry);
  const std::string number = std::to_string(entry), key = work_.instance().key;
  if (correct.entry == 0 || correct.entry > played_) {
    return fail(
        Error::Kind::refused, "unknown-entry",
        Text{"Sagen " + key + " har ingen post " + number + ". Se posternes numre med: aftale history " + key,
             "The case " + key + " has no entry " + number + ". See their numbers with: aftale history " + key});
  }
  if (const std::int64_t by = strikes_.of(entry); by != 0) {
    const std::string other = std::to_string(by);
    return fail(Error::Kind::refused, "already-struck",
                Text{"Post " + number + " er allerede strøget af post " + other + ". Stryg post " + other +
                         ", hvis den skal gælde igen",
                     "Entry " + number + " is struck already by entry " + other + ". Strike entry " + other +
                         " if it is to hold again"});
  }
  switch (static_cast<InputKind>(entries_[correct.entry - 1].kind)) {
    case InputKind::open:
      return fail(
          Error::Kind::refused, "not-struck",
          Text{"Post " + number + " åbnede sagen og kan ikke stryges. Skal sagen væk, så brug: aftale withdraw " + key,
               "Entry " + number +
                   " opened the case and cannot be struck. To end the case use: aftale "
                   "withdraw " +
                   key});
    case InputKind::fault: {
      // What came of another case is not computed again here, so that it is mended is for a person to say.
      AFTALE_TRY(const machine::Actor actor, read_actor(entries_[correct.entry - 1]));
      if (actor.proof != machine::Proof::clock) return {};
      return fail(Error::Kind::refused, "not-struck",
                  Text{"Post " + number + " siger, at sagen gik i fejl. Stryg den post, som fejlen kommer af",
                       "Entry " + number +
                           " says that the case was faulted. Strike the entry that the fault comes "
                           "from"});
    }
    case InputKind::unheard:
      return fail(Error::Kind::refused, "not-struck",
                  Text{"Post " + number + " er kun et notat om en anden sag og ændrer intet her. Den kan ikke stryges",
                       "Entry " + number +
                           " only notes what another case answered and changes nothing here. It "
                           "cannot be struck"});
    default:
      return {};
  }
}

Result<Replayer::Struck> Replayer::strike(const machine::Correct& correct, std::uint64_t number, time::Instant at,
                                          std::int64_t& unfit) {
  AFTALE_TRY_VOID(may_strike(correct));
  Strikes strikes = strikes_;
  strikes.add(static_cast<std::int64_t>(correct.entry), static_cast<std::int64_t>(number));
  Timeline course(definitions_, start_, strikes, numbers_, number * kFreshNumbers + 1);
  for (std::size_t n = 0; n < played_; ++n) {
    unfit = entries_[n].revision;
    AFTALE_TRY_VOID(course.take(entries_[n], entries_[n].at));
  }
  course.settle(at);
  unfit = 0;
  if (course.failed()) return fail(course.failed());

  const bool was_faulted = work_.instance().status == lifecycle::CaseStatus::faulted;
  Struck struck;
  gather_messages();
  sort_messages(course.work(), number, at, struck);
  struck.step.meaning = "corrected";
  struck.step.where = details(entries_[correct.entry - 1].outcome).step;
  struck.step.status = course.work().instance().status;
  struck.step.fault = course.work().instance().fault;
  if (was_faulted && struck.step.status != lifecycle::CaseStatus::faulted) {
    struck.step = note(std::move(struck.step), "mended",
                       {"Fejlen er rettet. Sagen er sat i bero, til den genoptages med »resume«",
                        "The fault is mended. The case is suspended until it is resumed with \"resume\""});
  }
  sort_posted(course.posted(), struck.step);
  for (const auto& [entry, before] : hands_) {
    const auto found = course.hands().find(entry);
    const Hands after = found == course.hands().end() ? Hands::one : found->second;
    const bool stands = strikes.of(entry) == 0;
    if (before == Hands::two ? after != Hands::two || !stands : stands && after == Hands::one)
      struck.undone.push_back(entry);
  }
  hands_ = course.hands();
  for (const auto& [input, known] : course.added()) numbers_.add(input, known);
  strikes_ = std::move(strikes);
  work_ = std::move(course.work());
  work_.instance().revision = number - 1;
  work_.instance().last_at = at;
  return struck;
}

void Replayer::gather_messages() {
  std::vector<records::OutboxRow> rows;
  work_.take_messages(rows);
  for (records::OutboxRow& row : rows) {
    if (keys_.insert(row.key).second) told_.push_back(std::move(row));
  }
}

void Replayer::sort_messages(WorkingCopy& course, std::uint64_t number, time::Instant at, Struck& struck) {
  const time::CivilDate today = course.definition().calendar.zone.date_of(at);
  std::map<std::string, std::string, std::less<>> standing;
  std::vector<WorkingCopy::Queued> queued;
  for (WorkingCopy::Queued& one : course.messages()) {
    std::string key = one.message.key;
    if (standing.contains(key)) continue;
    const auto had = standing_.find(key);
    if (had != standing_.end()) {
      standing.emplace(std::move(key), had->second);
      continue;
    }
    if (has_passed(one, course, today)) {
      standing.emplace(std::move(key), std::string());
      continue;
    }
    // Withdrawn by an earlier correction, and now it holds again: said once more.
    if (keys_.contains(key)) one.message.key += "#" + std::to_string(number);
    if (one.message.meeting) one.message.meeting->revision = number;
    one.at = at;
    said_.insert(key);
    standing.emplace(std::move(key), one.message.key);
    struck.step.effects.emplace_back(one.message);
    queued.push_back(std::move(one));
  }
  for (const auto& [key, row_key] : standing_) {
    if (!row_key.empty() && !standing.contains(key)) struck.withdrawn.push_back(row_key);
  }
  course.messages() = std::move(queued);
  standing_ = std::move(standing);
  std::vector<std::string> taken_back;
  std::copy_if(said_.begin(), said_.end(), std::back_inserter(taken_back),
               [&](const std::string& key) { return !standing_.contains(key); });
  course.take_back(number, std::move(taken_back));
}

void Replayer::sort_posted(const std::vector<Posted>& posted, machine::Step& step) {
  for (const Posted& one : posted) {
    if (!holds(posted_, one)) step.outward.push_back(one.outward);
  }
  for (const Posted& one : posted_) {
    if (!holds(posted, one)) step = note(std::move(step), "left-behind", left_behind(one.outward));
  }
  posted_ = posted;
}

}  // namespace aftale::cases
