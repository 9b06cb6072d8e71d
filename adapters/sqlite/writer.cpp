#include "adapters/sqlite/writer.h"

#include "adapters/sqlite/errors.h"
#include "adapters/sqlite/row_columns.h"

namespace aftale::sqlite {
namespace {

using namespace records;

constexpr const char* kHead = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";

constexpr const char* kDropStates[] = {"DELETE FROM branch WHERE case_id=?", "DELETE FROM work_item WHERE case_id=?",
                                       "DELETE FROM document WHERE case_id=?"};
constexpr const char* kUpdateCase = "UPDATE cases SET status=?, fault=?, closed_at=?, wake_at=? WHERE id=?";
constexpr const char* kUpdateOutbox =
    "UPDATE outbox SET status=?, attempts=?, next_attempt_at=?, delivered_at=?, superseded_by=?, superseding=?, "
    "last_error=? WHERE id=?";

ErrorPtr conflict() {
  return make_error(Error::Kind::unavailable, "conflict",
                    {"Databasen blev skrevet af en anden imens. Prøv igen",
                     "The database was written by somebody else meanwhile. Try again"});
}

Result<void> check_head(Connection& connection, const Commit& commit) {
  SQLite::Statement& statement = connection.prepared(kHead);
  statement.tryReset();
  std::int64_t seq = 0;
  Digest hash;
  if (statement.executeStep()) Columns(statement).all(seq, hash);
  statement.tryReset();
  if (seq == commit.expected_seq && hash == commit.expected_head) return {};
  return fail(conflict());
}

void write_definitions(Connection& connection, const Commit& commit) {
  static const std::string content = insert_into<ContentRow>("content") + " ON CONFLICT DO NOTHING";
  static const std::string definition = insert_into<DefinitionRow>("definition") + " ON CONFLICT DO NOTHING";
  for (const ContentRow& row : commit.content) connection.run(content, row);
  for (const DefinitionRow& row : commit.definitions) connection.run(definition, row);
}

// False where a case is not there.
bool write_cases(Connection& connection, const Commit& commit) {
  static const std::string insert = insert_into<CaseRow>("cases"), rewrite = update_of<CaseRow>("cases");
  for (const CaseRow& row : commit.new_cases) connection.run(insert, row);
  for (const CaseRow& row : commit.cases) {
    Binder binder(connection.prepared(kUpdateCase));
    if (binder.all(row.status, row.fault, row.closed_at, row.wake_at, row.id).run() != 1) return false;
  }
  for (const CaseRow& row : commit.moved) {
    if (connection.run(rewrite, row) != 1) return false;
  }
  if (!commit.rebuilt.empty()) connection.branches().forget();
  for (const CaseRow& row : commit.rebuilt) {
    if (connection.run(rewrite, row) != 1) return false;
    for (const char* drop : kDropStates) Binder(connection.prepared(drop)).all(row.id).run();
  }
  return true;
}

// False where the numbers leave a gap.
bool write_journal(Connection& connection, const Commit& commit) {
  static const std::string insert = insert_into<JournalRow>("journal");
  std::int64_t seq = commit.expected_seq;
  for (const JournalRow& row : commit.journal) {
    if (row.seq != ++seq) return false;
    connection.run(insert, row);
  }
  return true;
}

void write_documents(Connection& connection, const Commit& commit) {
  static const std::string upsert = insert_into<DocumentRow>("document") + or_become<DocumentRow>();
  for (const DocumentRow& row : commit.documents) connection.run(upsert, row);
}

// False where a notification is not there.
bool write_outbox(Connection& connection, const Commit& commit) {
  static const std::string insert = insert_into<OutboxRow>("outbox") + " ON CONFLICT(case_id, key) DO NOTHING";
  for (const OutboxRow& row : commit.outbox) connection.run(insert, row);
  for (const OutboxRow& row : commit.deliveries) {
    Binder binder(connection.prepared(kUpdateOutbox));
    binder.all(row.status, row.attempts, row.next_attempt_at, row.delivered_at, row.superseded_by, row.superseding,
               row.last_error, row.id);
    if (binder.run() != 1) return false;
  }
  return true;
}

/// As SQLite::Transaction, with statements that are prepared once.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) { run("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (done_) return;
    connection_.dictionary().forget();
    connection_.branches().forget();
    try {
      run("ROLLBACK");
    } catch (const SQLite::Exception&) {
      // SQLite has rolled back by itself after the error that brought us here.
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    run("COMMIT");
    done_ = true;
  }

 private:
  void run(const char* sql) { Binder(connection_.prepared(sql)).run(); }

  Connection& connection_;
  bool done_ = false;
};

}  // namespace

Result<void> write(Connection& connection, const Commit& commit) {
  AFTALE_TRY_VOID(connection.in_place());
  Transaction transaction(connection);
  AFTALE_TRY_VOID(check_head(connection, commit));
  write_definitions(connection, commit);
  if (!write_cases(connection, commit) || !write_journal(connection, commit)) return fail(conflict());
  connection.branches().write(commit);
  write_documents(connection, commit);
  if (!write_outbox(connection, commit)) return fail(conflict());
  transaction.commit();
  AFTALE_TRY_VOID(connection.in_place(true));
  if (!commit.journal.empty()) connection.remember({commit.journal.back().seq, commit.journal.back().hash});
  return {};
}

}  // namespace aftale::sqlite
