#!/usr/bin/python3
"""While a jump of the clock waits for a person, nobody's command lets dates fire: it is refused, and says what the
operator is to do. When he has confirmed the clock, what was due fires, and the file says who asked for it.

usage: clock_held.py AFTALE AFTALED
"""
import pathlib
import sys
import tempfile
import time

from daemon import Daemon
from program import ROOT, Program

JUMP = 400 * 86_400 * 1_000_000


def jumped():
    """What the daemon would have kept before the clock on the wall was set 400 days ahead."""
    boot = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    offset = (time.time_ns() - time.clock_gettime_ns(time.CLOCK_BOOTTIME)) // 1000
    return f"{boot} {offset - JUMP}\n"


def day(ahead):
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + ahead * 86_400))


def main():
    aftale, aftaled = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix="aftale-clock-") as folder:
        daemon = Daemon(aftaled, folder)
        # Opened before the jump; both dates have passed by the clock that nobody has confirmed.
        before = Program(aftale, daemon.database, [ROOT / "tests/fault"], now=f"{day(-401)} 09:00")
        for key in ("one", "two"):
            opened = before.run("open", "clockwork", "--key", key, f"first={day(-300)}", f"second={day(-200)}")
            assert opened.code == 0, opened
        (daemon.place / "aftale.db.clock").write_text(jumped(), encoding="ascii")
        draft = daemon.place / "draft.txt"
        draft.write_text("Udkast", encoding="utf-8")
        daemon.start().ready()
        now = Program(aftale, daemon.database, [ROOT / "tests/fault"])
        try:
            entries = len(now.run("history", "one", "--json").json()["entries"])
            for words in (["do", "one", "counted"], ["do", "one", "counted", "--dry-run"],
                          ["suspend", "one", "--reason", "x"],
                          ["attach", "one", draft, "--as", "draft"], ["correct", "one", "1", "--reason", "x"],
                          ["open", "clockwork", "--key", "three", f"first={day(1)}", f"second={day(2)}"],
                          ["move", "one", "--undo", "--apply"]):
                refused = now.run(*words, "--json")
                assert (refused.code, refused.error) == (4, "clock-held"), (words, refused)
                assert "aftale advance" in str(refused.message), refused
            # He may ask, and nothing has fired.
            shown = now.run("history", "one", "--json")
            assert shown.code == 0 and len(shown.json()["entries"]) == entries, shown
            assert now.run("status", "two").code == 0

            advanced = now.run("advance", "--json")
            assert advanced.code == 0 and len(advanced.json()["fired"]) > 4, advanced
            assert now.run("do", "one", "counted").code in (0, 1)
            said = now.run("history").out
            assert "confirmed the clock" in said, said
            assert daemon.hears("asked for dates up to"), daemon.tail()
            # The firings themselves are the clock's, so that they replay.
            actors = {entry["actor"] for entry in now.run("history", "one", "--json").json()["entries"]
                      if entry["kind"] == "fire"}
            assert actors == {"clock"}, actors
            assert now.run("audit").code == 0, now.run("audit")
        finally:
            assert daemon.stop() == 0, daemon.tail()
    print("clock_held: refused, confirmed, fired, and said who asked")


main()
