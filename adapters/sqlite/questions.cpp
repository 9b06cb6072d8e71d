#include "adapters/sqlite/questions.h"

#include <array>

#include "engine/base/json_writer.h"

namespace aftale::sqlite::questions {
namespace {

using namespace records;

constexpr const char* kCaseColumns =
    "SELECT id, key, title_da, title_en, workflow, workflow_title_da, workflow_title_en, organisation, definition, "
    "semantics, status, fault, opened_at, closed_at, wake_at FROM cases ";

CaseRow case_row(SQLite::Statement& statement) {
  CaseRow row;
  Columns(statement).all(row.id, row.key, row.title.da, row.title.en, row.workflow, row.workflow_title.da,
                         row.workflow_title.en, row.organisation, row.definition, row.semantics, row.status, row.fault,
                         row.opened_at, row.closed_at, row.wake_at);
  return row;
}

JournalRow journal_row(SQLite::Statement& statement) {
  JournalRow row;
  Columns(statement).all(row.seq, row.format, row.case_id, row.revision, row.at, row.recorded_at, row.effective,
                         row.actor, row.proof, row.request, row.kind, row.input, row.outcome, row.prev, row.hash);
  return row;
}

OutboxRow outbox_row(SQLite::Statement& statement) {
  OutboxRow row;
  Columns(statement).all(row.id, row.case_id, row.key, row.message_id, row.channel, row.template_name, row.template_da,
                         row.template_en, row.facts, row.receiver, row.thing, row.receiver_title, row.status,
                         row.attempts, row.created_at, row.next_attempt_at, row.delivered_at, row.last_error);
  return row;
}

DefinitionRow definition_row(SQLite::Statement& statement) {
  DefinitionRow row;
  Columns(statement).all(row.id, row.workflow, row.version, row.workflow_source, row.manifest);
  return row;
}

template <class Read>
auto all_rows(SQLite::Statement& statement, Read read) {
  std::vector<decltype(read(statement))> rows;
  while (statement.executeStep()) rows.push_back(read(statement));
  statement.tryReset();
  return rows;
}

template <class Read>
auto one_row(SQLite::Statement& statement, Read read) {
  std::optional<decltype(read(statement))> row;
  if (statement.executeStep()) row = read(statement);
  statement.tryReset();
  return row;
}

std::int64_t limit_of(std::size_t limit) {
  return static_cast<std::int64_t>(limit);
}

}  // namespace

Head head(Connection& connection) {
  Head head;
  SQLite::Statement& last = connection.prepared("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  last.tryReset();
  if (last.executeStep()) Columns(last).all(head.seq, head.hash);
  last.tryReset();
  SQLite::Statement& greatest = connection.prepared("SELECT ifnull(max(id), 0) FROM cases");
  greatest.tryReset();
  if (greatest.executeStep()) Columns(greatest).get(head.last_case);
  greatest.tryReset();
  SQLite::Statement& request =
      connection.prepared("SELECT request FROM journal WHERE request IS NOT NULL ORDER BY request DESC LIMIT 1");
  request.tryReset();
  if (request.executeStep()) Columns(request).get(head.greatest_request);
  request.tryReset();
  return head;
}

std::optional<CaseRow> find_case(Connection& connection, std::string_view key) {
  static const std::string sql = std::string(kCaseColumns) + "WHERE key = ?";
  const std::string text(key);
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(text);
  return one_row(statement, case_row);
}

std::vector<CaseRow> cases(Connection& connection) {
  static const std::string sql = std::string(kCaseColumns) + "ORDER BY id";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  statement.tryReset();
  return all_rows(statement, case_row);
}

std::vector<std::string> due_cases(Connection& connection, time::Instant now, std::size_t limit) {
  SQLite::Statement& statement = connection.prepared(
      "SELECT key FROM cases WHERE wake_at IS NOT NULL AND wake_at <= ? ORDER BY wake_at, id LIMIT ?");
  Binder(statement).all(now, limit_of(limit));
  return all_rows(statement, [](SQLite::Statement& row) {
    std::string key;
    Columns(row).get(key);
    return key;
  });
}

namespace {

std::optional<time::Instant> first_instant(SQLite::Statement& statement) {
  std::optional<time::Instant> at;
  if (statement.executeStep()) Columns(statement).get(at);
  statement.tryReset();
  return at;
}

}  // namespace

std::optional<time::Instant> next_wake(Connection& connection) {
  SQLite::Statement& statement = connection.prepared("SELECT min(wake_at) FROM cases WHERE wake_at IS NOT NULL");
  statement.tryReset();
  return first_instant(statement);
}

std::optional<time::Instant> next_delivery(Connection& connection, time::Instant after) {
  SQLite::Statement& statement = connection.prepared(
      "SELECT min(next_attempt_at) FROM outbox WHERE next_attempt_at IS NOT NULL AND next_attempt_at > ?");
  Binder(statement).add(after);
  return first_instant(statement);
}

std::int64_t count_due(Connection& connection, time::Instant now) {
  SQLite::Statement& statement =
      connection.prepared("SELECT count(*) FROM cases WHERE wake_at IS NOT NULL AND wake_at <= ?");
  Binder(statement).add(now);
  std::int64_t count = 0;
  if (statement.executeStep()) Columns(statement).get(count);
  statement.tryReset();
  return count;
}

std::vector<BranchRow> branches(Connection& connection, CaseId id, bool with_state) {
  SQLite::Statement& statement = connection.prepared(
      "SELECT case_id, no, parent, ordinal, round, key, title_da, title_en, status, kept, outcome, word, ended_on, "
      "planned_on, "
      "group_da, group_en, step_da, step_en, due_on, overdue, state FROM branch WHERE case_id = ? ORDER BY no");
  Binder(statement).add(id);
  return all_rows(statement, [with_state](SQLite::Statement& columns) {
    BranchRow row;
    Columns reader(columns);
    reader.all(row.case_id, row.no, row.parent, row.ordinal, row.round, row.key, row.title.da, row.title.en, row.status,
               row.kept, row.outcome, row.word, row.ended_on, row.planned_on, row.group.da, row.group.en, row.step.da,
               row.step.en, row.due_on, row.overdue);
    if (with_state) reader.get(row.state);
    return row;
  });
}

namespace {

/// One text for each combination of conditions, so that each is prepared once.
const std::string& items_sql(const ItemFilter& filter) {
  static const std::array<std::string, 8> texts = [] {
    std::array<std::string, 8> made;
    for (std::size_t n = 0; n < made.size(); ++n) {
      made[n] =
          "SELECT w.case_id, w.branch, w.item, w.status, w.step, w.title_da, w.title_en, w.owner_da, w.owner_en, "
          "w.contact, w.party, w.body, w.ballot, w.opened_on, w.due_on, w.planned_on, w.decided_on, w.overdue, "
          "w.outcome, w.word, w.votes_for, w.votes_against, w.votes_abstained, w.present, w.recused, w.remarks, "
          "w.postponed, c.key, c.title_da, c.title_en FROM work_item w JOIN cases c ON c.id = w.case_id WHERE true";
      if ((n & 1) != 0) made[n] += " AND w.case_id = ?";
      if ((n & 2) != 0) made[n] += " AND w.status = 0";
      if ((n & 4) != 0) made[n] += " AND w.due_on <= ?";
      made[n] += " ORDER BY w.due_on IS NULL, w.due_on, w.case_id, w.branch, w.item";
    }
    return made;
  }();
  return texts[(filter.case_id ? 1U : 0U) | (filter.open_only ? 2U : 0U) | (filter.due_to ? 4U : 0U)];
}

}  // namespace

std::vector<ItemWithCase> work_items(Connection& connection, const ItemFilter& filter) {
  SQLite::Statement& statement = connection.prepared(items_sql(filter).c_str());
  Binder binder(statement);
  if (filter.case_id) binder.add(*filter.case_id);
  if (filter.due_to) binder.add(*filter.due_to);
  return all_rows(statement, [](SQLite::Statement& row) {
    ItemWithCase found;
    WorkItemRow& item = found.item;
    Columns(row).all(item.case_id, item.branch, item.item, item.status, item.step, item.title.da, item.title.en,
                     item.owner.da, item.owner.en, item.contact, item.party, item.body, item.ballot, item.opened_on,
                     item.due_on, item.planned_on, item.decided_on, item.overdue, item.outcome, item.word,
                     item.votes_for, item.votes_against, item.votes_abstained, item.present, item.recused, item.remarks,
                     item.postponed, found.case_key, found.case_title.da, found.case_title.en);
    return found;
  });
}

std::vector<DocumentRow> documents(Connection& connection, CaseId id) {
  SQLite::Statement& statement = connection.prepared(
      "SELECT case_id, document, version, title_da, title_en, name, sha256, size, attached, frozen FROM document "
      "WHERE case_id = ? ORDER BY id");
  Binder(statement).add(id);
  return all_rows(statement, [](SQLite::Statement& columns) {
    DocumentRow row;
    Columns(columns).all(row.case_id, row.document, row.version, row.title.da, row.title.en, row.name, row.sha256,
                         row.size, row.attached, row.frozen);
    return row;
  });
}

constexpr const char* kJournalColumns =
    "SELECT seq, format, case_id, revision, at, recorded_at, effective, actor, proof, request, kind, input, outcome, "
    "prev, "
    "hash FROM journal ";

std::optional<JournalRow> find_request(Connection& connection, const RequestId& request) {
  static const std::string sql = std::string(kJournalColumns) + "WHERE request = ?";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(request);
  return one_row(statement, journal_row);
}

std::vector<JournalRow> journal(Connection& connection, CaseId id, std::int64_t after, std::size_t limit) {
  static const std::string whole = std::string(kJournalColumns) + "WHERE seq > ? ORDER BY seq LIMIT ?";
  static const std::string of_case =
      std::string(kJournalColumns) + "WHERE case_id = ? AND seq > ? ORDER BY revision LIMIT ?";
  SQLite::Statement& statement = connection.prepared(id.value == 0 ? whole.c_str() : of_case.c_str());
  Binder binder(statement);
  if (id.value != 0) binder.add(id);
  binder.all(after, limit_of(limit));
  return all_rows(statement, journal_row);
}

std::vector<JournalRow> file_journal(Connection& connection, std::size_t limit) {
  static const std::string sql = std::string(kJournalColumns) + "WHERE case_id IS NULL ORDER BY revision DESC LIMIT ?";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(limit_of(limit));
  return all_rows(statement, journal_row);
}

std::pair<std::int64_t, time::Instant> last_entry(Connection& connection, CaseId id) {
  SQLite::Statement& statement =
      connection.prepared("SELECT revision, at FROM journal WHERE case_id = ? ORDER BY revision DESC LIMIT 1");
  Binder(statement).add(id);
  std::pair<std::int64_t, time::Instant> last;
  if (statement.executeStep()) Columns(statement).all(last.first, last.second);
  statement.tryReset();
  return last;
}

constexpr const char* kOutboxColumns =
    "SELECT id, case_id, key, message_id, channel, template_name, template_da, template_en, facts, receiver, thing, "
    "receiver_title, "
    "status, attempts, created_at, next_attempt_at, delivered_at, last_error FROM outbox ";

std::vector<OutboxRow> outbox(Connection& connection, bool undelivered_only, std::size_t limit) {
  static const std::string open =
      std::string(kOutboxColumns) + "WHERE delivered_at IS NULL AND status <> 5 ORDER BY id LIMIT ?";
  static const std::string all = std::string(kOutboxColumns) + "ORDER BY id LIMIT ?";
  SQLite::Statement& statement = connection.prepared(undelivered_only ? open.c_str() : all.c_str());
  Binder(statement).add(limit_of(limit));
  return all_rows(statement, outbox_row);
}

std::vector<OutboxRow> outbox_of(Connection& connection, CaseId id) {
  static const std::string sql = std::string(kOutboxColumns) + "WHERE case_id = ? ORDER BY id";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  return all_rows(statement, outbox_row);
}

std::vector<OutboxRow> outbox_due(Connection& connection, time::Instant now, std::size_t limit,
                                  const std::vector<std::string>& except) {
  static const std::string all =
      std::string(kOutboxColumns) +
      "WHERE next_attempt_at IS NOT NULL AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?";
  static const std::string others =
      std::string(kOutboxColumns) +
      "WHERE next_attempt_at IS NOT NULL AND next_attempt_at <= ? AND receiver NOT IN (SELECT value FROM json_each(?)) "
      "ORDER BY next_attempt_at, id LIMIT ?";
  if (except.empty()) {
    SQLite::Statement& statement = connection.prepared(all.c_str());
    Binder(statement).all(now, limit_of(limit));
    return all_rows(statement, outbox_row);
  }
  std::string names;
  JsonWriter out(names);
  out.begin_array();
  for (const std::string& receiver : except) out.string(receiver);
  out.end_array();
  SQLite::Statement& statement = connection.prepared(others.c_str());
  Binder(statement).all(now, names, limit_of(limit));
  return all_rows(statement, outbox_row);
}

std::vector<OutboxRow> outbox_about(Connection& connection, CaseId id, const std::string& thing,
                                    const std::string& receiver) {
  static const std::string sql =
      std::string(kOutboxColumns) + "WHERE case_id = ? AND thing = ? AND thing <> '' AND receiver = ? ORDER BY id";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).all(id, thing, receiver);
  return all_rows(statement, outbox_row);
}

std::vector<OutboxRow> outbox_to(Connection& connection, const std::string& receiver, time::Instant now,
                                 std::size_t limit) {
  static const std::string sql = std::string(kOutboxColumns) +
                                 "WHERE next_attempt_at IS NOT NULL AND next_attempt_at <= ? AND receiver = ? ORDER BY "
                                 "next_attempt_at, id LIMIT ?";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).all(now, receiver, limit_of(limit));
  return all_rows(statement, outbox_row);
}

std::optional<OutboxRow> find_outbox(Connection& connection, std::int64_t id) {
  static const std::string sql = std::string(kOutboxColumns) + "WHERE id = ?";
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  return one_row(statement, outbox_row);
}

std::optional<std::string> content(Connection& connection, const Digest& sha256) {
  SQLite::Statement& statement = connection.prepared("SELECT bytes FROM content WHERE sha256 = ?");
  Binder(statement).add(sha256);
  return one_row(statement, [](SQLite::Statement& row) {
    std::string bytes;
    Columns(row).get(bytes);
    return bytes;
  });
}

std::vector<DefinitionRow> definitions(Connection& connection) {
  SQLite::Statement& statement = connection.prepared(
      "SELECT id, workflow, version, workflow_source, manifest FROM definition ORDER BY workflow, version, id");
  statement.tryReset();
  return all_rows(statement, definition_row);
}

std::optional<DefinitionRow> find_definition(Connection& connection, const Digest& id) {
  SQLite::Statement& statement =
      connection.prepared("SELECT id, workflow, version, workflow_source, manifest FROM definition WHERE id = ?");
  Binder(statement).add(id);
  return one_row(statement, definition_row);
}

}  // namespace aftale::sqlite::questions
