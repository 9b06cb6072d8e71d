#include "adapters/sqlite/schema.h"

namespace aftale::sqlite {

// Measured choices: integer keys inside, one UNIQUE text key a case; partial indexes; a work item carries its decision,
// so that a vote costs one row; a case row is written only when status or wake_at changes. A document has a number of
// its own, because the order in which documents were attached is part of a case.
const char* const kSchema = R"sql(
CREATE TABLE definition(
  id BLOB PRIMARY KEY CHECK(length(id) = 32),
  workflow TEXT NOT NULL, version INTEGER NOT NULL,
  workflow_source BLOB NOT NULL CHECK(length(workflow_source) = 32),
  manifest TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE content(
  id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE CHECK(length(sha256) = 32), bytes BLOB NOT NULL) STRICT;

CREATE TABLE cases(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title_da TEXT NOT NULL, title_en TEXT NOT NULL,
  workflow TEXT NOT NULL, workflow_title_da TEXT NOT NULL, workflow_title_en TEXT NOT NULL, organisation TEXT NOT NULL,
  definition BLOB NOT NULL REFERENCES definition(id), semantics INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 5), fault TEXT NOT NULL,
  opened_at INTEGER NOT NULL, closed_at INTEGER, wake_at INTEGER) STRICT;
CREATE INDEX cases_wake ON cases(wake_at, id) WHERE wake_at IS NOT NULL;

CREATE TABLE journal(
  seq INTEGER PRIMARY KEY, format INTEGER NOT NULL,
  case_id INTEGER REFERENCES cases(id), revision INTEGER NOT NULL CHECK(revision > 0),
  at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, effective INTEGER,
  actor TEXT NOT NULL CHECK(length(actor) > 0), proof TEXT NOT NULL,
  request BLOB CHECK(request IS NULL OR length(request) = 16),
  kind INTEGER NOT NULL, input TEXT NOT NULL, outcome TEXT NOT NULL,
  prev BLOB NOT NULL CHECK(length(prev) = 32), hash BLOB NOT NULL CHECK(length(hash) = 32)) STRICT;
CREATE UNIQUE INDEX journal_case ON journal(case_id, revision);
CREATE UNIQUE INDEX journal_request ON journal(request) WHERE request IS NOT NULL;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE branch(
  case_id INTEGER NOT NULL REFERENCES cases(id), no INTEGER NOT NULL,
  parent INTEGER NOT NULL, ordinal INTEGER NOT NULL, round INTEGER NOT NULL, key TEXT NOT NULL,
  title_da TEXT NOT NULL, title_en TEXT NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 4), kept INTEGER NOT NULL CHECK(kept IN (0, 1)),
  outcome TEXT NOT NULL, word TEXT NOT NULL, ended_on INTEGER, planned_on INTEGER,
  group_da TEXT NOT NULL, group_en TEXT NOT NULL, step_da TEXT NOT NULL, step_en TEXT NOT NULL,
  due_on INTEGER, overdue INTEGER NOT NULL CHECK(overdue IN (0, 1)), state BLOB NOT NULL,
  PRIMARY KEY(case_id, no)) STRICT, WITHOUT ROWID;

CREATE TABLE work_item(
  case_id INTEGER NOT NULL REFERENCES cases(id), branch INTEGER NOT NULL, item INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 2), step TEXT NOT NULL,
  title_da TEXT NOT NULL, title_en TEXT NOT NULL, owner_da TEXT NOT NULL, owner_en TEXT NOT NULL,
  contact TEXT NOT NULL, party TEXT NOT NULL, body TEXT NOT NULL, ballot INTEGER NOT NULL CHECK(ballot IN (0, 1)),
  opened_on INTEGER, due_on INTEGER, planned_on INTEGER, decided_on INTEGER,
  overdue INTEGER NOT NULL CHECK(overdue IN (0, 1)), outcome TEXT NOT NULL, word TEXT NOT NULL,
  votes_for INTEGER, votes_against INTEGER, votes_abstained INTEGER, present INTEGER, recused INTEGER,
  remarks TEXT NOT NULL, postponed INTEGER NOT NULL,
  PRIMARY KEY(case_id, branch, item)) STRICT, WITHOUT ROWID;
CREATE INDEX work_item_open ON work_item(due_on) WHERE status = 0;

CREATE TABLE document(
  id INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL REFERENCES cases(id), document TEXT NOT NULL, version INTEGER NOT NULL CHECK(version > 0),
  title_da TEXT NOT NULL, title_en TEXT NOT NULL, name TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK(length(sha256) = 32), size INTEGER NOT NULL, attached INTEGER NOT NULL, frozen INTEGER,
  UNIQUE(case_id, document, name, version)) STRICT;

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases(id), key TEXT NOT NULL UNIQUE,
  message_id BLOB NOT NULL CHECK(length(message_id) = 16), channel TEXT NOT NULL, template_name TEXT NOT NULL,
  template_da BLOB NOT NULL, template_en BLOB NOT NULL, facts TEXT NOT NULL,
  receiver TEXT NOT NULL, thing TEXT NOT NULL, receiver_title TEXT NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 5),
  attempts INTEGER NOT NULL, created_at INTEGER NOT NULL, next_attempt_at INTEGER, delivered_at INTEGER,
  last_error TEXT NOT NULL) STRICT;
CREATE INDEX outbox_due ON outbox(next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_thing ON outbox(case_id, thing) WHERE thing <> '';
)sql";

// A table whose columns change is made anew under another name, filled and renamed; dropping a table runs no triggers.
const char* const kUpgrades[kUserVersion - 1] = {
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
