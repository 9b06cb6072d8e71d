#include "adapters/sqlite/upgrade_rows.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/row_columns.h"
#include "adapters/sqlite/schema.h"
#include "engine/records/journal_hash.h"

namespace aftale::sqlite {
namespace {

using namespace records;

constexpr const char* kSetAside = R"sql(
DROP INDEX cases_wake; DROP INDEX journal_case; DROP INDEX journal_request; DROP INDEX work_item_open;
DROP INDEX outbox_due; DROP INDEX outbox_thing; DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;
ALTER TABLE cases RENAME TO old_cases; ALTER TABLE journal RENAME TO old_journal;
ALTER TABLE branch RENAME TO old_branch; ALTER TABLE work_item RENAME TO old_work_item;
ALTER TABLE document RENAME TO old_document; ALTER TABLE outbox RENAME TO old_outbox;
)sql";
// Those that others belong to come last.
constexpr const char* kDrop = R"sql(
DROP TABLE old_outbox; DROP TABLE old_document; DROP TABLE old_work_item; DROP TABLE old_branch;
DROP TABLE old_journal; DROP TABLE old_cases;
)sql";

void take_cases(Connection& connection) {
  static const std::string sql = insert_into<CaseRow>("cases");
  SQLite::Statement old(connection.database(),
                        "SELECT id, key, title_da, title_en, workflow, workflow_title_da, workflow_title_en, "
                        "organisation, definition, semantics, status, fault, opened_at, closed_at, wake_at FROM "
                        "old_cases ORDER BY id");
  while (old.executeStep()) {
    CaseRow row;
    Columns(old).all(row.id, row.key, row.title.da, row.title.en, row.workflow, row.workflow_title.da,
                     row.workflow_title.en, row.organisation, row.definition, row.semantics, row.status, row.fault,
                     row.opened_at, row.closed_at, row.wake_at);
    connection.run(sql, row);
  }
}

// The hash of an entry covers that of the one before it: whether they follow each other is seen as well as before.
void take_journal(Connection& connection) {
  static const std::string sql = insert_into<JournalRow>("journal");
  SQLite::Statement old(connection.database(),
                        "SELECT seq, format, ifnull(case_id, 0), revision, at, recorded_at, effective, actor, proof, "
                        "request, kind, input, outcome, hash FROM old_journal ORDER BY seq");
  while (old.executeStep()) {
    JournalRow row;
    std::string proof;
    Columns(old).all(row.seq, row.format, row.case_id, row.revision, row.at, row.recorded_at, row.effective, row.actor,
                     proof, row.request, row.kind, row.input, row.outcome, row.hash);
    split_proof(row, std::move(proof));
    connection.run(sql, row);
  }
}

void take_branches(Connection& connection, CaseId id) {
  Commit commit;
  SQLite::Statement branches(connection.database(),
                             "SELECT case_id, no, parent, ordinal, round, key, title_da, title_en, status, kept, "
                             "outcome, word, ended_on, planned_on, group_da, group_en, step_da, step_en, due_on, "
                             "overdue, state FROM old_branch WHERE case_id = ? ORDER BY no");
  Binder(branches).add(id);
  while (branches.executeStep()) {
    BranchRow& row = commit.branches.emplace_back();
    Columns(branches).all(row.case_id, row.no, row.parent, row.ordinal, row.round, row.key, row.title.da, row.title.en,
                          row.status, row.kept, row.outcome, row.word, row.ended_on, row.planned_on, row.group.da,
                          row.group.en, row.step.da, row.step.en, row.due_on, row.overdue, row.state);
  }
  SQLite::Statement items(
      connection.database(),
      "SELECT case_id, branch, item, status, step, title_da, title_en, owner_da, owner_en, contact, "
      "party, body, ballot, opened_on, due_on, planned_on, decided_on, overdue, outcome, word, "
      "votes_for, votes_against, votes_abstained, present, recused, remarks, postponed FROM "
      "old_work_item WHERE case_id = ? ORDER BY branch, item");
  Binder(items).add(id);
  while (items.executeStep()) {
    WorkItemRow& row = commit.work_items.emplace_back();
    Columns(items).all(row.case_id, row.branch, row.item, row.status, row.step, row.title.da, row.title.en,
                       row.owner.da, row.owner.en, row.contact, row.party, row.body, row.ballot, row.opened_on,
                       row.due_on, row.planned_on, row.decided_on, row.overdue, row.outcome, row.word, row.votes_for,
                       row.votes_against, row.votes_abstained, row.present, row.recused, row.remarks, row.postponed);
  }
  connection.branches().write(commit);
}

void take_all_branches(Connection& connection) {
  SQLite::Statement cases(connection.database(), "SELECT id FROM cases ORDER BY id");
  while (cases.executeStep()) {
    CaseId id;
    Columns(cases).get(id);
    take_branches(connection, id);
  }
}

// Their numbers say in which order they were attached.
void take_documents(Connection& connection) {
  static const std::string sql = insert_into<DocumentRow>("document");
  SQLite::Statement old(connection.database(),
                        "SELECT case_id, document, version, title_da, title_en, name, sha256, size, attached, frozen "
                        "FROM old_document ORDER BY id");
  while (old.executeStep()) {
    DocumentRow row;
    Columns(old).all(row.case_id, row.document, row.version, row.title.da, row.title.en, row.name, row.sha256, row.size,
                     row.attached, row.frozen);
    connection.run(sql, row);
  }
}

/// The number between two parts of a sentence.
std::optional<std::int64_t> number_in(std::string_view text, std::string_view before, std::string_view after) {
  if (!text.starts_with(before) || !text.ends_with(after)) return std::nullopt;
  if (text.size() <= before.size() + after.size()) return std::nullopt;
  text = text.substr(before.size(), text.size() - before.size() - after.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// Programs before this layout said it in a Danish sentence.
void read_superseded(OutboxRow& row) {
  if (row.status != lifecycle::DeliveryStatus::superseded) return;
  if (row.last_error == "Svaret er kommet") {
    row.superseded_by = SupersededBy::answer;
  } else if (row.last_error == "Står i dagens samlebesked") {
    row.superseded_by = SupersededBy::digest;
  } else if (const auto message = number_in(row.last_error, "Besked ", " siger det")) {
    row.superseded_by = SupersededBy::message;
    row.superseding = *message;
  } else if (const auto entry = number_in(row.last_error, "Post ", " er strøget")) {
    row.superseded_by = SupersededBy::correction;
    row.superseding = *entry;
  } else {
    return;
  }
  row.last_error.clear();
}

void take_outbox(Connection& connection) {
  static const std::string sql = insert_into<OutboxRow>("outbox");
  SQLite::Statement old(connection.database(),
                        "SELECT o.id, o.case_id, o.key, o.channel, o.template_name, o.template_da, o.template_en, "
                        "o.receiver, o.thing, o.receiver_title, o.status, o.attempts, o.created_at, o.next_attempt_at, "
                        "o.delivered_at, o.last_error, o.facts, c.key FROM old_outbox o JOIN cases c ON c.id = "
                        "o.case_id ORDER BY o.id");
  while (old.executeStep()) {
    OutboxRow row;
    std::string facts, case_key;
    Columns(old).all(row.id, row.case_id, row.key, row.channel, row.template_name, row.template_da, row.template_en,
                     row.receiver, row.thing, row.receiver_title, row.status, row.attempts, row.created_at,
                     row.next_attempt_at, row.delivered_at, row.last_error, facts, case_key);
    read_facts(row, facts);
    if (row.case_key != case_key) row.facts.as_written = facts;
    read_superseded(row);
    connection.run(sql, row);
  }
}

}  // namespace

void make_rows_narrow(Connection& connection) {
  SQLite::Database& database = connection.database();
  database.exec(kSetAside);
  database.exec(kRowsSchema);
  take_cases(connection);
  take_journal(connection);
  take_all_branches(connection);
  take_documents(connection);
  take_outbox(connection);
  database.exec(kDrop);
}

}  // namespace aftale::sqlite
