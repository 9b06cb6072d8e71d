#include "engine/cases/replay/correction.h"

#include <algorithm>

#include "engine/base/json.h"
#include "engine/cases/entries.h"
#include "engine/cases/moving.h"
#include "engine/cases/notices/digest_message.h"
#include "engine/cases/notices/rendering.h"
#include "engine/cases/proposals.h"
#include "engine/cases/questions/queries.h"
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
tl::unexpected<ErrorPtr> would_break(Engine& engine, const WorkingCopy& work,
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
  if (const Result<records::CaseRow> stored = queries::find_case(engine, key)) {
    const Result<Titles> titles = queries::titles_ever(engine, *stored, work.definition_ptr(), entries);
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
  const auto status = static_cast<DeliveryStatus>(row.status);
  return status == DeliveryStatus::delivered || status == DeliveryStatus::sending ||
         (status == DeliveryStatus::superseded && row.last_error == kInDigest);
}

/// The receiver's calendar forgets a meeting that is not held.
void put_meeting(JsonWriter& out, const Json& meeting, std::int64_t number) {
  if (meeting.is_null() || meeting["withdrawn"].boolean()) return;
  out.key("meeting").begin_object().field("date", meeting["date"].text()).field("uid", meeting["uid"].text());
  out.field("revision", number).field("withdrawn", true).end_object();
}

/// What was said, that it no longer holds, and why.
Result<records::OutboxRow> notice_about(Engine& engine, const records::OutboxRow& said, const WorkingCopy& work,
                                        std::int64_t number, const std::string& reason, time::Instant at) {
  AFTALE_TRY(const Json facts, Json::parse(said.facts));
  records::OutboxRow row;
  row.case_id = said.case_id;
  row.key = key_before(work.instance().key) + std::to_string(number) + "|" + said.key;
  row.message_id = RequestId::derived(row.key, 0, 0);
  row.channel = said.channel;
  row.template_name = kTemplate;
  row.receiver = said.receiver;
  row.receiver_title = said.receiver_title;
  row.status = static_cast<std::int64_t>(DeliveryStatus::queued);
  row.created_at = at;
  row.next_attempt_at = at;
  JsonWriter out(row.facts);
  out.begin_object().field("case_key", work.instance().key).field("template", kTemplate);
  out.field("day", work.definition().calendar.zone.date_of(at).iso());
  out.field("said_da", subject_of(engine, said, Language::da)).field("said_en", subject_of(engine, said, Language::en));
  out.field("said_on", facts["day"].text()).field("reason", reason).field("owes", false);
  for (const char* name : {"step", "to_secretariat", "to_pass_on", "secretariat", "da", "en"}) {
    if (!facts.has(name)) continue;
    out.key(name);
    facts[name].write(out);
  }
  put_meeting(out, facts["meeting"], number);
  out.end_object();
  return row;
}

/// What is not sent is not sent any more; what was is followed by a notice.
Result<void> withdraw(Engine& engine, WorkingCopy& work, const std::vector<std::string>& keys, std::int64_t number,
                      const machine::Correct& correct, time::Instant at) {
  if (keys.empty()) return {};
  AFTALE_TRY(const std::vector<records::OutboxRow> rows, engine.store.outbox_of(work.instance().id));
  for (records::OutboxRow row : rows) {
    if (std::find(keys.begin(), keys.end(), row.key) == keys.end()) continue;
    if (was_said(row)) {
      AFTALE_TRY(records::OutboxRow notice, notice_about(engine, row, work, number, correct.reason, at));
      work.add_message(std::move(notice));
      continue;
    }
    const auto after = lifecycle::next(static_cast<DeliveryStatus>(row.status), lifecycle::DeliveryEvent::supersede);
    if (!after) continue;
    row.status = static_cast<std::int64_t>(*after);
    row.next_attempt_at.reset();
    row.last_error = "Post " + std::to_string(correct.entry) + " er strøget";
    work.add_delivery(std::move(row));
  }
  return {};
}

}  // namespace

Result<Corrected> correct(Engine& engine, const WorkingCopy& work, const std::vector<records::JournalRow>& pending,
                          const machine::Correct& correct, const machine::Moment& moment) {
  AFTALE_TRY_VOID(lifecycle::admit(work.instance().status, lifecycle::CaseInput::correct).map([](auto) {}));
  AFTALE_TRY(std::vector<records::JournalRow> entries, entries_of(engine, work.instance().id));
  entries.insert(entries.end(), pending.begin(), pending.end());
  AFTALE_TRY(const Digest first, first_definition(work.instance().definition, entries));
  AFTALE_TRY(model::DefinitionPtr definition, engine.definitions.get(first));
  Replayer player(engine.definitions, unbegun(work.instance(), std::move(definition), entries.front().at), entries);
  for (const records::JournalRow& row : entries) AFTALE_TRY_VOID(player.play(row));

  Corrected corrected{work, work, {}, {}, {}, false, {}};
  WorkingCopy(player.work()).flush(corrected.before);
  std::int64_t unfit = -1;
  const auto number = static_cast<std::int64_t>(work.instance().revision) + 1;
  Result<Replayer::Struck> struck = player.strike(correct, static_cast<std::uint64_t>(number), moment.now, unfit);
  if (!struck && unfit >= 0) return would_break(engine, work, entries, correct, unfit, struck.error());
  if (!struck) return fail(struck.error());
  corrected.step = std::move(struck->step);
  WorkingCopy(player.work()).flush(corrected.after);
  corrected.work.replace(std::move(player.work()), struck->withdrawn,
                         "Post " + std::to_string(correct.entry) + " er strøget");
  AFTALE_TRY_VOID(withdraw(engine, corrected.work, struck->withdrawn, number, correct, moment.now));
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
