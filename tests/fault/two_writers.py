"""Two processes write to one file as fast as they can, a third asks: no unexplained error, nothing lost.

    two_writers.py BINARY
"""

import collections
import os
import pathlib
import sys
import threading
import time

from program import Failures, Program, folder, request_id, seed

SECONDS = float(os.environ.get("AFTALE_FAULT_SECONDS", "10"))
HERE = pathlib.Path(__file__).resolve().parent
LEAST = 10  # commands of each writer that must have come through, however slow the machine
PATIENCE = 120  # seconds for that


class Writer(threading.Thread):
    """One command after another, to the case of both and to its own, some of them to be refused."""

    def __init__(self, name, program, rng, until):
        super().__init__()
        self.name, self.program, self.rng, self.until = name, program, rng, until
        self.counted, self.codes, self.strange = collections.Counter(), collections.Counter(), []

    def goes_on(self):
        now = time.monotonic()
        return now < self.until or now < self.until + PATIENCE and sum(self.counted.values()) < LEAST

    def run(self):
        while self.goes_on():
            key = self.rng.choice(["both", self.name])
            event = self.rng.choices(["counted", "refused"], [5, 1])[0]
            request = request_id(self.rng)
            answer = self.program.run("do", key, event, "--json", "--request-id", request)
            while answer.code == 4 and answer.error in ("busy", "conflict"):
                self.codes[4, answer.error] += 1
                answer = self.program.run("do", key, event, "--json", "--request-id", request)
            self.codes[answer.code, answer.error] += 1
            if answer.code == 0 and event == "counted":
                self.counted[key] += 1
            elif (answer.code, answer.error, event) != (1, "guard-false", "refused"):
                self.strange.append(f"{event}: exit {answer.code} {answer.err}{answer.out}")


class Asker(threading.Thread):
    def __init__(self, program, until):
        super().__init__()
        self.program, self.until, self.asked, self.strange = program, until, 0, []

    def run(self):
        while time.monotonic() < self.until:
            for words in (["status"], ["history", "both"], ["audit"]):
                answer = self.program.run(*words, "--json")
                self.asked += 1
                if answer.code != 0:
                    self.strange.append(f"{words}: exit {answer.code} {answer.err}{answer.out[:300]}")


def main(binary):
    rng, failures = seed(), Failures()
    with folder() as place:
        program = Program(binary, pathlib.Path(place) / "aftale.db", [HERE], now="2022-05-02 09:00")
        for key in ("both", "first", "second"):
            program.must("open", "counting", "--key", key)
        until = time.monotonic() + SECONDS
        writers = [Writer(name, program, type(rng)(rng.random()), until) for name in ("first", "second")]
        asker = Asker(program, until)
        for thread in (*writers, asker):
            thread.start()
        for thread in (*writers, asker):
            thread.join()
            for strange in thread.strange:
                failures.expect(False, strange)
        counted = sum((writer.counted for writer in writers), collections.Counter())
        failures.well(program, "two writers")
        for key in ("both", "first", "second"):
            entries = program.must("history", key, "--json").json()["entries"]
            done = sum(entry["input"].get("event") == "counted" for entry in entries)
            failures.expect(done == counted[key], f"{key}: {counted[key]} acknowledged, {done} in the journal")
        for writer in writers:
            through = sum(writer.counted.values())
            failures.expect(through >= LEAST, f"{writer.name}: only {through} commands came through")
            print(f"{writer.name}: {dict(writer.codes)}")
        print(f"asked {asker.asked} times")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
