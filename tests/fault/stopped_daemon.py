"""A daemon that is stopped (SIGSTOP): the command line says what it waits for, gives up a question after 15 seconds and
a command after 60, and the same request id says afterwards whether it was done.

    stopped_daemon.py AFTALE AFTALED
"""

import os
import signal
import sys
import time

from daemon import Daemon, FastClock
from program import ROOT, Failures, Program, folder, request_id, seed
from rounds import instant

QUESTION, COMMAND, SLACK = 15, 60, 15


def ended(process, began, limit):
    """-> exit code, what it said and after how long."""
    _, said = process.communicate(timeout=limit)
    return process.returncode, said, time.monotonic() - began


def main(binary, daemon_binary):
    rng, failures = seed(), Failures()
    with folder() as made:
        daemon = Daemon(daemon_binary, made, clock=FastClock(instant("2022-01-03T08:00:00Z"), 1)).start().ready()
        try:
            program = Program(binary, daemon.database, [ROOT / "tests/fault/rounds"], now="2022-01-03 09:00")
            program.must("open", "rounds", "--key", "a")
            request = request_id(rng)
            command = ("do", "a", "counted", "--request-id", request)
            os.kill(daemon.process.pid, signal.SIGSTOP)
            began = time.monotonic()
            asked, audit, told = program.start("status"), program.start("audit"), program.start(*command)
            first = asked.stderr.readline()
            after = time.monotonic() - began
            failures.expect(str(daemon.socket) in first and 1 < after < QUESTION - 2, f"after {after} s: {first}")
            for process in (asked, audit):
                code, said, after = ended(process, began, QUESTION + SLACK)
                failures.expect(code == 4 and "no-answer" in said and QUESTION - 2 < after,
                                f"a question: exit {code} after {after} s: {said}")
            code, said, after = ended(told, began, COMMAND + SLACK)
            failures.expect(code == 4 and "unknown-outcome" in said and request in said and COMMAND - 2 < after,
                            f"a command: exit {code} after {after} s: {said}")
            os.kill(daemon.process.pid, signal.SIGCONT)
            program.must(*command)
            entries = program.must("history", "a", "--json").json()["entries"]
            failures.expect(len([one for one in entries if one["input"].get("event") == "counted"]) == 1,
                            f"done twice or never: {entries}")
            failures.expect(daemon.stop() == 0, f"does not stop: {daemon.tail()}")
        finally:
            if daemon.alive():
                daemon.kill()
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
