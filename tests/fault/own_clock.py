#!/usr/bin/python3
"""The clock of a daemon is its own: whatever a client says that the time is, no date of the future fires and nothing is
entered that has not happened; and it says so. Only a configuration for training lets a client's time rule.

usage: own_clock.py AFTALE AFTALED
"""
import sys
import tempfile
import time

from daemon import Daemon, post
from program import ROOT, Program


def day(ahead):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + ahead * 86_400))


def count(program):
    return len(program.run("history", "k", "--json").json()["entries"])


def in_earnest(aftale, aftaled, folder):
    daemon = Daemon(aftaled, folder)
    daemon.start().ready()
    now = Program(aftale, daemon.database, [ROOT / "tests/fault"])
    ahead = Program(aftale, daemon.database, [ROOT / "tests/fault"], now=f"{day(700)} 09:00")
    try:
        opened = now.run("open", "clockwork", "--key", "k", f"first={day(300)}", f"second={day(350)}")
        assert opened.code == 0, opened
        entries = count(now)
        for program, words in ((ahead, ["advance"]), (now, ["advance", "--to", f"{day(700)} 09:00"]),
                               (ahead, ["advance", "--json"])):
            done = program.run(*words)
            assert done.code == 0 and count(now) == entries, (words, done)
        assert "stopped_at" in now.run("advance", "--to", f"{day(700)} 09:00", "--json").json()
        assert "time at aftaled" in now.run("advance", "--to", f"{day(700)} 09:00").out
        status, answer = post(daemon.socket, "/v1/advance", {"until": f"{day(700)}T08:00:00Z", "limit": 100})
        assert status == 200 and answer["fired"] == [] and answer["stopped_at"] < day(2), answer
        status, answer = post(daemon.socket, "/v1/advance", {"limit": 100})
        assert status == 200 and answer["fired"] == [] and answer["stopped_at"] is None, answer
        assert count(now) == entries
        # Nor is a day of the future named.
        for program in (now, ahead):
            refused = program.run("do", "k", "counted", "--effective", day(300), "--json")
            assert (refused.code, refused.error) == (1, "in-future"), refused
        assert now.run("do", "k", "counted", "--effective", day(-1)).code == 0
        assert now.run("audit").code == 0
    finally:
        assert daemon.stop() == 0, daemon.tail()


def in_training(aftale, aftaled, folder):
    daemon = Daemon(aftaled, folder)
    daemon.config.write_text(daemon.config.read_text(encoding="utf-8") + "rehearsal: true\n", encoding="utf-8")
    daemon.start().ready()
    now = Program(aftale, daemon.database, [ROOT / "tests/fault"])
    try:
        assert now.run("open", "clockwork", "--key", "k", f"first={day(300)}", f"second={day(350)}").code == 0
        advanced = now.run("advance", "--to", f"{day(700)} 09:00", "--json")
        assert advanced.code == 0 and len(advanced.json()["fired"]) > 4, advanced
        assert "Asked for dates up to" in now.run("history").out, now.run("history")
    finally:
        assert daemon.stop() == 0, daemon.tail()


def main():
    for rehearse in (in_earnest, in_training):
        with tempfile.TemporaryDirectory(prefix="aftale-time-") as folder:
            rehearse(*sys.argv[1:3], folder)
    print("own_clock: nothing of the future fired, but in training")


main()
