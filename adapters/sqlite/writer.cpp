#include "adapters/sqlite/writer.h"

#include "adapters/sqlite/errors.h"

namespace aftale::sqlite {
namespace {

using namespace records;

constexpr const char* kHead = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";

constexpr const char* kInsertJournal =
    "INSERT INTO journal(seq, format, case_id, revision, at, recorded_at, effective, actor, proof, request, kind, "
    "input, "
    "outcome, prev, hash) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kInsertCase =
    "INSERT INTO cases(id, key, title_da, title_en, workflow, workflow_title_da, workflow_title_en, organisation, "
    "definition, semantics, status, fault, opened_at, closed_at, wake_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* kRewriteCase =
    "UPDATE cases SET title_da=?, title_en=?, workflow=?, workflow_title_da=?, workflow_title_en=?, organisation=?, "
    "definition=?, semantics=?, status=?, fault=?, opened_at=?, closed_at=?, wake_at=? WHERE id=?";
constexpr const char* kDropStates[] = {"DELETE FROM branch WHERE case_id=?", "DELETE FROM work_item WHERE case_id=?",
                                       "DELETE FROM document WHERE case_id=?"};
constexpr const char* kUpdateCase = "UPDATE cases SET status=?, fault=?, closed_at=?, wake_at=? WHERE id=?";
constexpr const char* kUpsertBranch =
    "INSERT INTO branch(case_id, no, parent, ordinal, round, key, title_da, title_en, status, kept, outcome, "
    "word, ended_on, planned_on, group_da, group_en, step_da, step_en, due_on, overdue, state) "
    "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(case_id, no) DO UPDATE SET "
    "parent=excluded.parent, ordinal=excluded.ordinal, round=excluded.round, key=excluded.key, "
    "title_da=excluded.title_da, title_en=excluded.title_en, status=excluded.status, kept=excluded.kept, "
    "outcome=excluded.outcome, word=excluded.word, ended_on=excluded.ended_on, planned_on=excluded.planned_on, "
    "group_da=excluded.group_da, group_en=excluded.group_en, step_da=excluded.step_da, step_en=excluded.step_en, "
    "due_on=excluded.due_on, overdue=excluded.overdue, state=excluded.state";
constexpr const char* kUpdateBranch =
    "UPDATE branch SET parent=?3, ordinal=?4, round=?5, key=?6, title_da=?7, title_en=?8, status=?9, kept=?10, "
    "outcome=?11, word=?12, ended_on=?13, planned_on=?14, group_da=?15, group_en=?16, step_da=?17, step_en=?18, "
    "due_on=?19, overdue=?20, state=?21 WHERE case_id=?1 AND no=?2";
constexpr const char* kUpdateItem =
    "UPDATE work_item SET status=?4, step=?5, title_da=?6, title_en=?7, owner_da=?8, owner_en=?9, contact=?10, "
    "party=?11, body=?12, ballot=?13, opened_on=?14, due_on=?15, planned_on=?16, decided_on=?17, overdue=?18, "
    "outcome=?19, word=?20, votes_for=?21, votes_against=?22, votes_abstained=?23, present=?24, recused=?25, "
    "remarks=?26, postponed=?27 WHERE case_id=?1 AND branch=?2 AND item=?3";
constexpr const char* kUpsertItem =
    "INSERT INTO work_item(case_id, branch, item, status, step, title_da, title_en, owner_da, owner_en, contact, "
    "party, body, ballot, opened_on, due_on, planned_on, decided_on, overdue, outcome, word, votes_for, "
    "votes_against, votes_abstained, present, recused, remarks, postponed) "
    "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(case_id, branch, item) DO UPDATE "
    "SET status=excluded.status, step=excluded.step, title_da=excluded.title_da, title_en=excluded.title_en, "
    "owner_da=excluded.owner_da, owner_en=excluded.owner_en, contact=excluded.contact, party=excluded.party, "
    "body=excluded.body, ballot=excluded.ballot, opened_on=excluded.opened_on, due_on=excluded.due_on, "
    "planned_on=excluded.planned_on, decided_on=excluded.decided_on, overdue=excluded.overdue, "
    "outcome=excluded.outcome, word=excluded.word, votes_for=excluded.votes_for, "
    "votes_against=excluded.votes_against, votes_abstained=excluded.votes_abstained, present=excluded.present, "
    "recused=excluded.recused, remarks=excluded.remarks, postponed=excluded.postponed";
constexpr const char* kUpsertDocument =
    "INSERT INTO document(case_id, document, version, title_da, title_en, name, sha256, size, attached, frozen) "
    "VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(case_id, document, name, version) DO UPDATE SET "
    "title_da=excluded.title_da, title_en=excluded.title_en, sha256=excluded.sha256, size=excluded.size, "
    "attached=excluded.attached, frozen=excluded.frozen";
constexpr const char* kInsertOutbox =
    "INSERT INTO outbox(case_id, key, message_id, channel, template_name, template_da, template_en, facts, receiver, "
    "thing, receiver_title, status, attempts, created_at, next_attempt_at, delivered_at, last_error) "
    "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(key) DO NOTHING";
constexpr const char* kUpdateOutbox =
    "UPDATE outbox SET status=?, attempts=?, next_attempt_at=?, delivered_at=?, last_error=? WHERE id=?";
constexpr const char* kInsertContent = "INSERT INTO content(sha256, bytes) VALUES(?,?) ON CONFLICT DO NOTHING";
constexpr const char* kInsertDefinition =
    "INSERT INTO definition(id, workflow, version, workflow_source, manifest) VALUES(?,?,?,?,?) ON CONFLICT DO NOTHING";

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
  for (const ContentRow& row : commit.content)
    Binder(connection.prepared(kInsertContent)).add(row.sha256).blob(row.bytes).run();
  for (const DefinitionRow& row : commit.definitions) {
    Binder(connection.prepared(kInsertDefinition))
        .all(row.id, row.workflow, row.version, row.workflow_source, row.manifest)
        .run();
  }
}

// False where it is not there.
bool rewrite(Connection& connection, const CaseRow& row) {
  Binder binder(connection.prepared(kRewriteCase));
  binder.all(row.title.da, row.title.en, row.workflow, row.workflow_title.da, row.workflow_title.en, row.organisation,
             row.definition, row.semantics, row.status, row.fault, row.opened_at, row.closed_at, row.wake_at, row.id);
  return binder.run() == 1;
}

// False where a case is not there.
bool write_cases(Connection& connection, const Commit& commit) {
  for (const CaseRow& row : commit.new_cases) {
    Binder(connection.prepared(kInsertCase))
        .all(row.id, row.key, row.title.da, row.title.en, row.workflow, row.workflow_title.da, row.workflow_title.en,
             row.organisation, row.definition, row.semantics, row.status, row.fault, row.opened_at, row.closed_at,
             row.wake_at)
        .run();
  }
  for (const CaseRow& row : commit.cases) {
    Binder binder(connection.prepared(kUpdateCase));
    if (binder.all(row.status, row.fault, row.closed_at, row.wake_at, row.id).run() != 1) return false;
  }
  for (const CaseRow& row : commit.moved) {
    if (!rewrite(connection, row)) return false;
  }
  for (const CaseRow& row : commit.rebuilt) {
    if (!rewrite(connection, row)) return false;
    for (const char* drop : kDropStates) Binder(connection.prepared(drop)).all(row.id).run();
  }
  return true;
}

// False where the numbers leave a gap.
bool write_journal(Connection& connection, const Commit& commit) {
  std::int64_t seq = commit.expected_seq;
  for (const JournalRow& row : commit.journal) {
    if (row.seq != ++seq) return false;
    const std::optional<CaseId> of = row.case_id.value == 0 ? std::nullopt : std::optional(row.case_id);
    Binder(connection.prepared(kInsertJournal))
        .all(row.seq, row.format, of, row.revision, row.at, row.recorded_at, row.effective, row.actor, row.proof,
             row.request, row.kind, row.input, row.outcome, row.prev, row.hash)
        .run();
  }
  return true;
}

int run(SQLite::Statement& statement, const BranchRow& row) {
  return Binder(statement)
      .all(row.case_id, row.no, row.parent, row.ordinal, row.round, row.key, row.title.da, row.title.en, row.status,
           row.kept, row.outcome, row.word, row.ended_on, row.planned_on, row.group.da, row.group.en, row.step.da,
           row.step.en, row.due_on, row.overdue)
      .blob(row.state)
      .run();
}

int run(SQLite::Statement& statement, const WorkItemRow& row) {
  return Binder(statement)
      .all(row.case_id, row.branch, row.item, row.status, row.step, row.title.da, row.title.en, row.owner.da,
           row.owner.en, row.contact, row.party, row.body, row.ballot, row.opened_on, row.due_on, row.planned_on,
           row.decided_on, row.overdue, row.outcome, row.word, row.votes_for, row.votes_against, row.votes_abstained,
           row.present, row.recused, row.remarks, row.postponed)
      .run();
}

// An update costs half of what an upsert does that finds its row, so it is tried first where the row is likely there:
// an open item is mostly new, any other and a branch mostly are not. Right in either case.
void write_state(Connection& connection, const Commit& commit) {
  for (const BranchRow& row : commit.branches) {
    if (run(connection.prepared(kUpdateBranch), row) == 0) run(connection.prepared(kUpsertBranch), row);
  }
  for (const WorkItemRow& row : commit.work_items) {
    const bool open = row.status == 0;
    if (open || run(connection.prepared(kUpdateItem), row) == 0) run(connection.prepared(kUpsertItem), row);
  }
  for (const DocumentRow& row : commit.documents) {
    Binder(connection.prepared(kUpsertDocument))
        .all(row.case_id, row.document, row.version, row.title.da, row.title.en, row.name, row.sha256, row.size,
             row.attached, row.frozen)
        .run();
  }
}

// False where a notification is not there.
bool write_outbox(Connection& connection, const Commit& commit) {
  for (const OutboxRow& row : commit.outbox) {
    Binder(connection.prepared(kInsertOutbox))
        .all(row.case_id, row.key, row.message_id, row.channel, row.template_name, row.template_da, row.template_en,
             row.facts, row.receiver, row.thing, row.receiver_title, row.status, row.attempts, row.created_at,
             row.next_attempt_at, row.delivered_at, row.last_error)
        .run();
  }
  for (const OutboxRow& row : commit.deliveries) {
    Binder binder(connection.prepared(kUpdateOutbox));
    binder.all(row.status, row.attempts, row.next_attempt_at, row.delivered_at, row.last_error, row.id);
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
  write_state(connection, commit);
  if (!write_outbox(connection, commit)) return fail(conflict());
  transaction.commit();
  AFTALE_TRY_VOID(connection.in_place(true));
  if (!commit.journal.empty()) connection.remember({commit.journal.back().seq, commit.journal.back().hash});
  return {};
}

}  // namespace aftale::sqlite
