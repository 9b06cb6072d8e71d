"""The sums at the end of the pages of a database (adapters/sqlite/page_sums.h), for tests that change a file as a
program would that knows them.
"""

import pathlib
import sqlite3
import struct

PAGE = 4096
SUM = 8
RESERVE_BYTE = 20


def page_sum(page, number):
    first, second = number, 0
    words = struct.unpack(f"<{(PAGE - SUM) // 4}I", page[:-SUM])
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return struct.pack("<II", first, second)


def agree(path):
    """Gives every page the sum it should have, where the file keeps sums; its WAL must be empty."""
    data = bytearray(pathlib.Path(path).read_bytes())
    if len(data) < PAGE or data[RESERVE_BYTE] != SUM:
        return
    for at in range(0, len(data), PAGE):
        page = bytes(data[at:at + PAGE])
        if any(page):
            data[at + PAGE - SUM:at + PAGE] = page_sum(page, at // PAGE + 1)
    pathlib.Path(path).write_bytes(data)


def spoil(path, statements):
    """Executes (sql, values) as somebody does who knows the file's triggers and sums; the rows that each changed."""
    database = sqlite3.connect(path, isolation_level=None)
    triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    database.execute("BEGIN")
    changed = [database.execute(sql, values).rowcount for sql, values in statements]
    database.execute("COMMIT")
    for _, trigger in triggers:
        database.execute(trigger)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    agree(path)
    return changed
