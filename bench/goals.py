"""What an event costs beside what it is to cost: one table, from one run.

    goals.py FOLDER_OF_PROGRAMS [words for bin/workloads, such as --rounds 5 --dir /dev/shm]

Ratios are of the engine's time to the floor's in the same run; counts (counts.py) are alike on any machine.
"""

import json
import pathlib
import re
import subprocess
import sys

import counts

ROOT = pathlib.Path(__file__).parent.parent
WORKLOADS = "W1,W2,W4,status"


def measured(folder, words):
    lines = counts.ran([f"{folder}/workloads", "--json", "--only", WORKLOADS, *words]).stdout.splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


class Runs:
    def __init__(self, lines):
        self.lines = lines

    def of(self, workload, peer, per_tx=None):
        return next(line for line in self.lines if line["w"] == workload and line["peer"] == peer
                    and per_tx in (None, line.get("per_tx")))

    def engine(self, workload, number):
        """What it came to, and what it is to reach."""
        line = self.of(workload, "aftale")
        return line[number], line["target"]

    def times_floor(self, workload, per_tx=None):
        line = self.of(workload, "aftale", per_tx)
        return self.of(workload, "floor", per_tx)["eps"] / line["eps"], line["target"]


def arrows():
    """Upward arrows of engine/machine and engine/cases, and files in circles, as tests/tidy counts them."""
    told = subprocess.run([sys.executable, "-B", ROOT / "tests/tidy/check.py", ROOT, "--counts"], capture_output=True,
                          text=True, check=False).stdout
    up = dict(re.findall(r"^(engine/\w+):.*\n  (\d+) of", told, re.M))
    circles = sum(int(number) for number in re.findall(r"^  (\d+) files lie in", told, re.M))
    return int(up["engine/machine"]), int(up["engine/cases"]), circles


def rows(folder, words):
    """(what, before, now, to reach, beyond, how it is written, whether more is better)"""
    count, runs = counts.counts(counts.Programs(folder)), Runs(measured(folder, words))
    machine, cases, circles = arrows()
    share, share_to_reach = (100 / times for times in runs.times_floor("W1", 32))
    return [
        (counts.BYTES, 1811, count[counts.BYTES], 600, 512, "{:,.0f}", False),
        (counts.PAGES, 10.3, count[counts.PAGES], 6.5, 6.2, "{:.1f}", False),
        (counts.W1, 228_000, count.get(counts.W1), 120_000, 90_000, "{:,.0f}", False),
        ("W1, 256 a transaction, x floor", 7.7, *runs.times_floor("W1", 256), 2.5, "{:.2f}", False),
        ("W1, 1 a transaction, x floor", 2.5, *runs.times_floor("W1", 1), 1.3, "{:.2f}", False),
        ("W1/socket, 32 clients, % of the floor's rate", 5.5, share, share_to_reach, 20, "{:.1f}", True),
        ("W2, events a second", 257_000, *runs.engine("W2", "eps"), 1_000_000, "{:,.0f}", True),
        ("W4, x floor", 2.25, *runs.times_floor("W4"), 1.5, "{:.2f}", False),
        ("aftale status, 10,000 cases, ms", 7.9, *runs.engine("status", "p50_ms"), 4, "{:.1f}", False),
        ("upward arrows in engine/machine", 37, machine, 5, 0, "{}", False),
        ("upward arrows in engine/cases", 25, cases, 5, 0, "{}", False),
        ("files in circles", 1, circles, 0, 0, "{}", False),
    ]


def main(folder, *words):
    print(f"{'':48} {'before':>10} {'now':>10} {'to reach':>10} {'beyond':>10}")
    for what, before, now, reach, beyond, form, more in rows(folder, words):
        if now is None:
            said, verdict = "-", "not counted"
        else:
            better = (lambda goal: now >= goal) if more else (lambda goal: now <= goal)
            said = form.format(now)
            verdict = "beyond" if better(beyond) else "met" if better(reach) else "NOT met"
        numbers = [form.format(before), said, form.format(reach), form.format(beyond)]
        print(f"{what:48} " + " ".join(f"{number:>10}" for number in numbers) + f"  {verdict}")


if __name__ == "__main__":
    main(*sys.argv[1:])
