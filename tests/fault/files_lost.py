"""Files that go away: the database or its WAL deleted, moved or replaced under the daemon, the WAL removed after a
kill, an older copy put in its place by hand. Nothing acknowledged is lost in silence, and `aftale restore` mends it.

    files_lost.py AFTALE AFTALED
"""

import json
import os
import pathlib
import shutil
import sqlite3
import sys
import time

from daemon import Daemon, FastClock
from program import Failures, Program, folder
from rounds import instant

HERE = pathlib.Path(__file__).resolve().parent
COUNTED = 5


class World:
    """A daemon with one case that has counted, a backup of before, and what was acknowledged."""

    def __init__(self, binaries, place, failures, name):
        self.failures, self.name, self.place = failures, name, place / name
        self.place.mkdir()
        os.chmod(self.place, 0o711)
        self.daemon = Daemon(binaries[1], self.place)
        self.program = Program(binaries[0], self.daemon.database, [HERE])
        self.backup = self.place / "backup.copy"
        self.acknowledged = set()
        self.program.must("open", "counting", "--key", "k")
        self.count()
        self.program.must("backup", self.backup)
        self.daemon.start().ready()
        for _ in range(COUNTED):
            self.count()

    def beside(self, end):
        return self.daemon.database.with_name(self.daemon.database.name + end)

    def count(self):
        answer = self.program.must("do", "k", "counted", "--json")
        self.acknowledged.add(answer.json()["request"])

    def expect(self, holds, what):
        return self.failures.expect(holds, f"{self.name}: {what}")

    def journal(self):
        answer = self.program.run("history", "k", "--json")
        return {entry["request"] for entry in answer.json()["entries"]} if answer.out else set()

    def refused(self, code, exits, *words):
        answer = self.program.run(*words, "--json")
        self.expect(answer.code == exits and code in answer.err + answer.out,
                    f"{words}: exit {answer.code}, not {exits} {code}: {answer.out[:200]}{answer.err}")
        return answer

    def all_there(self, when):
        lost = self.acknowledged - self.journal()
        self.expect(not lost, f"{len(lost)} acknowledged commands are lost {when}")
        self.failures.well(self.program, f"{self.name}, {when}")

    def stops(self):
        """The daemon ends by itself, says why, and nobody was told that it did anything."""
        self.refused("file-gone", 4, "do", "k", "counted")
        try:
            code = self.daemon.process.wait(timeout=30)
        except Exception:  # pylint: disable=broad-except
            code = None
            self.daemon.kill()
        self.expect(code == 4, f"aftaled ends with {code}: {self.daemon.tail()}")
        self.expect("file-gone" in self.daemon.tail(), f"the log does not say so: {self.daemon.tail()}")


def moved_away(binaries, place, failures):
    world = World(binaries, place, failures, "moved away")
    world.daemon.database.rename(world.place / "elsewhere.db")
    world.stops()
    world.refused("truncated", 5, "do", "k", "counted")
    world.refused("truncated", 5, "status")
    (world.place / "elsewhere.db").rename(world.daemon.database)
    world.all_there("when it is back")
    world.count()


def deleted(binaries, place, failures):
    world = World(binaries, place, failures, "deleted")
    world.daemon.database.unlink()
    world.stops()
    world.refused("truncated", 5, "open", "counting", "--key", "other")
    world.expect(world.daemon.start().process.wait(timeout=30) == 5, f"aftaled began anew: {world.daemon.tail()}")
    answer = world.program.must("restore", world.backup, "--json")
    world.expect(answer.json()["set_aside"], f"the WAL was not set aside: {answer.out}")
    world.failures.well(world.program, "restoring what was deleted")
    world.program.must("do", "k", "counted")


def replaced(binaries, place, failures):
    world = World(binaries, place, failures, "replaced")
    other = world.place / "other.db"
    shutil.copyfile(world.backup, other)
    other.rename(world.daemon.database)
    world.stops()
    world.refused("truncated", 5, "audit")


def wal_removed(binaries, place, failures):
    """Under the daemon: it still has it open, and puts what is in it into the database when it stops."""
    for end in ("-wal", "-shm"):
        world = World(binaries, place, failures, f"{end} removed")
        world.beside(end).unlink()
        world.stops()
        world.all_there(f"after {end} was removed")
        world.count()


def wal_removed_after_a_kill(binaries, place, failures):
    for accept in (False, True):
        world = World(binaries, place, failures, f"killed, WAL removed, {'accepted' if accept else 'restored'}")
        world.daemon.kill()
        world.beside("-wal").unlink()
        world.refused("truncated", 5, "do", "k", "counted")
        world.refused("truncated", 5, "status")
        world.refused("truncated", 5, "export", "k", "--as", "csv")
        world.refused("truncated", 5, "backup", world.place / "no.copy")
        answer = world.program.run("audit", "--json")
        codes = [finding["code"] for finding in answer.json()["findings"]]
        world.expect(answer.code == 5 and codes == ["truncated"], f"audit: exit {answer.code} {codes}")
        world.expect(world.daemon.start().process.wait(timeout=30) == 5, f"aftaled starts: {world.daemon.tail()}")
        source = world.daemon.database if accept else world.backup
        answer = world.program.must("restore", source, "--json").json()
        world.expect(answer["lost"] is not None and answer["lost"] >= COUNTED, f"restore does not count: {answer}")
        world.failures.well(world.program, f"{world.name}")
        world.program.must("do", "k", "counted")


def copied_by_hand(binaries, place, failures):
    """An older copy laid over the database beside the WAL that a kill has left: nothing is lost, or it is told."""
    for by in ("cp", "mv"):
        world = World(binaries, place, failures, f"killed, older copy by {by}")
        world.daemon.kill()
        if by == "cp":
            shutil.copyfile(world.backup, world.daemon.database)
        else:
            shutil.copyfile(world.backup, world.place / "copy.db")
            (world.place / "copy.db").rename(world.daemon.database)
        answer = world.program.run("audit", "--json")
        if answer.code == 0:
            world.all_there(f"after a {by} beside a WAL")
        else:
            world.expect(answer.code in (1, 5), f"audit exits {answer.code} {answer.err}")
        print(f"an older copy by {by}: audit exits {answer.code}")


def copied_while_open(binaries, place, failures):
    """A plain copy of a live file, taken without its WAL, is found where its head was copied along."""
    world = World(binaries, place, failures, "copied while open")
    copy = world.place / "plain.db"
    shutil.copyfile(world.daemon.database, copy)
    shutil.copyfile(world.beside(".head"), copy.with_name("plain.db.head"))
    answer = Program(binaries[0], copy).run("audit", "--json")
    world.expect(answer.code == 5, f"the copy verifies: {answer.out[:300]}{answer.err}")
    world.expect(world.daemon.stop() == 0, "aftaled does not stop")
    world.refused("truncated", 5, "restore", copy)
    world.all_there("after a restoration that was refused")


def restored(binaries, place, failures):
    world = World(binaries, place, failures, "restored")
    world.refused("busy", 4, "restore", world.backup)
    world.refused("usage", 2, "restore", world.backup, "--db", world.daemon.socket)
    world.expect(world.daemon.stop() == 0, "aftaled does not stop")
    before = world.program.audit().json()
    sqlite3.connect(world.backup).executescript(
        f"VACUUM INTO '{world.place / 'bad.copy'}'")
    bad = sqlite3.connect(world.place / "bad.copy")
    bad.executescript("UPDATE branch SET round = round + 1")
    bad.close()
    world.refused("damaged", 5, "restore", world.place / "bad.copy")
    world.refused("no-file", 3, "restore", world.place / "none.copy")
    world.expect(world.program.audit().json() == before, "a refused restoration changed the database")
    answer = world.program.must("restore", world.backup, "--json").json()
    world.expect(answer["lost"] == before["entries"] - answer["head"]["seq"], f"lost is not counted well: {answer}")
    world.expect(world.program.audit().json()["head"] == answer["head"], "the head is not that of the copy")
    world.failures.well(world.program, "restoring")
    aside = Program(binaries[0], answer["set_aside"])
    world.expect(aside.audit().json() == before, f"what was set aside is not what was there: {aside.audit()}")
    new = Program(binaries[0], world.place / "new" / "aftale.db", home=world.place)
    answer = new.must("restore", world.backup, "--json").json()
    world.expect(answer["set_aside"] is None and answer["lost"] == 0, f"in a new place: {answer}")
    left = sorted(path.name for path in world.place.iterdir() if "restoring" in path.name)
    world.expect(not left, f"left behind: {left}")


def older_program(binaries, place, failures):
    """A file without a head, as older programs leave it, gets one when it is next written."""
    world = World(binaries, place, failures, "no head")
    world.expect(world.daemon.stop() == 0, "aftaled does not stop")
    world.beside(".head").unlink()
    world.all_there("without a head")
    world.count()
    head = world.program.audit().json()["head"]
    text = world.beside(".head").read_text(encoding="ascii")
    world.expect(f"aftale-head 1 {head['seq']} {head['hash']} " in text, f"no head was made: {text[:200]}")
    for torn in ("", "x" * 512, text[:100]):
        world.beside(".head").write_text(torn, encoding="ascii")
        world.all_there(f"with a head of {len(torn)} bytes that says nothing")
        world.count()
    slots = bytearray(world.beside(".head").read_bytes())
    newest = max((0, 4096), key=lambda at: int(slots[at + 14:].split()[0]))
    slots[newest + 20:newest + 24] = b"torn"
    world.beside(".head").write_bytes(slots)
    world.all_there("with one slot torn")
    world.count()


def expected(binaries, place, failures):
    """An entry kept elsewhere is found again, or told to be gone or another."""
    world = World(binaries, place, failures, "expected")
    head = world.program.audit().json()["head"]
    word = f"{head['seq']}:{head['hash']}"
    world.count()
    world.program.must("audit", "--expect", word)
    world.expect(world.program.run("audit").out.count(head["hash"]) == 0, "audit prints an old head")
    other = ("0" if head["hash"][0] != "0" else "1") + head["hash"][1:]
    for code, wrong in (("rewritten", f"{head['seq']}:{other}"), ("truncated", f"{head['seq'] + 100}:{other}")):
        answer = world.program.run("audit", "--expect", wrong, "--json")
        codes = [finding["code"] for finding in answer.json()["findings"]]
        world.expect(answer.code == 5 and codes == [code], f"{wrong}: exit {answer.code} {codes}")
    world.refused("usage", 2, "audit", "--expect", "57")
    world.daemon.stop()


def witnessed(binaries, place, failures):
    """Witnesses are sent the newest entry once a day, and what they were sent is found again."""
    place = place / "witnessed"
    place.mkdir()
    clock = FastClock(instant("2022-01-03T05:00:00Z"), 100_000)
    tell = "    []\n  witnesses: [drift@example.dk]\n"
    daemon = Daemon(binaries[1], place, receivers=tell, clock=clock)
    program = Program(binaries[0], daemon.database, [HERE])
    program.must("open", "counting", "--key", "k")
    daemon.start().ready()
    end = time.monotonic() + 30
    sent = []
    while len(sent) < 4 and time.monotonic() < end:
        if len(sent) == 2 and daemon.starts == 1:
            failures.expect(daemon.stop() == 0, "aftaled does not stop")
            daemon.start().ready()
        program.must("do", "k", "counted")
        sent = [json.loads(path.read_text(encoding="utf-8"))
                for path in pathlib.Path(f"{daemon.database}.outbox").rglob("*.json")]
    failures.expect(len(sent) >= 4, f"only {len(sent)} messages to the witness: {daemon.tail()}")
    days = [message["facts"]["day"] for message in sent]
    failures.expect(len(set(days)) == len(days), f"twice on one day: {sorted(days)}")
    words = {f"{message['facts']['seq']}:{message['facts']['hash']}" for message in sent}
    failures.expect(len(words) == len(sent), f"the entry does not change: {words}")
    for message, word in ((message, f"{message['facts']['seq']}:{message['facts']['hash']}") for message in sent):
        failures.expect(word in message["body"], f"the message does not say it: {message}")
        program.must("audit", "--expect", word)
    daemon.stop()


def main(*binaries):
    failures = Failures()
    with folder() as place:
        for part in (moved_away, deleted, replaced, wal_removed, wal_removed_after_a_kill, copied_by_hand,
                     copied_while_open, restored, older_program, expected, witnessed):
            part(binaries, pathlib.Path(place), failures)
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
