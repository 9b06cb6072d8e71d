"""A byte changed anywhere in the file is noticed by `aftale audit`, which names its page; whoever else reads the page
is refused, so that no answer that differs is given with exit code 0.

    corrupted.py BINARY

AFTALE_FAULT_CORRUPTIONS: how many bytes (60).
"""

import concurrent.futures
import os
import pathlib
import shutil
import sys

import sums
from program import ROOT, Failures, Program, folder, seed

SCENARIO = ROOT / "workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml"
QUESTIONS = (["status"], ["status", "{key}"], ["show", "{key}"], ["history", "{key}"], ["history"], ["due"],
             ["overdue"], ["outbox", "--all"], ["export", "{key}", "--as", "csv"], ["export", "--all", "--as", "json"],
             ["export", "--all", "--as", "ics"])
NOW = "2022-11-01 09:00"


def ask(program, question, key):
    return program.run(*[word.format(key=key) for word in question], now=NOW)


class Corrupted:
    def __init__(self, binary, kept):
        self.binary, self.kept = binary, kept
        whole = Program(binary, kept)
        self.key = whole.must("status", "--json").json()["cases"][0]["key"]
        self.right = {" ".join(question): ask(whole, question, self.key).out for question in QUESTIONS}
        self.read = 0

    def change(self, number, at, byte):
        """What is wrong with what is said of a copy whose byte `at` is `byte`."""
        path = self.kept.with_name(f"changed-{number}.db")
        data = bytearray(self.kept.read_bytes())
        data[at] = byte
        path.write_bytes(data)
        program, page = Program(self.binary, path), at // sums.PAGE + 1
        wrong = []
        audit = program.audit()
        if audit.code not in (1, 5) or f"page {page} " not in (audit.out + audit.err).lower():
            wrong.append(f"audit exits {audit.code} and does not name page {page}: {audit.out[:300]}{audit.err[:300]}")
        for question in QUESTIONS:
            answer, words = ask(program, question, self.key), " ".join(question)
            if answer.code == 0 and answer.out == self.right[words]:
                continue
            self.read += 1
            if answer.code != 5 or not answer.err:
                wrong.append(f"{words} exits {answer.code}: {answer.err[:300]}")
        for rest in path.parent.glob(path.name + "*"):
            rest.unlink()
        return [f"byte {at} made {byte}: {what}" for what in wrong]


def main(binary):
    rng, failures = seed(), Failures()
    count = int(os.environ.get("AFTALE_FAULT_CORRUPTIONS") or 60)
    with folder() as place:
        kept = pathlib.Path(place) / "kept.db"
        Program(binary, kept).must("test", "--keep", kept, SCENARIO)
        failures.well(Program(binary, kept), "the scenario")
        whole = kept.read_bytes()
        corrupted = Corrupted(binary, kept)
        # The header first, where a byte decides how all others are read.
        places = [*rng.sample(range(100), min(10, count)), 20, 60]
        places += [rng.randrange(len(whole)) for _ in range(count - len(places))]
        changes = [(number, at, rng.choice([byte for byte in range(256) if byte != whole[at]]))
                   for number, at in enumerate(places)]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for wrong in pool.map(lambda change: corrupted.change(*change), changes):
                for what in wrong:
                    failures.expect(False, what)
        print(f"{len(changes)} bytes changed; {corrupted.read} of {len(changes) * len(QUESTIONS)} questions refused")
        failures.expect(kept.read_bytes() == whole, "the kept file was changed")
        shutil.copyfile(kept, kept.with_name("copy.db"))
        failures.well(Program(binary, kept.with_name("copy.db")), "all of it")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
