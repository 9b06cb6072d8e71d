#include "adapters/sqlite/questions.h"

#include <array>
#include <initializer_list>

#include "adapters/sqlite/item_in_branch.h"
#include "adapters/sqlite/row_columns.h"
#include "engine/base/json_writer.h"

namespace aftale::sqlite::questions {
namespace {

using namespace records;

template <class Row>
Row row_of(Connection& connection, SQLite::Statement& statement) {
  Row row;
  Columns values(statement);
  read(values, connection.dictionary(), row);
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

template <class Row>
std::vector<Row> rows(Connection& connection, SQLite::Statement& statement) {
  return all_rows(statement, [&](SQLite::Statement& row) { return row_of<Row>(connection, row); });
}

template <class Row>
std::optional<Row> row(Connection& connection, SQLite::Statement& statement) {
  return one_row(statement, [&](SQLite::Statement& one) { return row_of<Row>(connection, one); });
}

/// `SELECT .. FROM table t <rest>`, made once for each place that calls it with a type of its own.
template <class Row>
std::string select_where(std::string_view table, std::string_view rest) {
  return select_from<Row>(table).append(rest);
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
  static const std::string sql = select_where<CaseRow>("cases", "WHERE t.key = ?");
  const std::string text(key);
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(text);
  return row<CaseRow>(connection, statement);
}

std::vector<CaseRow> cases(Connection& connection) {
  static const std::string sql = select_where<CaseRow>("cases", "ORDER BY t.id");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  statement.tryReset();
  return rows<CaseRow>(connection, statement);
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

std::int64_t count_due(Connection& connection, time::Instant now, std::size_t limit) {
  SQLite::Statement& statement = connection.prepared(
      "SELECT count(*) FROM (SELECT 1 FROM cases WHERE wake_at IS NOT NULL AND wake_at <= ? LIMIT ?)");
  Binder(statement).all(now, limit_of(limit));
  std::int64_t count = 0;
  if (statement.executeStep()) Columns(statement).get(count);
  statement.tryReset();
  return count;
}

std::vector<BranchRow> branches(Connection& connection, CaseId id, bool with_state) {
  static const std::string sql = select_where<BranchRow>("branch", "WHERE t.case_id = ? ORDER BY t.no");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  std::vector<BranchRow> found = rows<BranchRow>(connection, statement);
  if (!with_state) {
    for (BranchRow& branch : found) branch.state.clear();
  }
  return found;
}

namespace {

/// Where an item lies in its branch's row, and where it does not; one text for each combination of conditions, so that
/// each is prepared once. Numbered marks: case, due day.
const std::string& items_sql(const ItemFilter& filter) {
  static const std::array<std::string, 8> texts = [] {
    std::array<std::string, 8> made;
    for (std::size_t n = 0; n < made.size(); ++n) {
      std::string in_branch = select_items_in_branches() + "WHERE t.item IS NOT NULL";
      std::string alone = select_where<WorkItemRow>("work_item", "WHERE true");
      if ((n & 1) != 0) in_branch += " AND t.case_id = ?1", alone += " AND t.case_id = ?1";
      if ((n & 2) != 0) alone += " AND t.status = 0";
      if ((n & 4) != 0) in_branch += " AND t.item_due_on <= ?2", alone += " AND t.due_on <= ?2";
      made[n] = "SELECT w.*, c.key, c.title FROM (" + in_branch + " UNION ALL " + alone +
                ") w JOIN cases c ON c.id = w.case_id ORDER BY w.due_on IS NULL, w.due_on, w.case_id, w.branch, w.item";
    }
    return made;
  }();
  return texts[(filter.case_id ? 1U : 0U) | (filter.open_only ? 2U : 0U) | (filter.due_to ? 4U : 0U)];
}

}  // namespace

std::vector<ItemWithCase> work_items(Connection& connection, const ItemFilter& filter) {
  SQLite::Statement& statement = connection.prepared(items_sql(filter).c_str());
  Binder binder(statement);
  if (filter.case_id || filter.due_to) binder.add(filter.case_id.value_or(CaseId{}));
  if (filter.due_to) binder.add(*filter.due_to);
  return all_rows(statement, [&](SQLite::Statement& one) {
    ItemWithCase found;
    Columns values(one);
    read(values, connection.dictionary(), found.item);
    values.get(found.case_key);
    RowReader reader(values, connection.dictionary());
    reader.title("title", found.case_title);
    return found;
  });
}

std::vector<DocumentRow> documents(Connection& connection, CaseId id) {
  static const std::string sql = select_where<DocumentRow>("document", "WHERE t.case_id = ? ORDER BY t.id");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  return rows<DocumentRow>(connection, statement);
}

std::optional<JournalRow> find_request(Connection& connection, const RequestId& request) {
  static const std::string sql = select_where<JournalRow>("journal", "WHERE t.request = ?");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(request);
  return row<JournalRow>(connection, statement);
}

std::vector<JournalRow> journal(Connection& connection, CaseId id, std::int64_t after, std::size_t limit) {
  static const std::string whole = select_where<JournalRow>("journal", "WHERE t.seq > ? ORDER BY t.seq LIMIT ?");
  static const std::string of_case =
      select_where<JournalRow>("journal", "WHERE t.case_id = ? AND t.seq > ? ORDER BY t.revision LIMIT ?");
  SQLite::Statement& statement = connection.prepared(id.value == 0 ? whole.c_str() : of_case.c_str());
  Binder binder(statement);
  if (id.value != 0) binder.add(id);
  binder.all(after, limit_of(limit));
  return rows<JournalRow>(connection, statement);
}

std::vector<JournalRow> file_journal(Connection& connection, std::size_t limit) {
  static const std::string sql =
      select_where<JournalRow>("journal", "WHERE t.case_id IS NULL ORDER BY t.revision DESC LIMIT ?");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(limit_of(limit));
  return rows<JournalRow>(connection, statement);
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

namespace {

constexpr std::string_view kDue = "WHERE t.next_attempt_at IS NOT NULL AND t.next_attempt_at <= ? ",
                           kOldestFirst = "ORDER BY t.next_attempt_at, t.id LIMIT ?",
                           kOfReceiver = "AND t.notice IN (SELECT id FROM notice WHERE receiver = ?) ";

std::string outbox_where(std::initializer_list<std::string_view> parts) {
  std::string rest;
  for (const std::string_view part : parts) rest.append(part);
  return select_where<OutboxRow>("outbox", rest);
}

}  // namespace

std::vector<OutboxRow> outbox(Connection& connection, bool undelivered_only, std::size_t limit) {
  static const std::string open =
      outbox_where({"WHERE t.delivered_at IS NULL AND t.status <> 5 ORDER BY t.id LIMIT ?"});
  static const std::string all = outbox_where({"ORDER BY t.id LIMIT ?"});
  SQLite::Statement& statement = connection.prepared(undelivered_only ? open.c_str() : all.c_str());
  Binder(statement).add(limit_of(limit));
  return rows<OutboxRow>(connection, statement);
}

std::vector<OutboxRow> outbox_of(Connection& connection, CaseId id) {
  static const std::string sql = outbox_where({"WHERE t.case_id = ? ORDER BY t.id"});
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  return rows<OutboxRow>(connection, statement);
}

std::vector<OutboxRow> outbox_due(Connection& connection, time::Instant now, std::size_t limit,
                                  const std::vector<std::string>& except) {
  static const std::string all = outbox_where({kDue, kOldestFirst});
  static const std::string others = outbox_where(
      {kDue, "AND t.notice NOT IN (SELECT id FROM notice WHERE receiver IN (SELECT value FROM json_each(?))) ",
       kOldestFirst});
  if (except.empty()) {
    SQLite::Statement& statement = connection.prepared(all.c_str());
    Binder(statement).all(now, limit_of(limit));
    return rows<OutboxRow>(connection, statement);
  }
  std::string names;
  JsonWriter out(names);
  out.begin_array();
  for (const std::string& receiver : except) out.string(receiver);
  out.end_array();
  SQLite::Statement& statement = connection.prepared(others.c_str());
  Binder(statement).all(now, names, limit_of(limit));
  return rows<OutboxRow>(connection, statement);
}

std::vector<OutboxRow> outbox_about(Connection& connection, CaseId id, const std::string& thing,
                                    const std::string& receiver) {
  static const std::string sql =
      outbox_where({"WHERE t.case_id = ? AND t.thing = ? AND t.thing IS NOT NULL ", kOfReceiver, "ORDER BY t.id"});
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  const std::optional<std::int64_t> number = connection.dictionary().known(thing);
  if (!number) return {};
  Binder(statement).all(id, *number, receiver);
  return rows<OutboxRow>(connection, statement);
}

std::vector<OutboxRow> outbox_to(Connection& connection, const std::string& receiver, time::Instant now,
                                 std::size_t limit) {
  static const std::string sql = outbox_where({kDue, kOfReceiver, kOldestFirst});
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).all(now, receiver, limit_of(limit));
  return rows<OutboxRow>(connection, statement);
}

std::optional<OutboxRow> find_outbox(Connection& connection, std::int64_t id) {
  static const std::string sql = outbox_where({"WHERE t.id = ?"});
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  return row<OutboxRow>(connection, statement);
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
  static const std::string sql = select_where<DefinitionRow>("definition", "ORDER BY t.workflow, t.version, t.id");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  statement.tryReset();
  return rows<DefinitionRow>(connection, statement);
}

std::optional<DefinitionRow> find_definition(Connection& connection, const Digest& id) {
  static const std::string sql = select_where<DefinitionRow>("definition", "WHERE t.id = ?");
  SQLite::Statement& statement = connection.prepared(sql.c_str());
  Binder(statement).add(id);
  return row<DefinitionRow>(connection, statement);
}

}  // namespace aftale::sqlite::questions
