#include "engine/cases/replay/replay.h"

#include <algorithm>
#include <map>

#include "engine/cases/case_rows.h"
#include "engine/cases/moving.h"
#include "engine/cases/notices/digest_message.h"
#include "engine/cases/notices/outbox_rows.h"
#include "engine/cases/replay/correction.h"
#include "engine/cases/replay/replayer.h"
#include "engine/lifecycle/delivery_life.h"

namespace aftale::cases {
namespace {

template <class Row, class Key>
void sort_rows(std::vector<Row>& rows, Key key) {
  std::sort(rows.begin(), rows.end(), [&](const Row& left, const Row& right) { return key(left) < key(right); });
}

bool same(const records::BranchRow& left, const records::BranchRow& right) {
  return left.no == right.no && left.key == right.key && left.status == right.status && left.outcome == right.outcome &&
         left.word == right.word && left.ended_on == right.ended_on && left.state == right.state &&
         left.kept == right.kept && left.group == right.group && left.step == right.step &&
         left.due_on == right.due_on && left.overdue == right.overdue && left.parent == right.parent &&
         left.ordinal == right.ordinal && left.round == right.round && left.title == right.title;
}

bool same(const records::WorkItemRow& left, const records::WorkItemRow& right) {
  return left.branch == right.branch && left.item == right.item && left.status == right.status &&
         left.step == right.step && left.title == right.title && left.owner == right.owner &&
         left.contact == right.contact && left.due_on == right.due_on && left.planned_on == right.planned_on &&
         left.decided_on == right.decided_on && left.opened_on == right.opened_on && left.overdue == right.overdue &&
         left.outcome == right.outcome && left.word == right.word && left.remarks == right.remarks &&
         left.postponed == right.postponed && left.votes_for == right.votes_for &&
         left.votes_against == right.votes_against && left.votes_abstained == right.votes_abstained &&
         left.present == right.present && left.recused == right.recused && left.party == right.party &&
         left.body == right.body && left.ballot == right.ballot;
}

bool same(const records::DocumentRow& left, const records::DocumentRow& right) {
  return left.document == right.document && left.version == right.version && left.name == right.name &&
         left.sha256 == right.sha256 && left.size == right.size && left.attached == right.attached &&
         left.frozen == right.frozen && left.title == right.title;
}

// How far a message has come is no fact of the journal; which templates were pinned is none either.
bool same(const records::OutboxRow& kept, const records::OutboxRow& wanted) {
  const bool facts = kept.facts == wanted.facts || kept.facts == facts_before(wanted.facts);
  return facts && kept.key == wanted.key && kept.message_id == wanted.message_id && kept.channel == wanted.channel &&
         kept.template_name == wanted.template_name && kept.receiver == wanted.receiver && kept.thing == wanted.thing &&
         kept.receiver_title == wanted.receiver_title && kept.created_at == wanted.created_at;
}

template <class Row>
bool same_all(const std::vector<Row>& left, const std::vector<Row>& right) {
  return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(),
                                                   [](const Row& one, const Row& other) { return same(one, other); });
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
  if (row.status < 0 || row.status >= static_cast<std::int64_t>(lifecycle::kDeliveryStatuses.size()))
    return Text{"har en status, der ikke findes", "has a status that does not exist"};
  const auto status = static_cast<DeliveryStatus>(row.status);
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
  if (row.message_id != RequestId::derived(row.key, 0, 0))
    return Text{"har et andet id, end dens nøgle giver", "has another id than its key gives"};
  return std::nullopt;
}

Result<void> compare_messages(Engine& engine, const records::CaseRow& row,
                              const std::vector<records::OutboxRow>& wanted, std::int64_t last,
                              std::vector<AuditAnswer::Finding>& findings) {
  AFTALE_TRY(const std::vector<records::OutboxRow> kept, engine.store.outbox_of(row.id));
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
    agrees = agrees && found != by_key.end() && same(message, *found->second);
    ++asked_for;
    AFTALE_TRY(const bool danish, is_kept(engine, message.template_da));
    AFTALE_TRY(const bool english, is_kept(engine, message.template_en));
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

Result<bool> is_kept(Engine& engine, const Digest& content) {
  if (content == Digest()) return true;
  const Result<std::optional<std::string>> bytes = engine.store.content(content);
  if (!bytes) return bytes.error()->kind == Error::Kind::damaged ? Result<bool>(false) : fail(bytes.error());
  return *bytes && sha256(**bytes) == content;
}

Result<Replayer> player_of(Engine& engine, const records::CaseRow& row,
                           const std::vector<records::JournalRow>& entries) {
  if (entries.empty())
    return disagrees(0, {"sagen " + row.key + " har ingen poster", "the case " + row.key + " has no entries"});
  machine::Case instance;
  instance.id = row.id;
  instance.key = row.key;
  AFTALE_TRY(instance.definition, first_definition(row.definition, entries));
  AFTALE_TRY(model::DefinitionPtr definition, engine.definitions.get(instance.definition));
  if (!case_rows::knows_semantics(row)) return disagrees(entries.front().seq, case_rows::other_semantics(row));
  instance.semantics = static_cast<int>(row.semantics);
  return Replayer(engine.definitions, unbegun(instance, std::move(definition), entries.front().at), entries);
}

Result<Rebuilt> rebuild(Engine& engine, const records::CaseRow& row, const std::vector<records::JournalRow>& entries,
                        std::int64_t& broken) {
  broken = entries.empty() ? 0 : entries.front().seq;
  AFTALE_TRY(Replayer player, player_of(engine, row, entries));
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

Result<std::vector<AuditAnswer::Finding>> compare(Engine& engine, const std::string& key) {
  std::vector<AuditAnswer::Finding> findings;
  AFTALE_TRY(std::optional<records::LoadedCase> stored, engine.store.load(key));
  if (!stored)
    return fail(Error::Kind::not_found, "unknown-case", Text{"Der er ingen sag " + key, "There is no case " + key});
  const CaseId id = stored->row.id;
  AFTALE_TRY(const std::vector<records::JournalRow> entries, engine.store.journal(id, 0, ~std::size_t{0} >> 1));
  std::int64_t broken = 0;
  Result<Rebuilt> rebuilt = rebuild(engine, stored->row, entries, broken);
  if (!rebuilt) {
    findings.push_back({broken, key, rebuilt.error()->findings.front()});
    return findings;
  }
  records::Commit& rows = rebuilt->rows;
  const std::int64_t last = entries.back().seq;
  const records::CaseRow& fresh = rows.new_cases.front();
  const records::CaseRow& kept = stored->row;
  if (fresh.status != kept.status || fresh.wake_at != kept.wake_at || fresh.fault != kept.fault ||
      fresh.closed_at != kept.closed_at || fresh.title != kept.title || fresh.opened_at != kept.opened_at ||
      fresh.workflow != kept.workflow || fresh.workflow_title != kept.workflow_title ||
      fresh.organisation != kept.organisation || fresh.definition != kept.definition) {
    findings.push_back(finding(
        last, key, {"sagens række stemmer ikke med journalen", "the case's row does not agree with the journal"}));
  }
  if (!same_all(rows.branches, stored->branches)) {
    findings.push_back(finding(
        last, key, {"sagens tilstand stemmer ikke med journalen", "the case's state does not agree with the journal"}));
  }
  AFTALE_TRY(std::vector<records::ItemWithCase> listed, engine.store.work_items({id, false, std::nullopt}));
  std::vector<records::WorkItemRow> items;
  for (records::ItemWithCase& item : listed) items.push_back(std::move(item.item));
  const auto item_key = [](const records::WorkItemRow& item) { return std::pair(item.branch, item.item); };
  sort_rows(items, item_key);
  sort_rows(rows.work_items, item_key);
  if (!same_all(rows.work_items, items)) {
    findings.push_back(
        finding(last, key,
                {"sagens opgaver stemmer ikke med journalen", "the case's work items do not agree with the journal"}));
  }
  if (!same_all(newest(rows.documents), newest(stored->documents))) {
    findings.push_back(finding(
        last, key,
        {"sagens dokumenter stemmer ikke med journalen", "the case's documents do not agree with the journal"}));
  }
  AFTALE_TRY_VOID(compare_messages(engine, kept, rows.outbox, last, findings));
  return findings;
}

Result<void> verify_case(Engine& engine, const std::string& key) {
  AFTALE_TRY(std::vector<AuditAnswer::Finding> findings, compare(engine, key));
  if (findings.empty()) return {};
  return fail(Error::Kind::damaged, {findings.front().diagnostic});
}

}  // namespace aftale::cases
