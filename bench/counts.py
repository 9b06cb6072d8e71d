"""What an event costs in instructions, bytes and pages: numbers that a busy machine counts like a quiet one.

    counts.py FOLDER_OF_PROGRAMS [--of COMPILER]

prints them. With --of they are compared to counts.txt too, and may differ by a tenth; instructions only where COMPILER
is the one that the numbers there are of. Each number an event is the difference of two runs, so that what comes before
the first event does not count. Instructions take valgrind, and are left out where it is not.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TABLE = HERE / "counts.txt"
MARGIN = 0.1
COMPILER = "Dev GNU 12"
FEW, MANY = 32, 96
W1, W2 = "W1 instructions an event, 256 a transaction", "W2 instructions an event"
STATUS = "instructions of aftale status"
BYTES, PAGES = "bytes kept an event", "pages written an event, 1 a transaction"


def ran(words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{words} ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return done


class Programs:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def counted(self, what, cases, per_transaction, before=()):
        with tempfile.TemporaryDirectory() as scratch:
            done = ran([*before, self.folder / "counted", what, cases, per_transaction, scratch])
        return json.loads(done.stdout), done.stderr

    def an_event(self, what, per_transaction, number_of, before=()):
        """How much more MANY cases took than FEW, for each event more."""
        runs = [self.counted(what, cases, per_transaction, before) for cases in (FEW, MANY)]
        events = runs[1][0]["events"] - runs[0][0]["events"]
        return (number_of(*runs[1]) - number_of(*runs[0])) / events

    def status(self, before):
        with tempfile.TemporaryDirectory() as scratch:
            ran([self.folder / "counted", "waiting", 100, 1, scratch])
            words = [self.folder / "aftale", "status", "bench-50", "--db", f"{scratch}/waiting.db"]
            ran(words)
            return instructions(ran([*before, *words]).stderr)


def instructions(said):
    return int(re.search(r"I\s+refs:\s+([\d,]+)", said).group(1).replace(",", ""))


def counts(programs):
    found = {
        BYTES: programs.an_event("W1", 256, lambda told, _: told["bytes"]),
        # A page of the log is written by two calls.
        PAGES: programs.an_event("W1", 1, lambda told, _: told["writes"] / 2),
    }
    if not shutil.which("valgrind"):
        print("instructions: not counted, there is no valgrind")
        return found
    counting = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    found[W1] = programs.an_event("W1", 256, lambda _, said: instructions(said), counting)
    found[W2] = programs.an_event("W2", 1, lambda _, said: instructions(said), counting)
    found[STATUS] = programs.status(counting)
    return found


def written_down():
    lines = [line.rsplit(maxsplit=1) for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return {name: float(number) for name, number in lines}


def main(folder, compiler=None):
    wanted, worse = written_down(), []
    for name, number in counts(Programs(folder)).items():
        told = f"{number:,.1f}" if number < 100 else f"{number:,.0f}"
        if compiler is None:
            print(f"{name:48} {told:>12}")
            continue
        print(f"{name:48} {told:>12}   in counts.txt {wanted[name]:,.10g}")
        comparable = "instructions" not in name or compiler == COMPILER
        if comparable and abs(number - wanted[name]) > MARGIN * wanted[name]:
            worse.append(name)
        elif not comparable:
            print(f"  not compared: this is {compiler}, the numbers are of {COMPILER}")
    for name in worse:
        print(f"{name}: not within a tenth of counts.txt. Is it meant? Write the new number there")
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[3] if len(sys.argv) > 3 else None)
