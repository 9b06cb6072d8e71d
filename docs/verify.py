#!/usr/bin/python3
"""Verifies the journal of a database of aftale without aftale: usage: verify.py FILE [NUMBER:HASH kept elsewhere]"""
import hashlib
import sqlite3
import struct
import sys

# One entry as it is hashed, and its hash: all that depends on how the tables are laid out (PRAGMA user_version).
WIDE = """SELECT hash, seq, format, coalesce(case_id, 0), revision, at, recorded_at, effective, actor, proof, request,
          kind, input, outcome FROM journal ORDER BY seq"""
TODAY = """SELECT hash, seq, format, coalesce(case_id, 0), revision, at, coalesce(recorded_at, at), effective, a.actor,
           CASE WHEN command IS NULL THEN proof
           ELSE rtrim(proof, '}') || printf(',"command":"%016x"}', command) END, request, kind, input, outcome
           FROM journal JOIN actor a ON a.id = journal.actor ORDER BY seq"""
ENTRIES = {1: WIDE, 2: WIDE, 3: WIDE, 4: TODAY}


def column(value):
    if value is None:
        return b"\xff" * 8
    content = struct.pack("<q", value) if isinstance(value, int) else value
    return struct.pack("<Q", len(content)) + content


def heads(path):
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    store.text_factory = bytes
    layout = store.execute("PRAGMA user_version").fetchone()[0]
    number, previous = 0, bytes(32)
    for stored, *entry in store.execute(ENTRIES[layout]):
        number, previous = number + 1, hashlib.sha256(b"".join(map(column, [*entry, previous]))).digest()
        if entry[0] != number or stored != previous:
            sys.exit(f"entry {entry[0]} does not agree: the journal holds as far as {number - 1}")
        yield f"{number}:{previous.hex()}"


found = list(heads(sys.argv[1]))
if not set(sys.argv[2:]) <= set(found):
    sys.exit(f"the journal does not hold {sys.argv[2]}")
print(f"{len(found)} entries agree, the newest is {found[-1] if found else 'none'}")
