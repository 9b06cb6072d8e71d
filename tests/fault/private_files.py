"""Everything the program writes is for its user alone, whatever the umask says: database, WAL, locks, backup, outbox.

    private_files.py BINARY
"""

import os
import pathlib
import stat
import sys
import threading

import scenario
from program import ROOT, Failures, Program, folder

SCENARIO = ROOT / "workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml"
COMMANDS = 8  # of the scenario: far enough for documents, questions to eleven committees and a reminder


class Watcher(threading.Thread):
    """Looks at the folder all the time, because -wal and -shm are gone when a command has ended."""

    def __init__(self, place):
        super().__init__()
        self.place, self.ended, self.modes = place, threading.Event(), {}

    def run(self):
        while not self.ended.is_set():
            try:
                for path in (self.place, *self.place.rglob("*")):
                    self.see(path)
            except FileNotFoundError:
                pass  # gone while the folder was listed: it is listed again

    def see(self, path):
        try:
            self.modes.setdefault(path, set()).add(stat.S_IMODE(path.stat().st_mode) | path.is_dir() << 16)
        except FileNotFoundError:
            pass


def main(binary):
    failures = Failures()
    with folder() as place:
        place = pathlib.Path(place)
        _, commands = scenario.commands(SCENARIO, place)
        home = place / "data" / "aftale"
        program = Program(binary, home / "aftale.db", home=place)
        os.umask(0)
        (place / "data").mkdir(mode=0o755)
        watcher = Watcher(place / "data")
        watcher.start()
        try:
            for command in commands[:COMMANDS]:
                program.must(*command.words, now=command.now)
            program.must("advance", now=commands[COMMANDS - 1].now)
            program.must("backup", home / "copy.db")
            program.must("restore", home / "copy.db")
            program.must("export", "--all", "--as", "csv", "-o", home / "all.csv")
            program.must("test", "--keep", home / "kept.db", SCENARIO)
        finally:
            watcher.ended.set()
            watcher.join()
        seen = {path.relative_to(place / "data").as_posix(): modes for path, modes in watcher.modes.items()}
        for wanted in ("aftale.db", "aftale.db-wal", "aftale.db-shm", "aftale.db.head", "aftale.db.lock",
                       "aftale.db.gate", "copy.db", "kept.db"):
            failures.expect(f"aftale/{wanted}" in seen, f"{wanted} was never seen")
        mails = [name for name in seen if name.startswith("aftale/aftale.db.outbox/") and name.endswith(".eml")]
        failures.expect(len(mails) >= 11, f"only {len(mails)} mails")
        for name, modes in seen.items():
            if name == ".":
                continue
            for mode in modes:
                most = 0o700 if mode >> 16 else 0o600
                failures.expect(mode & 0o777 & ~most == 0, f"{name}: {mode & 0o777:o}, more than {most:o}")
        print(f"{len(seen)} files and folders, {len(mails)} of them mails")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
