"""A disk that is full, a file or folder that may not be written, a page that is damaged, a file of another program or
time: exit code 4 or 5, words that say what to do, and nothing lost when the trouble is over.

    disk.py BINARY
"""

import ctypes
import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import sys

from program import Failures, Program, folder, request_id, seed

HERE = pathlib.Path(__file__).resolve().parent
NOBODY = 65534
EXPLAINED = {4: {"busy", "disk-full", "not-writable", "io-error", "unknown-outcome", "conflict", "too-many-files",
                 "several-names"},
             5: {"damaged", "foreign-schema", "newer-file", "not-a-database"}}


def advises(answer):
    """Whether the message says what to do, not only what is wrong."""
    return re.search(r"check the permissions|make room|repeat|try again|restore|newer program|another file",
                     answer.message, re.I)


class Trouble:
    def __init__(self, binary, rng, failures, place):
        self.binary, self.rng, self.failures, self.place = binary, rng, failures, place
        self.number = 0

    def case(self, where=None):
        """A database of its own with one case that has counted once."""
        self.number += 1
        home = pathlib.Path(where or self.place / f"t{self.number}")
        home.mkdir(exist_ok=True)
        os.chmod(home, 0o711)
        program = Program(self.binary, home / "aftale.db", [HERE], now="2022-05-02 09:00")
        program.must("open", "counting", "--key", "k")
        program.must("do", "k", "counted")
        return program

    def counts(self, program):
        entries = program.must("history", "k", "--json").json()["entries"]
        return {entry["request"] for entry in entries if entry["request"]}

    def explained(self, name, answer, codes, exits):
        self.failures.expect(answer.code in exits, f"{name}: exit {answer.code} {answer.err}{answer.out[:200]}")
        if answer.code in EXPLAINED:
            if self.failures.expect(answer.error in codes, f"{name}: code {answer.error}: {answer.err}"):
                self.failures.expect(advises(answer), f"{name}: no advice: {answer.message}")

    def over(self, name, program, acknowledged):
        """The trouble is over: nothing is lost, and the next command works."""
        self.failures.expect(acknowledged <= self.counts(program), f"{name}: an acknowledged command is lost")
        self.failures.expect(program.run("do", "k", "counted").code == 0, f"{name}: the next command is refused")
        self.failures.well(program, name)


def limited(most):
    def child():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    return child


def full_by_limit(trouble):
    """Files may grow to `most` bytes; each try is repeated without the limit under its request id."""
    program = trouble.case()
    start, refused = program.database.stat().st_size, 0
    acknowledged = trouble.counts(program)
    too_small = [0, 1, 4096, 8192, 32_768]  # for a document of 30 KB
    for most in [*too_small, *(trouble.rng.randrange(start + 200_000) for _ in range(20))]:
        request = request_id(trouble.rng)
        big = program.database.with_name("note.txt")
        big.write_bytes(trouble.rng.randbytes(30_000 if most in too_small else trouble.rng.choice([10, 30_000])))
        words = ["attach", "k", big, "--as", "note", "--json", "--request-id", request]
        answer = program.run(*words, child=limited(most))
        refused += answer.code == 4
        trouble.explained(f"files of at most {most} bytes", answer, EXPLAINED[4], (0, 4))
        again = program.run(*words)
        trouble.failures.expect(again.code == 0, f"after a limit of {most}: exit {again.code} {again.err}")
        if answer.code == 0:
            trouble.failures.expect(again.json()["repeated"], f"a limit of {most}: acknowledged, but done again")
        acknowledged.add(request)
    trouble.failures.expect(refused >= len(too_small), f"the limit was met only {refused} times")
    trouble.over("a full disk", program, acknowledged)


def mount(kind, target, options):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(kind.encode(), str(target).encode(), kind.encode(), 0, options.encode()) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return lambda: libc.umount2(str(target).encode(), 2)


def full_for_real(trouble):
    target = trouble.place / "small"
    target.mkdir()
    try:
        unmount = mount("tmpfs", target, "size=1m,mode=711")
    except OSError as reason:
        print(f"skipped: a small disk of its own ({reason})")
        return
    try:
        program = trouble.case(target)
        filler = target / "filler"
        refused, acknowledged = 0, trouble.counts(program)
        note = trouble.place / "note.txt"
        for room in [0, 4096, 16_384, 65_536, 131_072]:
            space = os.statvfs(target)
            with open(filler, "wb") as file:
                file.write(bytes(max(0, space.f_bavail * space.f_frsize - room)))
            note.write_bytes(trouble.rng.randbytes(30_000))
            request = request_id(trouble.rng)
            words = ["attach", "k", note, "--as", "note", "--json", "--request-id", request]
            answer = program.run(*words)
            refused += answer.code == 4
            codes = {"disk-full", "unknown-outcome", "io-error"}
            trouble.explained(f"a disk with room for {room} bytes", answer, codes, (0, 4))
            asked = program.run("status", "--json")
            trouble.failures.expect(asked.code in (0, 4), f"status with room for {room}: exit {asked.code} {asked.err}")
            filler.unlink()
            trouble.failures.expect(program.run(*words).code == 0, f"room for {room}, then room again: still refused")
            acknowledged.add(request)
        trouble.failures.expect(refused >= 2, f"the small disk was full only {refused} times")
        trouble.over("a small disk", program, acknowledged)
    finally:
        unmount()


def as_nobody():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def not_ours(trouble):
    """As another user, where the test runs as root; otherwise with the rights taken away."""
    root = os.geteuid() == 0
    child = as_nobody if root else None
    for name, file_mode, folder_mode in (
            ("a file only for reading", 0o444, 0o777), ("a folder only for reading", 0o666, 0o555),
            ("file and folder only for reading", 0o444, 0o555), ("a file for others", 0o600, 0o711)):
        if not root and file_mode == 0o600:
            print(f"skipped: {name} (needs root)")
            continue
        program = trouble.case()
        acknowledged = trouble.counts(program)
        home = program.database.parent
        modes = {path: path.stat().st_mode for path in [home, *home.iterdir()] if path.is_file() or path == home}
        for path in modes:
            os.chmod(path, folder_mode if path == home else file_mode)
        answer = program.run("do", "k", "counted", "--json", child=child)
        # A folder only for reading is no hindrance while SQLite's files are there from an earlier question.
        trouble.explained(f"do, {name}", answer, {"not-writable"}, (4,) if file_mode != 0o666 else (0, 4))
        acknowledged |= {answer.json()["request"]} if answer.code == 0 else set()
        asked = program.run("status", "--json", child=child)
        trouble.explained(f"status, {name}", asked, {"not-writable"}, (0, 4))
        for path, mode in modes.items():
            os.chmod(path, mode)
        trouble.over(name, program, acknowledged)


def damaged(trouble):
    """Pages overwritten one by one: what is read of them is refused, and the copy kept before is whole."""
    program = trouble.case()
    acknowledged = trouble.counts(program)
    kept, head = program.database.with_name("kept"), program.database.with_name("aftale.db.head")
    shutil.copyfile(program.database, kept)
    kept_head = head.read_bytes()
    size, found = kept.stat().st_size, 0
    for page in range(0, size // 4096):
        shutil.copyfile(kept, program.database)
        head.write_bytes(kept_head)
        with open(program.database, "r+b") as file:
            file.seek(page * 4096 + (100 if page == 0 else 0))
            file.write(trouble.rng.randbytes(2048))
        answer = program.run("audit", "--json")
        found += answer.code != 0
        said = f"audit exits {answer.code} {answer.out}{answer.err}"
        trouble.failures.expect(answer.code in (1, 4, 5), f"page {page} damaged: {said}")
        if answer.code in (4, 5):
            trouble.explained(f"audit, page {page} damaged", answer, EXPLAINED[4] | EXPLAINED[5], (5,))
        answer = program.run("do", "k", "counted", "--json")
        trouble.explained(f"do, page {page} damaged", answer, EXPLAINED[5], (0, 5))
        for rest in program.database.parent.glob("aftale.db-*"):
            rest.unlink()
    print(f"{size // 4096} pages damaged one by one, {found} noticed")
    shutil.copyfile(kept, program.database)
    head.write_bytes(kept_head)
    trouble.over("damaged pages", program, acknowledged)


def sql(path, statement):
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()


def strange_files(trouble):
    program = trouble.case()
    acknowledged = trouble.counts(program)
    whole = program.database.read_bytes()
    sql(program.database, "PRAGMA user_version=999")
    strange = {"a newer schema": (None, {"newer-file"}),
               "no database": (b"Dagsorden\n" * 1000, {"not-a-database", "damaged"}),
               "half a database": (whole[:len(whole) // 2], {"damaged"}),
               "a short text": (b"Husk dagsordenen\n", {"not-a-database", "damaged"}),
               "another program's database": ("other", {"not-a-database"})}
    for name, (content, codes) in strange.items():
        if content == "other":
            program.database.unlink()
            sql(program.database, "CREATE TABLE other(x)")
        elif content is not None:
            program.database.write_bytes(content)
        before = program.database.read_bytes()
        for words in (["do", "k", "counted"], ["status"], ["audit"], ["advance"],
                      ["backup", program.database.with_name("copy.db")]):
            answer = program.run(*words, "--json")
            trouble.explained(f"{words[0]}, {name}", answer, codes, (5,))
        trouble.failures.expect(program.database.read_bytes() == before, f"{name}: the file was changed")
        trouble.failures.expect(not program.database.with_name("copy.db").exists(), f"{name}: was backed up")
    program.database.write_bytes(whole)
    trouble.over("strange files", program, acknowledged)


def main(binary):
    rng, failures = seed(), Failures()
    with folder() as place:
        program = pathlib.Path(place) / "aftale"  # where another user may run it
        shutil.copyfile(binary, program)
        os.chmod(program, 0o755)
        trouble = Trouble(program, rng, failures, pathlib.Path(place))
        for part in (full_by_limit, full_for_real, not_ours, damaged, strange_files):
            part(trouble)
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
