"""Nothing in the file can be changed without `aftale audit` noticing, and for the journal it names the entry.

    tamper.py BINARY

AFTALE_FAULT_ROWS: how many entries besides those that are always tried (2).
"""

import concurrent.futures
import os
import pathlib
import shutil
import sqlite3
import sys

import sums
from program import ROOT, Failures, Program, folder, seed

SCENARIO = ROOT / "workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml"
ROWS = int(os.environ.get("AFTALE_FAULT_ROWS", "2"))
POSITIONS = 2

# What the journal cannot know: how far a message has come, and the numbers that rows have in this file.
# A waiting branch's next meeting is that of the day on which its row was last written, for reading only.
NO_FACTS = {"status", "attempts", "next_attempt_at", "delivered_at", "superseded_by", "superseding", "last_error", "id"}
NO_BRANCH_FACTS = {"planned_on"}


class File:
    """The kept database, and copies of it to be spoiled."""

    def __init__(self, binary, path):
        self.binary, self.path = binary, path
        with sqlite3.connect(path) as database:
            self.entries = database.execute("SELECT max(seq) FROM journal").fetchone()[0]

    def columns(self, table):
        with sqlite3.connect(self.path) as database:
            rows = database.execute(f"PRAGMA table_info({table})")
            return [(name, kind, not needed) for _, name, kind, needed, _, _ in rows]

    def names(self, table):
        return {name for name, _, _ in self.columns(table)}

    def rows(self, sql, *values):
        with sqlite3.connect(self.path) as database:
            return database.execute(sql, values).fetchall()

    def spoil(self, name, statements):
        """Gives what audit says of a copy in which `statements` were executed, by somebody who knows the page sums."""
        copy = self.path.with_name(f"spoiled-{name}.db")
        shutil.copyfile(self.path, copy)
        for (sql, _), rows in zip(statements, sums.spoil(copy, statements)):
            if rows < 1:
                raise AssertionError(f"{name}: nothing was changed by {sql}")
        answer = Program(self.binary, copy).audit()
        for rest in copy.parent.glob(copy.name + "*"):
            rest.unlink()
        return answer


def other_values(rng, kind, value, may_be_null):
    """Values that differ from `value` in one byte, in the number, or in being there at all."""
    if value is None:
        return [0] if kind == "INTEGER" else [bytes(16)] if kind == "BLOB" else [""]
    others = [None] if may_be_null else []
    if kind == "INTEGER":
        return others + [value + 1, value ^ 1 << rng.randrange(1, 40)]
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    for _ in range(POSITIONS if data else 0):
        changed = bytearray(data)
        at = rng.randrange(len(changed))
        if isinstance(value, bytes):
            changed[at] ^= 1 << rng.randrange(8)
        else:
            at = rng.choice([n for n, byte in enumerate(data) if byte < 128])
            changed[at] = rng.choice([byte for byte in b"aZ09 \n" if byte != changed[at]])
        others.append(bytes(changed) if isinstance(value, bytes) else changed.decode())
    if isinstance(value, str):
        others.append(value + " ")
    return others


def updates(rng, file, table, key, row, only=None):
    """(what, statements) for each column of one row."""
    for column, kind, may_be_null in file.columns(table):
        if only and column not in only:
            continue
        value = file.rows(f"SELECT \"{column}\" FROM {table} WHERE {key} = ?", row)[0][0]
        for other in other_values(rng, kind, value, may_be_null):
            sql = f"UPDATE OR IGNORE {table} SET \"{column}\" = ? WHERE {key} = ?"
            if valid(file, table, column, key, row, other):
                yield f"{table} {row}: {column} from {value!r:.60} to {other!r:.60}", [(sql, (other, row))]


def valid(file, table, column, key, row, other):
    """Whether the database itself lets the value in: what its checks refuse need not be found later."""
    database = sqlite3.connect(file.path, isolation_level=None)
    database.execute("BEGIN")
    if table == "journal":
        database.execute("DROP TRIGGER journal_no_update")
    try:
        database.execute(f"UPDATE {table} SET \"{column}\" = ? WHERE {key} = ?", (other, row))
    except (sqlite3.IntegrityError, OverflowError):
        return False
    finally:
        database.execute("ROLLBACK")
        database.close()
    return True


def journal_changes(rng, file):
    """(what, statements, entry that must be named first)"""
    firing = file.rows("SELECT seq FROM journal WHERE request IS NULL AND kind = 10 ORDER BY seq LIMIT 1")[0][0]
    voted = file.rows("SELECT seq FROM journal WHERE effective IS NOT NULL ORDER BY seq LIMIT 1")[0][0]
    chosen = {1, 2, firing, voted, file.entries} | set(rng.sample(range(3, file.entries), ROWS))
    for seq in sorted(chosen):
        for what, statements in updates(rng, file, "journal", "seq", seq):
            yield what, statements, seq
    delete = "DELETE FROM journal WHERE seq = ?"
    for seq in (1, file.entries // 2):
        yield f"entry {seq} deleted", [(delete, (seq,))], seq
    yield "the last entry deleted", [(delete, (file.entries,))], None
    first, second = sorted(rng.sample(range(2, file.entries), 2))
    move = "UPDATE journal SET seq = ? WHERE seq = ?"
    swap = [(move, (-1, first)), (move, (first, second)), (move, (second, -1))]
    yield f"entries {first} and {second} swapped", swap, first


def state_changes(rng, file):
    for no, in rng.sample(file.rows("SELECT no FROM branch"), 2):
        yield from updates(rng, file, "branch", "no", no, file.names("branch") - NO_BRANCH_FACTS)
    for item, in rng.sample(file.rows("SELECT rowid_ FROM (SELECT branch * 1000 + item AS rowid_ FROM work_item)"), 2):
        yield from updates(rng, file, "work_item", "branch * 1000 + item", item)
    yield from updates(rng, file, "cases", "id", 1)
    for number, in file.rows("SELECT id FROM document"):
        yield from updates(rng, file, "document", "id", number, file.names("document") - {"id"})
    for number, in rng.sample(file.rows("SELECT id FROM outbox"), 2):
        yield from updates(rng, file, "outbox", "id", number, file.names("outbox") - NO_FACTS)
    for table in ("text", "actor", "place", "task", "holder", "notice"):
        for number, in rng.sample(file.rows(f"SELECT id FROM {table}"), 1):
            yield from updates(rng, file, table, "id", number, file.names(table) - {"id"})
    for number, in file.rows("SELECT id FROM content"):
        yield from updates(rng, file, "content", "id", number, {"sha256", "bytes"})
    for column, _, _ in file.columns("definition"):
        yield from updates(rng, file, "definition", "1", 1, {column})
    for table in ("branch", "work_item", "document", "outbox", "cases", "content", "definition", "text"):
        yield f"a row of {table} deleted", [(f"DELETE FROM {table} WHERE rowid = 1" if table not in (
            "branch", "work_item", "definition") else f"DELETE FROM {table} WHERE true", ())]
    yield "documents in another order", [("UPDATE document SET id = 1000 WHERE id = 1", ())]
    yield "a message nobody asked for", [(
        "INSERT INTO outbox SELECT 1000, case_id, key || 'x', notice, thing, case_title, due, day, more, as_written,"
        " status, attempts, created_at, next_attempt_at, delivered_at, superseded_by, superseding, last_error"
        " FROM outbox WHERE id = 1", ())]


def check(failures, what, entry, answer):
    if not failures.expect(answer.code == 1, f"{what}: audit exits {answer.code} {answer.err}{answer.out[:300]}"):
        return
    findings = answer.json()["findings"]
    failures.expect(findings, f"{what}: no finding")
    if entry is not None:
        failures.expect(findings and findings[0]["seq"] == entry,
                        f"{what}: the first finding names entry {findings and findings[0]['seq']}, not {entry}")


def main(binary):
    rng, failures = seed(), Failures()
    with folder() as place:
        path = pathlib.Path(place) / "kept.db"
        Program(binary, path).must("test", "--keep", path, SCENARIO)
        failures.well(Program(binary, path), "the scenario")
        file = File(binary, path)
        tried = [(what, statements, entry) for what, statements, entry in journal_changes(rng, file)]
        journal = len(tried)
        tried += [(what, statements, None) for what, statements in state_changes(rng, file)]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = pool.map(lambda numbered: file.spoil(numbered[0], numbered[1][1]), enumerate(tried))
            for (what, _, entry), answer in zip(tried, answers):
                check(failures, what, entry, answer)
        print(f"{journal} changes of the journal and {len(tried) - journal} of everything else")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
