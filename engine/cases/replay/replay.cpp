#include "engine/cases/replay/replay.h"

#include <algorithm>
#include <map>

#include "engine/cases/case_rows.h"
#include "engine/cases/notices/digest_message.h"
#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/replay/correction.h"
#include "engine/cases/replay/move_entry.h"
#include "engine/cases/replay/replayer.h"
#include "engine/lifecycle/delivery_life.h"

namespace aftale::cases {
namespace {

template <class Row, class Key>
void sort_rows(std::vector<Row>& rows, Key key) {
  std::sort(rows.begin(), rows.end(), [&](const Row& left, const Row& right) { return key(left) < key(right); });
}

// How far a message has come is no fact of the journal; which templates were pinned is none either.
bool is_same_message(const records::OutboxRow& kept, records::OutboxRow wanted) {
  static const std::vector<std::string_view> kNoFacts{"id",          "template_da",     "template_en",  "status",
                                                      "attempts",    "next_attempt_at", "delivered_at", "superseded_by",
                                                      "superseding", "last_error"};
  if (kept.facts.more.meeting && kept.facts.more.meeting->sequence) put_as_before(wanted.facts);
  return records::same(kept, wanted, kNoFacts);
}

AuditAnswer::Finding finding(std::int64_t seq, const std::string& key, const Text& message) {
  Diagnostic diagnostic;
  diagnostic.code = "damaged";
  diagnostic.message = message;
  return {seq, key, std::move(diagnostic)};
}

// The newest of several rows of one key, in the order in which the keys came, as the store keeps them.
std::vector<records::DocumentRow> newest(std::vector<records::DocumentRow> rows) {
  std::vector<records::DocumentRow> kept;
  for (records::DocumentRow& row : rows) {
    const auto known = std::find_if(kept.begin(), kept.end(), [&](const records::DocumentRow& other) {
      return other.document == row.document && other.name == row.name && other.version == row.version;
    });
    if (known == kept.end())
      kept.push_back(std::move(row));
    else
      *known = std::move(row);
  }
  return kept;
}

// What makes no sense of a message, whatever the journal says; nothing where all is well.
std::optional<Text> nonsense(const records::OutboxRow& row) {
  using lifecycle::DeliveryStatus;
  const DeliveryStatus status = row.status;
  if (static_cast<std::size_t>(status) >= lifecycle::kDeliveryStatuses.size())
    return Text{"har en status, der ikke findes", "has a status that does not exist"};
  const bool waits =
      status == DeliveryStatus::queued || status == DeliveryStatus::sending || status == DeliveryStatus::retrying;
  if (waits && !row.next_attempt_at)
    return Text{"venter på at blive sendt, men har intet tidspunkt, så den aldrig prøves",
                "waits to be sent, but has no time, so that it is never tried"};
  if (!waits && row.next_attempt_at)
    return Text{"skal ikke sendes mere, men har et tidspunkt, hvor den prøves",
                "is not to be sent any more, but has a time at which it is tried"};
  if ((status == DeliveryStatus::delivered) != row.delivered_at.has_value())
    return Text{"er ikke både sendt og har et tidspunkt for det", "is not both delivered and has a time for it"};
  if (row.attempts < 0 || (status == DeliveryStatus::retrying && row.attempts == 0))
    return Text{"har et antal forsøg, der ikke passer", "has a number of attempts that does not fit"};
  return std::nullopt;
}

Result<void> compare_messages(const ReadModel& in, const records::CaseRow& row,
                              const std::vector<records::OutboxRow>& wanted, std::int64_t last,
                              std::vector<AuditAnswer::Finding>& findings) {
  AFTALE_TRY(const std::vector<records::OutboxRow> kept, in.store.outbox_of(row.id));
  std::map<std::string_view, const records::OutboxRow*> by_key;
  for (const records::OutboxRow& message : wanted) by_key.emplace(message.key, &message);  // the first of a key stays
  bool agrees = true;
  std::size_t asked_for = 0;
  for (const records::OutboxRow& message : kept) {
    if (const std::optional<Text> what = nonsense(message)) {
      const std::string number = std::to_string(message.id);
      findings.push_back(finding(
          last, row.key,
          {"besked " + number + " i udbakken " + what->da, "message " + number + " in the outbox " + what->en}));
    }
    const auto found = by_key.find(message.key);
    // A digest says what other messages said, and a notice that one of them no longer holds: which of them had been
    // sent by then is no fact of the journal.
    if (found == by_key.end() && (is_digest(message) || is_notice(message, row.key))) continue;
    agrees = agrees && found != by_key.end() && is_same_message(message, *found->second);
    ++asked_for;
    AFTALE_TRY(const bool danish, is_kept(in, message.template_da));
    AFTALE_TRY(const bool english, is_kept(in, message.template_en));
    if (danish && english) continue;
    findings.push_back(
        finding(last, row.key,
                {"skabelonen " + message.template_name + " til en besked i udbakken mangler eller er ændret",
                 "the template " + message.template_name + " of a message in the outbox is missing or was changed"}));
  }
  if (!agrees || asked_for != by_key.size()) {
    findings.push_back(finding(last, row.key,
                               {"udbakkens beskeder er ikke dem, som journalen kræver",
                                "the messages in the outbox are not those that the journal asks for"}));
  }
  return {};
}

}  // namespace

Result<bool> is_kept(const ReadModel& in, const Digest& content) {
  if (content == Digest()) return true;
  const Result<std::optional<std::string>> bytes = in.store.content(content);
  if (!bytes) return bytes.error()->kind == Error::Kind::damaged ? Result<bool>(false) : fail(bytes.error());
  return *bytes && sha256(**bytes) == content;
}

Result<Replayer> player_of(const ReadModel& in, const records::CaseRow& row,
                           const std::vector<records::JournalRow>& entries) {
  if (entries.empty())
    return disagrees(0, {"sagen " + row.key + " har ingen poster", "the case " + row.key + " has no entries"});
  machine::Case instance;
  instance.id = row.id;
  instance.key = row.key;
  AFTALE_TRY(instance.definition, first_definition(row.definition, entries));
  AFTALE_TRY(model::DefinitionPtr definition, in.definitions.get(instance.definition));
  if (!case_rows::knows_semantics(row)) return disagrees(entries.front().seq, case_rows::other_semantics(row));
  instance.semantics = static_cast<int>(row.semantics);
  return Replayer(in.definitions, unbegun(instance, std::move(definition), entries.front().at), entries);
}

Result<Rebuilt> rebuild(const ReadModel& in, const records::CaseRow& row,
                        const std::vector<records::JournalRow>& entries, std::int64_t& broken) {
  broken = entries.empty() ? 0 : entries.front().seq;
  AFTALE_TRY(Replayer player, player_of(in, row, entries));
  for (const records::JournalRow& entry : entries) {
    broken = entry.seq;
    AFTALE_TRY_VOID(player.play(entry));
  }
  AFTALE_TRY_VOID(player.finish(broken));
  Rebuilt rebuilt{std::move(player.work()), {}};
  rebuilt.rows.outbox = std::move(player.told());
  rebuilt.work.flush(rebuilt.rows);
  return rebuilt;
}

Result<std::vector<AuditAnswer::Finding>> compare(const ReadModel& in, const std::string& key) {
  std::vector<AuditAnswer::Finding> findings;
  AFTALE_TRY(std::optional<records::LoadedCase> stored, in.store.load(key));
  if (!stored)
    return fail(Error::Kind::not_found, "unknown-case", Text{"Der er ingen sag " + key, "There is no case " + key});
  const CaseId id = stored->row.id;
  AFTALE_TRY(const std::vector<records::JournalRow> entries, in.store.journal(id, 0, ~std::size_t{0} >> 1));
  std::int64_t broken = 0;
  Result<Rebuilt> rebuilt = rebuild(in, stored->row, entries, broken);
  if (!rebuilt) {
    findings.push_back({broken, key, rebuilt.error()->findings.front()});
    return findings;
  }
  records::Commit& rows = rebuilt->rows;
  const std::int64_t last = entries.back().seq;
  const records::CaseRow& fresh = rows.new_cases.front();
  const records::CaseRow& kept = stored->row;
  if (!records::same(fresh, kept)) {
    findings.push_back(finding(
        last, key, {"sagens række stemmer ikke med journalen", "the case's row does not agree with the journal"}));
  }
  // When a branch that waits is to have its turn depends on the day it was written.
  if (!records::same_all(rows.branches, stored->branches, {"planned_on"})) {
    findings.push_back(finding(
        last, key, {"sagens tilstand stemmer ikke med journalen", "the case's state does not agree with the journal"}));
  }
  AFTALE_TRY(std::vector<records::ItemWithCase> listed, in.store.work_items({id, false, std::nullopt}));
  std::vector<records::WorkItemRow> items;
  for (records::ItemWithCase& item : listed) items.push_back(std::move(item.item));
  const auto item_key = [](const records::WorkItemRow& item) { return std::pair(item.branch, item.item); };
  sort_rows(items, item_key);
  sort_rows(rows.work_items, item_key);
  if (!records::same_all(rows.work_items, items)) {
    findings.push_back(
        finding(last, key,
                {"sagens opgaver stemmer ikke med journalen", "the case's work items do not agree with the journal"}));
  }
  if (!records::same_all(newest(rows.documents), newest(stored->documents))) {
    findings.push_back(finding(
        last, key,
        {"sagens dokumenter stemmer ikke med journalen", "the case's documents do not agree with the journal"}));
  }
  AFTALE_TRY_VOID(compare_messages(in, kept, rows.outbox, last, findings));
  return findings;
}

Result<void> verify_case(const ReadModel& in, const std::string& key) {
  AFTALE_TRY(std::vector<AuditAnswer::Finding> findings, compare(in, key));
  if (findings.empty()) return {};
  return fail(Error::Kind::damaged, {findings.front().diagnostic});
}

}  // namespace aftale::cases
