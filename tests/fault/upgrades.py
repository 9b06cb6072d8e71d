"""A database of an earlier program is taken over whole or not at all, and what somebody changed in it before is noticed
after it as well.

    upgrades.py BINARY
"""

import os
import pathlib
import shutil
import sys
import time

import sums
from program import ROOT, Failures, Program, folder, seed

KILLS = int(os.environ.get("AFTALE_FAULT_KILLS", "60"))
# The columns of layouts 2 and 3, which carry every text themselves; layout 1 has fewer.
CHANGES = [
    "UPDATE cases SET title_da = title_da || 'x' WHERE id = 1",
    "UPDATE cases SET workflow = workflow || '1' WHERE id = 1",
    "UPDATE branch SET word = word || 'x' WHERE no = 0 AND case_id = 1",
    "UPDATE branch SET step_en = step_en || 'x' WHERE no = 0 AND case_id = 1",
    "UPDATE branch SET status = 3 WHERE no = 0 AND case_id = 1",
    "UPDATE work_item SET owner_da = owner_da || 'x' WHERE case_id = 1",
    "UPDATE work_item SET contact = contact || 'x' WHERE case_id = 1",
    "UPDATE work_item SET status = (status + 1) % 3 WHERE case_id = 1",
    "DELETE FROM work_item WHERE case_id = 1",
    "UPDATE outbox SET facts = facts || ' ' WHERE id = 1",
    "UPDATE outbox SET facts = replace(facts, 'case_title', 'case_tidle') WHERE id = 1",
    "UPDATE outbox SET receiver_title = receiver_title || 'x' WHERE id = 1",
    "UPDATE outbox SET thing = thing || 'x' WHERE id = 1",
    "DELETE FROM outbox WHERE id = 1",
    "UPDATE journal SET actor = actor || 'x' WHERE seq = 2",
    "UPDATE journal SET proof = replace(proof, '\"proof\"', '\"prood\"') WHERE seq = 2",
    "UPDATE journal SET proof = replace(proof, '\"}', '0\"}') WHERE seq = 1",
    "UPDATE journal SET recorded_at = at - 1 WHERE seq = 2",
    "UPDATE journal SET hash = zeroblob(32) WHERE seq = 2",
    "DELETE FROM journal WHERE seq = 2",
]


def releases():
    return sorted((ROOT / "tests/releases").glob("*.db"))


def copied(release, place, name):
    copy = place / name
    shutil.copyfile(release, copy)
    copy.chmod(0o600)
    return copy


def layout_of(path):
    with open(path, "rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def killed(binary, place, rng, failures):
    """The upgrade, which the first command of all does, is killed at any moment."""
    before, after = 0, 0
    for release in releases():
        whole = Program(binary, copied(release, place, f"whole-{release.name}"), now="2026-02-20 09:00")
        began = time.monotonic()
        wanted = whole.audit().json()
        took = time.monotonic() - began
        failures.expect(wanted["well"], f"{release.name}: {wanted}")
        for number in range(KILLS // len(releases())):
            program = Program(binary, copied(release, place, f"killed-{number}-{release.name}"), now="2026-02-20 09:00")
            old = layout_of(program.database)
            process = program.start("audit")
            time.sleep(rng.uniform(0, took))
            process.kill()
            process.communicate()
            wal = pathlib.Path(f"{program.database}-wal")
            untouched = layout_of(program.database) == old and (not wal.exists() or wal.stat().st_size == 0)
            before, after = before + untouched, after + (not untouched)
            answer = program.audit()
            failures.expect(answer.code == 0 and answer.json() == wanted,
                            f"{release.name}: after a kill audit exits {answer.code} {answer.out[:300]}{answer.err}")
    print(f"{before} were killed before anything was written, {after} later")


def changed(binary, place, failures):
    count = 0
    older = [release for release in releases() if layout_of(release) > 1]
    for release in older:
        for sql in CHANGES:
            copy = copied(release, place, f"changed-{CHANGES.index(sql)}-{release.name}")
            rows = sums.spoil(copy, [(sql, ())])[0]
            if not failures.expect(rows > 0, f"{release.name}: nothing was changed by {sql}"):
                continue
            count += 1
            answer = Program(binary, copy, now="2026-02-20 09:00").audit()
            said = f"audit exits {answer.code} {answer.out[:200]}"
            failures.expect(answer.code in (1, 5), f"{release.name}: {sql}: {said}")
    print(f"{count} changes of {len(older)} older files")


def main(binary):
    rng, failures = seed(), Failures()
    with folder() as place:
        killed(binary, pathlib.Path(place), rng, failures)
        changed(binary, pathlib.Path(place), failures)
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
