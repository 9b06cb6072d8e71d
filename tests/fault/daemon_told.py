"""What the daemon is told: to stop in the middle of load, to start beside another, to read a configuration again.

    daemon_told.py AFTALE AFTALED
"""

import pathlib
import sys
import time

from daemon import Daemon, FastClock
from load import Writer
from program import ROOT, Failures, Program, folder, seed
from rounds import instant

sys.path.insert(0, str(ROOT / "tests/peers"))
from peers import peer  # noqa: E402  pylint: disable=wrong-import-position

BEGIN = instant("2022-01-03T08:00:00Z")
SPEED = 600_000
STOPS = 4
# The daemon's own waits are longer: 60 seconds for a mail server that is silent, 30 for a connection that is.
LIMIT = 20
CHANNELS = """\
  mail: {{url: "smtp://127.0.0.1:{port}", starttls: none, sender: aftale@example.dk}}
"""
# What is written into the configuration instead -> what the log must say of it, and at which line.
BROKEN = {
    "aftaled: 1\ndatabase: [": ":2:",
    "aftaled: 1\nsocket: /s\n": "database",
    "aftaled: 1\n\nnonsense: 1\n": ":3:1",
    "aftaled: 2\n": ":1:10",
    "aftaled: 1\ndatabase: /d\nsocket: /s\nchannels:\n  mail: {url: 'smtp://127.0.0.1', sender: nobody}\n": ":5:",
    "aftaled: 1\ndatabase: /d\nsocket: /s\nchannels:\n"
    "  hook: {kind: webhook, url: 'https://example.dk', secrets: [{file: /nowhere}]}\n": "/nowhere",
    "aftaled: 1\ndatabase: /d\nsocket: /s\nchannels:\n"
    "  hook: {kind: webhook, url: 'https://example.dk', secrets: [], allow_private: [10.0.0.0/0]}\n": "10.0.0.0/0",
    "aftaled: 1\ndatabase: /d\nsocket: /s\ntell: {receivers: [{contact: a@example.dk, channel: owl}]}\n": ":4:",
    "aftaled: 1\ndatabase: /d\nsocket: /s\ntell: {receivers: [{contact: a..b@example.dk}]}\n": "a..b@example.dk",
    "aftaled: 1\ndatabase: /d\nsocket: /s\ntell: {quiet: {calendar: moon}}\n": "moon",
}


def program_of(binary, daemon):
    now = daemon.clock.now().strftime("%Y-%m-%d %H:%M")
    return Program(binary, daemon.database, [ROOT / "tests/fault/rounds"], now=now)


def stops(place, binary, daemon_binary, rng, failures):
    """SIGTERM while it commits, fires, and waits for a mail server that never says a word."""
    with peer("smtp_peer.py", "--behave", "silent") as silent:
        daemon = Daemon(daemon_binary, place, CHANNELS.format(port=silent.port), clock=FastClock(BEGIN, SPEED))
        opened = set()
        daemon.start().ready()
        writers = [Writer(binary, daemon, ["a", "b", "c"], opened, type(rng)(rng.random()), by_socket=False)
                   for _ in range(3)]
        for writer in writers:
            writer.start()
        for number in range(STOPS):
            answers = sum(writer.answers for writer in writers) + 10
            end = time.monotonic() + 60
            while sum(writer.answers for writer in writers) < answers and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(rng.uniform(0, 0.3))
            code = daemon.stop(LIMIT)
            failures.expect(code == 0, f"stop {number}: {code} {daemon.tail()}")
            failures.expect(not daemon.socket.exists(), f"stop {number}: the socket is still there")
            daemon.start().ready()
        for writer in writers:
            writer.stopping = True
        for writer in writers:
            writer.join()
            for wrong in writer.wrong:
                failures.expect(False, wrong)
        failures.expect(daemon.stop(LIMIT) == 0, f"the last stop: {daemon.tail()}")
        program = program_of(binary, daemon)
        failures.well(program, f"{STOPS + 1} stops")
        entries = [program.must("history", key, "--json").json()["entries"] for key in opened]
        told = {entry["request"] for of_case in entries for entry in of_case}
        acknowledged = {request for writer in writers for request in writer.acknowledged}
        failures.expect(acknowledged <= told, f"acknowledged and not in the journal: {acknowledged - told}")
        print(f"{STOPS + 1} stops, {len(acknowledged)} commands acknowledged")


def second(place, binary, daemon_binary, failures):
    """One owner of a file, one listener of a socket; who comes second is told, and the first goes on."""
    daemon = Daemon(daemon_binary, place, clock=FastClock(BEGIN, 1)).start().ready()
    code, said = daemon.refused("--socket", place / "other")
    failures.expect(code == 4 and "busy" in said and str(daemon.database) in said, f"the same file: {code} {said}")
    failures.expect(not (place / "other").exists(), "the second one left a socket")
    code, said = daemon.refused("--db", place / "other.db")
    failures.expect(code == 4 and "socket-in-use" in said and str(daemon.socket) in said,
                    f"the same socket: {code} {said}")
    (place / "file").write_text("no socket", encoding="utf-8")
    code, said = daemon.refused("--db", place / "other.db", "--socket", place / "file")
    failures.expect(code == 4 and (place / "file").read_text(encoding="utf-8") == "no socket",
                    f"a file that is no socket was replaced: {code} {said}")
    for make in (lambda path: path.write_text("precious", encoding="utf-8"), lambda path: path.symlink_to("nowhere"),
                 lambda path: path.mkdir()):
        beside = place / "new~"
        make(beside)
        code, said = daemon.refused("--db", place / "other.db", "--socket", place / "new")
        failures.expect(code == 4 and "not-ours" in said and str(beside) in said and beside.lstat(),
                        f"what stands beside the socket was replaced: {code} {said}")
        beside.rmdir() if beside.is_dir() else beside.unlink()
    code, said = daemon.refused("--db", place / "other.db", "--socket", "/" + "x" * 200)
    failures.expect(code == 4 and "not-writable" in said, f"a path that is too long: {code} {said}")
    failures.expect(program_of(binary, daemon).run("status", "--json").code == 0, "the first one does not answer")
    failures.expect(daemon.stop(LIMIT) == 0, f"does not stop: {daemon.tail()}")
    # What a killed one left behind is in nobody's way.
    daemon.start().ready()
    daemon.kill()
    daemon.start().ready()
    failures.expect(daemon.socket.is_socket() and daemon.stop(LIMIT) == 0, f"after a kill: {daemon.tail()}")


def reads_again(place, binary, daemon_binary, failures):
    """A configuration with a mistake changes nothing, and the log says where it is."""
    daemon = Daemon(daemon_binary, place, clock=FastClock(BEGIN, 1)).start().ready()
    right, program = daemon.config.read_text(encoding="utf-8"), program_of(binary, daemon)
    for number, (text, words) in enumerate(BROKEN.items()):
        before = len(daemon.log.read_text(encoding="utf-8"))
        daemon.config.write_text(text, encoding="utf-8")
        daemon.hang_up()
        heard = daemon.hears("The configuration is unchanged", since=before)
        said = daemon.log.read_text(encoding="utf-8")[before:]
        failures.expect(heard and words in said, f"broken {number}: {words} is not in {said}")
        answer = program.run("open", "rounds", "--key", f"k{number}", "--json")
        failures.expect(answer.code == 0, f"broken {number}: people are gone: {answer.err}")
    daemon.config.unlink()
    before = len(daemon.log.read_text(encoding="utf-8"))
    daemon.hang_up()
    failures.expect(daemon.hears("cannot be read", since=before), f"no file: {daemon.tail()}")
    daemon.config.write_text(right.replace("secretariat, operator", "observer"), encoding="utf-8")
    before = len(daemon.log.read_text(encoding="utf-8"))
    daemon.hang_up()
    failures.expect(daemon.hears("was read again", since=before), f"a right one: {daemon.tail()}")
    answer = program.run("open", "rounds", "--key", "late", "--json")
    failures.expect(answer.code == 1 and answer.error == "not-allowed", f"the new one is not in force: {answer}")
    failures.expect(daemon.stop(LIMIT) == 0, f"does not stop: {daemon.tail()}")


def main(binary, daemon_binary):
    rng, failures = seed(), Failures()
    with folder() as made:
        places = [pathlib.Path(made) / name for name in ("stops", "second", "again")]
        for place in places:
            place.mkdir()
        stops(places[0], binary, daemon_binary, rng, failures)
        second(places[1], binary, daemon_binary, failures)
        reads_again(places[2], binary, daemon_binary, failures)
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
