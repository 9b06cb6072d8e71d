"""kill -9 of the daemon and of commands at random moments under load, with peers that behave badly: no deadline is lost
or fired twice, every message is sent, always under one id.

    daemon_killed.py AFTALE AFTALED

Each kill comes at most 30 ms after something happened: a command was started or answered, something was written, a
message was taken, the daemon answered. AFTALE_FAULT_KILLS says how many (40), AFTALE_FAULT_SEED repeats the choices.
"""

import collections
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
import uuid

from daemon import Daemon, FastClock
from load import Writer, changed, size
from program import ROOT, Failures, Program, seed
from rounds import ZONE, Round, instant

sys.path.insert(0, str(ROOT / "tests/peers"))
from peers import Peer  # noqa: E402  pylint: disable=wrong-import-position

KILLS = int(os.environ.get("AFTALE_FAULT_KILLS", "40"))
KILLS_OF_A_WORLD = 200  # then another one begins, with a file and cases of its own
SPEED = 600_000  # seconds a second: a week
BEGIN = instant("2022-01-03T08:00:00Z")
CASES, WRITERS = 20, 3
PAUSE = 0.3  # at most, before the next happening is waited for
SOON = (0.001, 0.03)  # after a happening: at most, one as often as the other
BAD_MAIL = ["--leave-out", "rcpt-5xx,data-5xx,mail-taken-5xx"]  # each would be the end of a message
BAD_HOOK = ["--leave-out", "410"]
CHANNELS = """\
  mail: {{url: "smtp://127.0.0.1:{mail}", starttls: none, sender: aftale@example.dk, connect_seconds: 1,
    total_seconds: 2, stalled_seconds: 1}}
  webhook: {{url: "http://127.0.0.1:{hook}/", secrets: [{{file: {secret}}}], allow_private: [127.0.0.0/8],
    connect_seconds: 1, total_seconds: 2}}
"""
RECEIVERS = """\
    - {contact: oest@example.dk, channel: webhook}
    - {contact: vest@example.dk, channel: webhook}
    - {contact: midt@example.dk, channel: webhook, digest: true}
"""
DELIVERED, DEAD, SUPERSEDED = 2, 4, 5
BY_MESSAGE, BY_DIGEST = 2, 3  # what came in its place
DRAIN, BAD_AT_THE_END = 300, 4


class Peers:
    def __init__(self, place, rng):
        self.place, self.ports = place, {}
        self.start("--hostile", str(rng.getrandbits(32)))

    def start(self, *words):
        more = {"smtp_peer.py": BAD_MAIL, "webhook_peer.py": BAD_HOOK} if words[0] == "--hostile" else {}
        self.all = {}
        for script in ("smtp_peer.py", "webhook_peer.py"):
            where = ["--port", str(self.ports[script])] if script in self.ports else []
            self.all[script] = Peer(script, self.place / script[:4], *words, *more.get(script, []), *where)
            self.ports[script] = self.all[script].port

    def stop(self):
        for peer in self.all.values():
            peer.stop()

    def come_to_their_senses(self):
        self.stop()
        self.start("--behave", "well")

    def logged(self):
        return tuple(size(peer.log) for peer in self.all.values())

    def taken(self):
        return [entry for peer in self.all.values() for entry in peer.taken()]


class Killer:
    """Waits for something to happen, and a little, and kills the daemon or a command."""

    def __init__(self, daemon, peers, writers, rng):
        self.daemon, self.writers, self.rng = daemon, writers, rng
        self.kills = collections.Counter()
        wal = daemon.database.with_name(daemon.database.name + "-wal")
        self.happenings = {
            "a command was started": lambda: sum(writer.attempts for writer in writers),
            "a command was answered": lambda: sum(writer.answers for writer in writers),
            "something was written": lambda: changed(wal),
            "a message was taken": peers.logged,
            "the daemon said something": lambda: size(daemon.log)}

    def wait(self, name):
        look, end = self.happenings[name], time.monotonic() + 3
        before = look()
        while look() == before and time.monotonic() < end:
            time.sleep(0.0003)

    def soon(self):
        time.sleep(self.rng.uniform(0, self.rng.choice(SOON)))

    def kill_daemon(self, when):
        self.kills["daemon", when] += 1
        self.daemon.kill()
        if self.rng.random() < 0.2:
            time.sleep(self.rng.uniform(0, 0.1))
        self.daemon.start()

    def once(self):
        name = self.rng.choice(list(self.happenings))
        of_daemon = self.rng.random() < 0.5
        time.sleep(self.rng.uniform(0, PAUSE))
        self.wait(name)
        self.soon()
        if not self.daemon.alive():
            raise AssertionError(f"aftaled ended by itself with {self.daemon.process.returncode}: {self.daemon.tail()}")
        if of_daemon:
            self.kill_daemon(name)
            if self.rng.random() < 0.15:  # while it starts
                time.sleep(self.rng.uniform(0, max(SOON)))
                self.kill_daemon("it was started")
            return
        writers = self.rng.sample(self.writers, len(self.writers))
        if any(writer.kill() for writer in writers):
            self.kills["command", name] += 1

    def run(self, kills):
        while sum(self.kills.values()) < kills:
            self.once()


def outbox(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(
            "SELECT o.*, n.template, n.receiver FROM outbox o JOIN notice n ON n.id = o.notice ORDER BY o.id")]
    connection.close()
    for row in rows:
        row["message_id"] = str(uuid.UUID(bytes=hashlib.sha256(f"{row['key']}#0#0".encode()).digest()[:16]))
    return rows


def drain(daemon, peers, writer, failures):
    """No kills any more: cases end, and what waits is sent. Peers behave badly for a while longer."""
    daemon.ready()
    for key in sorted(writer.opened):
        writer.give(["do", key, "closed"])
    end, well = time.monotonic() + DRAIN, time.monotonic() + BAD_AT_THE_END
    while time.monotonic() < end:
        waiting = [row for row in outbox(daemon.database) if row["status"] not in (DELIVERED, SUPERSEDED)]
        if not waiting:
            return
        if well and time.monotonic() > well:
            peers.come_to_their_senses()
            well = None
        for row in waiting:
            # Ten failures in a row; a peer that refuses for good is none of ours.
            if row["status"] == DEAD and failures.expect(row["attempts"] >= 10, f"given up too soon: {row}"):
                writer.attempt(["outbox", "retry", str(row["id"])])
        time.sleep(0.3)
    failures.expect(False, f"not delivered after {DRAIN} seconds: {waiting}")


def check_commands(program, writers, failures):
    """Every acknowledged command stands in the journal once, where its receipt says; no refused one does."""
    acknowledged = {request: given for writer in writers for request, given in writer.acknowledged.items()}
    refused = {request: given for writer in writers for request, given in writer.refused.items()}
    cases, found = {}, collections.Counter()
    for key in sorted({receipt["case"] for _, receipt in acknowledged.values()}):
        cases[key] = program.must("history", key, "--json").json()["entries"]
        for entry in cases[key]:
            request = entry["request"]
            if not request:
                continue
            found[request] += 1
            failures.expect(request not in refused, f"{refused.get(request)} was refused, yet is there: {entry}")
            words, receipt = acknowledged.get(request, (None, {"entries": [{"seq": None}]}))
            failures.expect(receipt["entries"][0]["seq"] == entry["seq"], f"{words}: {receipt} is not {entry}")
    for request, (words, receipt) in acknowledged.items():
        failures.expect(found[request] == 1, f"{words} stands {found[request]} times in the journal: {receipt}")
    return cases


def check_deadlines(cases, until, failures):
    """-> the rounds as computed here; what fired and when is compared on the way."""
    rounds = []
    for key, entries in cases.items():
        one = Round(key)
        for entry in entries:
            for wrong in one.see(entry):
                failures.expect(False, wrong)
        for wrong in one.left(until):
            failures.expect(False, wrong)
        rounds.append(one)
    return rounds


def check_outbox(rounds, rows, failures):
    """The messages that must be are those that are, each once."""
    wanted = {key: receiver for one in rounds for key, receiver in one.rows.items()}
    listed = {stem: set(receivers) for one in rounds for stem, receivers in one.listed.items()}
    digests = members = 0
    by_id = {row["id"]: row for row in rows}
    for row in rows:
        stem = row["key"].rpartition("#")[0]
        if row["template"] == "digest":
            digests += 1
            members += len(json.loads(row["more"])["items"])
        elif row["key"] in wanted:
            receiver = wanted.pop(row["key"])
            failures.expect(row["receiver"] == receiver, f"{row['key']} goes to {row['receiver']}, not {receiver}")
        else:
            known = row["receiver"] in listed.get(stem, ())
            if failures.expect(known, f"nobody asked for this message, or it is there twice: {row}"):
                listed[stem].discard(row["receiver"])
        in_digest = row["superseded_by"] == BY_DIGEST
        members -= row["status"] == SUPERSEDED and in_digest
        failures.expect(row["status"] == DELIVERED or row["status"] == SUPERSEDED and (in_digest or row["thing"]),
                        f"not delivered: {row}")
        other = by_id[row["superseding"]] if row["superseded_by"] == BY_MESSAGE else None
        failures.expect(row["template"] != "overdue" or not other or other["template"] == "overdue",
                        f"that a date was missed is not said by {other and other['key']}: {row}")
    failures.expect(not wanted, f"messages that were never written: {list(wanted)[:10]}")
    missing = {stem: receivers for stem, receivers in listed.items() if receivers}
    failures.expect(not missing, f"messages that were never written: {missing}")
    failures.expect(members == 0, f"the digests name {members} messages more than were put into one")
    return digests


def check_receivers(rows, taken, failures):
    """What the peers took, against what the outbox says: each under one id, and seen once when repeats are dropped."""
    known = {row["message_id"]: row for row in rows}
    failures.expect(len(known) == len(rows), "two messages have one id")
    seen, bodies = collections.Counter(), {}
    for entry in taken:
        row = known.get(entry["id"])
        if not failures.expect(row is not None, f"the outbox knows nothing of {entry['id']} to {entry['receiver']}"):
            continue
        seen[entry["id"]] += 1
        failures.expect(entry["receiver"] == row["receiver"], f"{row['key']} went to {entry['receiver']}: {row}")
        failures.expect(entry.get("path", "/") == "/", f"a redirect was followed: {entry}")
        # What says what it is about: the same each time, so that two ids for one message would show.
        about = bodies.setdefault(entry["id"], entry.get("body"))
        failures.expect(about == entry.get("body"), f"{row['key']} said something else the second time")
    for row in rows:
        if row["status"] == DELIVERED:
            failures.expect(seen[row["message_id"]] >= 1, f"delivered, and nobody has it: {row}")
    once = collections.Counter(known[each]["key"] for each in seen)
    failures.expect(all(count == 1 for count in once.values()), f"under two ids: {once.most_common(3)}")
    return sum(seen.values()) - len(seen)


def run(place, binary, daemon_binary, kills, rng, failures):
    peers = Peers(place, rng)
    secret = place / "secret"
    secret.write_text("whsec_" + "QUJD" * 8 + "\n", encoding="utf-8")
    secret.chmod(0o600)
    channels = CHANNELS.format(mail=peers.ports["smtp_peer.py"], hook=peers.ports["webhook_peer.py"], secret=secret)
    daemon = Daemon(daemon_binary, place, channels, RECEIVERS, FastClock(BEGIN, SPEED)).start().ready()
    keys = [f"case-{number}" for number in range(CASES)]
    opened = set()
    writers = [Writer(binary, daemon, keys, opened, type(rng)(rng.random()), by_socket=number % 2 == 0)
               for number in range(WRITERS)]
    try:
        for writer in writers:
            writer.start()
        killer = Killer(daemon, peers, writers, rng)
        killer.run(kills)
        for writer in writers:
            writer.stopping = True
        for writer in writers:
            writer.join()
            for wrong in writer.wrong:
                failures.expect(False, wrong)
        until = daemon.clock.now()
        drain(daemon, peers, writers[0], failures)
        failures.expect(daemon.stop() == 0, f"aftaled does not stop well: {daemon.tail()}")
    finally:
        for writer in writers:
            writer.stopping = True
        if daemon.alive():
            daemon.kill()
        peers.stop()
    now = daemon.clock.now().astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
    program = Program(binary, daemon.database, [place], now=now)
    failures.well(program, f"{kills} kills")
    rows, taken = outbox(daemon.database), peers.taken()
    cases = check_commands(program, writers, failures)
    rounds = check_deadlines(cases, until, failures)
    digests = check_outbox(rounds, rows, failures)
    repeats = check_receivers(rows, taken, failures)
    return tally(killer, writers, rounds, rows, digests, taken, repeats)


def tally(killer, writers, rounds, rows, digests, taken, repeats):
    """What this world came to, as counts that add up with those of other worlds."""
    counts = collections.Counter({f"kills of the {what}, after {when}": count
                                  for (what, when), count in killer.kills.items()})
    for what in ("daemon", "command"):
        counts[f"kills of the {what}"] = sum(count for (of, _), count in killer.kills.items() if of == what)
    counts["commands acknowledged"] = len({request for writer in writers for request in writer.acknowledged})
    counts["acknowledged from the journal"] = sum(writer.repeated for writer in writers)
    counts["commands refused"] = sum(len(writer.refused) for writer in writers)
    for writer in writers:
        counts.update({f"attempts that ended with {code} {error}": count
                       for (code, error), count in writer.codes.items() if code == 4})
    counts["dates fired"] = sum(one.fired for one in rounds)
    counts["messages"], counts["digests"] = len(rows), digests
    counts["messages delivered"] = sum(row["status"] == DELIVERED for row in rows)
    counts["messages superseded"] = sum(row["status"] == SUPERSEDED for row in rows)
    counts["taken by peers"], counts["repeats among them"] = len(taken), repeats
    return counts


def main(binary, daemon_binary):
    rng, failures = seed(), Failures()
    counts, left = collections.Counter(), KILLS
    while left > 0 and not failures.found:
        kills = min(left, KILLS_OF_A_WORLD)
        left -= kills
        place = pathlib.Path(tempfile.mkdtemp(prefix="aftale-fault-"))
        try:
            counts.update(run(place, binary, daemon_binary, kills, rng, failures))
        except Exception:  # pylint: disable=broad-except
            failures.expect(False, traceback.format_exc())
        if failures.found:
            print(f"the folder of this run: {place.rename(place.with_name(place.name + '.kept'))}")
        elif left:
            print(f"{KILLS - left} kills: {counts['dates fired']} dates, {counts['messages']} messages", flush=True)
        shutil.rmtree(place, ignore_errors=True)
    for name in sorted(counts):
        print(f"{counts[name]:7} {name}")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
