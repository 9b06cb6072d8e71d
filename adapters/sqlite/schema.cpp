#include "adapters/sqlite/schema.h"

namespace aftale::sqlite {

// Measured choices: integer keys inside; what many rows say in the same words is a number into a table that keeps it
// once (dictionary.h); partial indexes; a branch carries its open work item, so that a vote changes one row and adds
// one; a case row is written only when status or wake_at changes. A document has a number of its own, because the order
// in which documents were attached is part of a case. docs/file-format.md tells what each column holds.
const char* const kBundlesSchema = R"sql(
CREATE TABLE definition(
  id BLOB PRIMARY KEY CHECK(length(id) = 32),
  workflow TEXT NOT NULL, version INTEGER NOT NULL,
  workflow_source BLOB NOT NULL CHECK(length(workflow_source) = 32),
  manifest TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE content(
  id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE CHECK(length(sha256) = 32), bytes BLOB NOT NULL) STRICT;
)sql";

const char* const kRowsSchema = R"sql(
CREATE TABLE text(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL, da TEXT NOT NULL, en TEXT NOT NULL) STRICT;
CREATE INDEX text_sum ON text(sum);
CREATE TABLE actor(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK(length(actor) > 0), proof TEXT NOT NULL) STRICT;
CREATE INDEX actor_sum ON actor(sum);
CREATE TABLE place(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL,
  path TEXT NOT NULL, title_da TEXT NOT NULL, title_en TEXT NOT NULL) STRICT;
CREATE INDEX place_sum ON place(sum);
CREATE TABLE task(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL,
  step TEXT NOT NULL, title_da TEXT NOT NULL, title_en TEXT NOT NULL) STRICT;
CREATE INDEX task_sum ON task(sum);
CREATE TABLE holder(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL,
  owner_da TEXT NOT NULL, owner_en TEXT NOT NULL, contact TEXT NOT NULL, party TEXT NOT NULL,
  body TEXT NOT NULL) STRICT;
CREATE INDEX holder_sum ON holder(sum);
CREATE TABLE notice(id INTEGER PRIMARY KEY, sum INTEGER NOT NULL,
  template TEXT NOT NULL, template_da BLOB NOT NULL, template_en BLOB NOT NULL, channel TEXT NOT NULL,
  receiver TEXT NOT NULL, receiver_name TEXT NOT NULL, address TEXT NOT NULL, asks INTEGER NOT NULL, owes INTEGER,
  to_secretariat INTEGER NOT NULL, to_pass_on INTEGER NOT NULL, secretariat TEXT NOT NULL,
  workflow_da TEXT NOT NULL, workflow_en TEXT NOT NULL, step_da TEXT NOT NULL, step_en TEXT NOT NULL,
  owner_da TEXT NOT NULL, owner_en TEXT NOT NULL, receiver_title_da TEXT NOT NULL, receiver_title_en TEXT NOT NULL,
  party_da TEXT NOT NULL, party_en TEXT NOT NULL, body_da TEXT NOT NULL, body_en TEXT NOT NULL,
  secretariat_title_da TEXT NOT NULL, secretariat_title_en TEXT NOT NULL) STRICT;
CREATE INDEX notice_sum ON notice(sum);
CREATE INDEX notice_receiver ON notice(receiver);

CREATE TABLE cases(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title INTEGER, workflow INTEGER, workflow_title INTEGER,
  organisation INTEGER, definition BLOB NOT NULL REFERENCES definition(id), semantics INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 5), fault TEXT NOT NULL,
  opened_at INTEGER NOT NULL, closed_at INTEGER, wake_at INTEGER) STRICT;
CREATE INDEX cases_wake ON cases(wake_at, id) WHERE wake_at IS NOT NULL;

CREATE TABLE journal(
  seq INTEGER PRIMARY KEY, format INTEGER NOT NULL,
  case_id INTEGER REFERENCES cases(id), revision INTEGER NOT NULL CHECK(revision > 0),
  at INTEGER NOT NULL, recorded_at INTEGER, effective INTEGER,
  actor INTEGER NOT NULL, command INTEGER,
  request BLOB CHECK(request IS NULL OR length(request) = 16),
  kind INTEGER NOT NULL, input TEXT NOT NULL, outcome TEXT NOT NULL,
  hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
CREATE UNIQUE INDEX journal_case ON journal(case_id, revision);
CREATE UNIQUE INDEX journal_request ON journal(request) WHERE request IS NOT NULL;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE branch(
  case_id INTEGER NOT NULL REFERENCES cases(id), no INTEGER NOT NULL,
  place INTEGER NOT NULL, status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 4), round INTEGER NOT NULL,
  kept INTEGER NOT NULL CHECK(kept IN (0, 1)), outcome INTEGER, word INTEGER, ended_on INTEGER, planned_on INTEGER,
  due_on INTEGER, overdue INTEGER NOT NULL CHECK(overdue IN (0, 1)), "group" INTEGER, step INTEGER,
  parent INTEGER NOT NULL, ordinal INTEGER NOT NULL, state BLOB NOT NULL,
  item INTEGER, item_task INTEGER, item_holder INTEGER, item_ballot INTEGER, item_opened_on INTEGER,
  item_due_on INTEGER, item_planned_on INTEGER, item_overdue INTEGER, item_postponed INTEGER,
  PRIMARY KEY(case_id, no),
  CHECK(item IS NOT NULL OR coalesce(item_task, item_holder, item_ballot, item_opened_on, item_due_on,
    item_planned_on, item_overdue, item_postponed) IS NULL)) STRICT, WITHOUT ROWID;
CREATE INDEX branch_item_due ON branch(item_due_on) WHERE item_due_on IS NOT NULL;

CREATE TABLE work_item(
  case_id INTEGER NOT NULL REFERENCES cases(id), branch INTEGER NOT NULL, item INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 2), task INTEGER NOT NULL, holder INTEGER NOT NULL,
  ballot INTEGER NOT NULL CHECK(ballot IN (0, 1)),
  opened_on INTEGER, due_on INTEGER, planned_on INTEGER, decided_on INTEGER,
  overdue INTEGER NOT NULL CHECK(overdue IN (0, 1)), outcome INTEGER, word INTEGER,
  votes_for INTEGER, votes_against INTEGER, votes_abstained INTEGER, present INTEGER, recused INTEGER,
  remarks TEXT NOT NULL, postponed INTEGER NOT NULL,
  PRIMARY KEY(case_id, branch, item)) STRICT, WITHOUT ROWID;
CREATE INDEX work_item_open ON work_item(due_on) WHERE status = 0;

CREATE TABLE document(
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(id), document TEXT NOT NULL, version INTEGER NOT NULL CHECK(version > 0),
  title INTEGER, name TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK(length(sha256) = 32), size INTEGER NOT NULL, attached INTEGER NOT NULL, frozen INTEGER,
  UNIQUE(case_id, document, name, version)) STRICT;

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases(id), key TEXT NOT NULL,
  notice INTEGER NOT NULL, thing INTEGER, case_title INTEGER, due INTEGER, day INTEGER,
  more TEXT CHECK(length(more) > 0), as_written TEXT NOT NULL, status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 5),
  attempts INTEGER NOT NULL, created_at INTEGER NOT NULL, next_attempt_at INTEGER, delivered_at INTEGER,
  superseded_by INTEGER NOT NULL, superseding INTEGER NOT NULL, last_error TEXT NOT NULL,
  UNIQUE(case_id, key)) STRICT;
CREATE INDEX outbox_due ON outbox(next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_thing ON outbox(case_id, thing) WHERE thing IS NOT NULL;
)sql";

// A table whose columns change is made anew under another name, filled and renamed; dropping a table runs no triggers.
const char* const kUpgrades[] = {
    // 2: entries of the file itself, notifications that are superseded, and what they remind of
    R"sql(
CREATE TABLE journal_new(
  seq INTEGER PRIMARY KEY, format INTEGER NOT NULL,
  case_id INTEGER REFERENCES cases(id), revision INTEGER NOT NULL CHECK(revision > 0),
  at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, effective INTEGER,
  actor TEXT NOT NULL CHECK(length(actor) > 0), proof TEXT NOT NULL,
  request BLOB CHECK(request IS NULL OR length(request) = 16),
  kind INTEGER NOT NULL, input TEXT NOT NULL, outcome TEXT NOT NULL,
  prev BLOB NOT NULL CHECK(length(prev) = 32), hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
INSERT INTO journal_new SELECT * FROM journal ORDER BY seq;
DROP TABLE journal;
ALTER TABLE journal_new RENAME TO journal;
CREATE UNIQUE INDEX journal_case ON journal(case_id, revision);
CREATE UNIQUE INDEX journal_request ON journal(request) WHERE request IS NOT NULL;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE outbox_new(
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases(id), key TEXT NOT NULL UNIQUE,
  message_id BLOB NOT NULL CHECK(length(message_id) = 16), channel TEXT NOT NULL, template_name TEXT NOT NULL,
  template_da BLOB NOT NULL, template_en BLOB NOT NULL, facts TEXT NOT NULL,
  receiver TEXT NOT NULL, thing TEXT NOT NULL, receiver_title TEXT NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 5),
  attempts INTEGER NOT NULL, created_at INTEGER NOT NULL, next_attempt_at INTEGER, delivered_at INTEGER,
  last_error TEXT NOT NULL) STRICT;
INSERT INTO outbox_new SELECT id, case_id, key, message_id, channel, template_name, template_da, template_en, facts,
  receiver, CASE WHEN template_name IN ('reminder', 'overdue') AND json_extract(facts, '$.due') IS NOT NULL
    THEN coalesce(json_extract(facts, '$.step'), '') ELSE '' END,
  receiver_title, status, attempts, created_at, next_attempt_at, delivered_at, last_error
  FROM outbox ORDER BY id;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_due ON outbox(next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_thing ON outbox(case_id, thing) WHERE thing <> '';
)sql",
    // 3: each page ends with its sum
    ""};

}  // namespace aftale::sqlite
