"""Backups while two others write: each is one moment of the file, whole and verified. What does not verify is none.

    backups.py BINARY

AFTALE_FAULT_BACKUPS says how many (40).
"""

import os
import pathlib
import sqlite3
import sys
import time

import sums
from program import Failures, Program, folder, seed
from two_writers import HERE, Writer

BACKUPS = int(os.environ.get("AFTALE_FAULT_BACKUPS", "40"))
TAMPERED = {
    "an entry": "UPDATE journal SET kind = kind + 1 WHERE seq = 2",
    "an entry that is gone": "DELETE FROM journal WHERE seq = 2",
    "a case": "UPDATE cases SET title = workflow WHERE id = 1",
    "a work item that is gone": "UPDATE branch SET item = NULL, item_task = NULL, item_holder = NULL, "
                                "item_ballot = NULL, item_opened_on = NULL, item_due_on = NULL, "
                                "item_planned_on = NULL, item_overdue = NULL, item_postponed = NULL "
                                "WHERE item IS NOT NULL",
    "a branch": "UPDATE branch SET word = step",
}


def entries(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return database.execute("SELECT seq, hash FROM journal ORDER BY seq").fetchall()


def under_writers(binary, place, rng, failures):
    program = Program(binary, place / "aftale.db", [HERE], now="2022-05-02 09:00")
    for key in ("both", "first", "second"):
        program.must("open", "counting", "--key", key)
    writers = [Writer(name, program, type(rng)(rng.random()), time.monotonic() + 3600) for name in ("first", "second")]
    for writer in writers:
        writer.start()
    copies = []
    try:
        for number in range(BACKUPS):
            before = len(entries(program.database))
            answer = program.run("backup", place / f"copy-{number}.db", "--json")
            if failures.expect(answer.code == 0, f"backup {number}: exit {answer.code} {answer.err}"):
                copies.append((place / f"copy-{number}.db", before))
    finally:
        for writer in writers:
            writer.until = 0
        for writer in writers:
            writer.join()
    journal = entries(program.database)
    for copy, before in copies:
        kept = entries(copy)
        failures.expect(len(kept) >= before, f"{copy.name} is older than its beginning: {len(kept)} of {before}")
        failures.expect(kept == journal[:len(kept)], f"{copy.name} is not a beginning of the journal")
        failures.well(Program(binary, copy), copy.name)
    failures.expect(len({len(entries(copy)) for copy, _ in copies}) > 1, "nobody wrote between the backups")
    print(f"{len(copies)} backups of {BACKUPS}, {len(journal)} entries in the end")


def tampered(binary, place, failures):
    for name, sql in TAMPERED.items():
        program = Program(binary, place / "tampered.db", [HERE], now="2022-05-02 09:00")
        program.must("open", "counting", "--key", "k")
        for _ in range(3):
            program.must("do", "k", "counted")
        changed = sums.spoil(program.database, [(sql, ())])[0]
        failures.expect(changed > 0, f"{name}: nothing was changed")
        copy = place / "copy.db"
        answer = program.run("backup", copy, "--json")
        failures.expect(answer.code == 5, f"{name} was changed: backup exits {answer.code} {answer.out}{answer.err}")
        failures.expect(answer.error == "damaged", f"{name}: {answer.err}")
        failures.expect(not copy.exists(), f"{name}: a copy that does not verify was left")
        for rest in place.glob("tampered.db*"):
            rest.unlink()


def main(binary):
    rng, failures = seed(), Failures()
    with folder() as place:
        under_writers(binary, pathlib.Path(place), rng, failures)
        tampered(binary, pathlib.Path(place), failures)
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
