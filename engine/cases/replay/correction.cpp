#include "engine/cases/replay/correction.h"

#include <algorithm>

#include "engine/base/json.h"
#include "engine/cases/entries.h"
#include "engine/cases/notices/digest_message.h"
#include "engine/cases/notices/rendering.h"
#include "engine/cases/proposals.h"
#include "engine/cases/questions/queries.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/lifecycle/delivery_life.h"
#include "engine/machine/migrate/move.h"

namespace aftale::cases {
namespace {

using lifecycle::DeliveryStatus;

constexpr const char* kTemplate = "correction";

std::string key_before(const std::string& case_key) {
  return case_key + "|correction|";
}

/// The secretariat reads why: which entry, what it was, and why it cannot stay.
tl::unexpected<ErrorPtr> would_break(const ReadModel& in, const WorkingCopy& work,
                                     const std::vector<records::JournalRow>& entries, const machine::Correct& correct,
                                     std::int64_t unfit, const ErrorPtr& why) {
  const std::string struck = std::to_string(correct.entry), other = std::to_string(unfit), key = work.instance().key;
  const Text& reason = why->findings.front().message;
  if (unfit == 0) {
    return fail(Error::Kind::refused, "would-break",
                Text{"Post " + struck + " kan ikke stryges: uden den går en frist i fejl, som ikke gjorde det før. " +
                         reason.in(Language::da),
                     "Entry " + struck + " cannot be struck: without it a due date fails that did not before. " +
                         reason.in(Language::en)});
  }
  const records::JournalRow& row = entries[static_cast<std::size_t>(unfit) - 1];
  Text title;
  if (const Result<records::CaseRow> stored = queries::find_case(in, key)) {
    const Result<Titles> titles = queries::titles_ever(in, *stored, work.definition_ptr(), entries);
    if (titles) title = queries::title_of(row, *titles);
  }
  // It is struck by the correction that is taken back here, and would be back.
  if (Strikes(entries).of(unfit) != 0) {
    return fail(Error::Kind::refused, "would-break",
                Text{"Post " + struck + " kan ikke stryges, for så gælder post " + other + " (" +
                         title.in(Language::da) + ") igen, og den passer ikke længere: " + reason.in(Language::da),
                     "Entry " + struck + " cannot be struck, because entry " + other + " (" + title.in(Language::en) +
                         ") would hold again and no longer fits: " + reason.in(Language::en)},
                {other});
  }
  return fail(Error::Kind::refused, "would-break",
              Text{"Post " + struck + " kan ikke stryges, for så passer post " + other + " (" + title.in(Language::da) +
                       ") ikke længere: " + reason.in(Language::da) + ". Stryg først post " + other +
                       " med: aftale correct " + key + " " + other,
                   "Entry " + struck + " cannot be struck, because entry " + other + " (" + title.in(Language::en) +
                       ") would no longer fit: " + reason.in(Language::en) + ". Strike entry " + other +
                       " first with: aftale correct " + key + " " + other},
              {other});
}

/// It was said, or may have been.
bool was_said(const records::OutboxRow& row) {
  return row.status == DeliveryStatus::delivered || row.status == DeliveryStatus::sending ||
         (row.status == DeliveryStatus::superseded && row.superseded_by == records::SupersededBy::digest);
}

/// What was said, that it no longer holds, and why.
Result<records::OutboxRow> notice_about(const ReadModel& in, const records::OutboxRow& said, const WorkingCopy& work,
                                        std::int64_t number, const std::string& reason, time::Instant at) {
  records::OutboxRow row;
  row.case_id = said.case_id;
  row.case_key = work.instance().key;
  row.key = key_before(work.instance().key) + std::to_string(number) + "|" + said.key;
  row.channel = said.channel;
  row.template_name = kTemplate;
  row.receiver = said.receiver;
  row.receiver_title = said.receiver_title;
  row.created_at = at;
  row.next_attempt_at = at;
  records::Facts& facts = row.facts;
  facts = said.facts;
  facts.as_written.clear();
  facts.due.reset();
  facts.asks = lifecycle::Asks::nothing;
  facts.owes = false;
  facts.day = work.definition().calendar.zone.date_of(at);
  facts.more = {};
  facts.more.said = {subject_of(in, said, Language::da), subject_of(in, said, Language::en)};
  facts.more.said_on = said.facts.day ? said.facts.day->iso() : std::string();
  facts.more.reason = reason;
  // The receiver's calendar forgets a meeting that is not held.
  if (const auto& meeting = said.facts.more.meeting; meeting && !meeting->withdrawn)
    facts.more.meeting = records::FactsMore::Meeting{meeting->date, meeting->uid, number, true, std::nullopt};
  return row;
}

/// What is not sent is not sent any more; what was is followed by a notice.
Result<void> withdraw(const ReadModel& in, WorkingCopy& work, const std::vector<std::string>& keys, std::int64_t number,
                      const machine::Correct& correct, time::Instant at) {
  if (keys.empty()) return {};
  AFTALE_TRY(const std::vector<records::OutboxRow> rows, in.store.outbox_of(work.instance().id));
  for (records::OutboxRow row : rows) {
    if (std::find(keys.begin(), keys.end(), row.key) == keys.end()) continue;
    if (was_said(row)) {
      AFTALE_TRY(records::OutboxRow notice, notice_about(in, row, work, number, correct.reason, at));
      work.add_message(std::move(notice));
      continue;
    }
    const auto after = lifecycle::next(row.status, lifecycle::DeliveryEvent::supersede);
    if (!after) continue;
    row.status = *after;
    row.next_attempt_at.reset();
    row.superseded_by = records::SupersededBy::correction;
    row.superseding = static_cast<std::int64_t>(correct.entry);
    work.add_delivery(std::move(row));
  }
  return {};
}

}  // namespace

Result<Corrected> correct(const ReadModel& in, const WorkingCopy& work, const std::vector<records::JournalRow>& pending,
                          const machine::Correct& correct, const machine::Moment& moment) {
  AFTALE_TRY_VOID(commands::admit(work.instance().status, commands::InputKind::correct).map([](auto) {}));
  AFTALE_TRY(std::vector<records::JournalRow> entries, entries_of(in, work.instance().id));
  entries.insert(entries.end(), pending.begin(), pending.end());
  AFTALE_TRY(const Digest first, first_definition(work.instance().definition, entries));
  AFTALE_TRY(model::DefinitionPtr definition, in.definitions.get(first));
  Replayer player(in.definitions, unbegun(work.instance(), std::move(definition), entries.front().at), entries);
  for (const records::JournalRow& row : entries) AFTALE_TRY_VOID(player.play(row));

  Corrected corrected{work, work, {}, {}, {}, false, {}};
  WorkingCopy(player.work()).flush(corrected.before);
  std::int64_t unfit = -1;
  const auto number = static_cast<std::int64_t>(work.instance().revision) + 1;
  Result<Replayer::Struck> struck = player.strike(correct, static_cast<std::uint64_t>(number), moment.now, unfit);
  if (!struck && unfit >= 0) return would_break(in, work, entries, correct, unfit, struck.error());
  if (!struck) return fail(struck.error());
  corrected.step = std::move(struck->step);
  WorkingCopy(player.work()).flush(corrected.after);
  corrected.work.replace(std::move(player.work()), struck->withdrawn, correct.entry);
  AFTALE_TRY_VOID(withdraw(in, corrected.work, struck->withdrawn, number, correct, moment.now));
  AFTALE_TRY(const bool done_by_two, was_agreed(entries, entries[correct.entry - 1]));
  corrected.takes_two = !struck->undone.empty() || done_by_two ||
                        !machine::dropped_second_persons(work.definition(), corrected.work.definition()).empty();
  corrected.entries = std::move(entries);
  return corrected;
}

bool is_notice(const records::OutboxRow& row, const std::string& case_key) {
  return row.template_name == kTemplate && row.key.starts_with(key_before(case_key));
}

}  // namespace aftale::cases
