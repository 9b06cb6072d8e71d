"""What is said on standard output arrives, or the exit code is 4 and standard error says so: every command, with a full
disk, a closed pipe and a closed stream, in both forms.

    output.py AFTALE [AFTALED]      with the second, only what that one says by itself
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

from program import Failures, Program, folder

HERE = pathlib.Path(__file__).resolve().parent
FULL = pathlib.Path("/dev/full")
# The words behind each command. A copy of the database is made for each, so that none stands in another's way.
COMMANDS = {
    "check": ["counting"], "test": ["a.scenario.yaml"], "open": ["counting", "--key", "n"], "do": ["k", "counted"],
    "record": None, "attach": None, "freeze": None, "renew": None, "suspend": ["k", "--reason", "r"], "resume": None,
    "withdraw": ["k", "--reason", "r"], "correct": ["k", "2", "--reason", "r"], "move": None, "status": ["k"],
    "show": ["k"], "history": ["k"], "due": [], "overdue": [], "advance": [], "audit": [], "outbox": [],
    "preview": [], "web": None, "explain": ["k"], "draw": ["k"], "export": ["k", "--as", "json"], "backup": ["copy.db"],
    "restore": ["first.db"], "whoami": [], "can": ["k"], "fetch": ["k"], "new": ["workflow", "hearing"],
    "completion": ["bash"], "manual": [],
}
SCENARIO = """scenario: Counted once
workflow: counting
clock: 2022-05-02 09:00
open: {key: k}
when: [{event: counted}]
"""


def run(words, where, environment, stdout):
    """-> exit code and what stood on standard error; `stdout`: full, pipe or closed."""
    if stdout == "closed":
        return ended(subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], cwd=where, env=environment,
                                    stderr=subprocess.PIPE, timeout=60))
    if stdout == "pipe":
        reader, writer = os.pipe()
        os.close(reader)
    else:
        writer = os.open(FULL, os.O_WRONLY)
    try:
        return ended(subprocess.run(words, cwd=where, env=environment, stdout=writer, stderr=subprocess.PIPE,
                                    timeout=60))
    finally:
        os.close(writer)


def ended(process):
    return process.returncode, process.stderr.decode()


def expect_told(failures, name, words, where, environment):
    for stdout in ("full", "pipe", "closed"):
        if stdout == "full" and not FULL.exists():
            print("skipped: this system has no /dev/full")
            continue
        code, said = run(words, where, environment, stdout)
        failures.expect(code == 4, f"{name}, {stdout}: exit {code}: {said}")
        failures.expect("output" in said and "could not be written" in said, f"{name}, {stdout}: says {said!r}")


def answer_is_told(binary, failures, first, home, call):
    """One call with each way to fail, on a copy of the database each time; a call that says nothing loses nothing."""
    program = Program(binary, home / "aftale.db", [HERE], now="2022-05-02 09:00")

    def afresh():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        shutil.copy(first / "first.db", home / "aftale.db")
        shutil.copy(first / "first.db", home / "first.db")
        (home / "a.scenario.yaml").write_text(SCENARIO)

    afresh()
    plain = subprocess.run(program.words(*call), cwd=home, env=program.environment(), capture_output=True)
    if not plain.stdout:
        return
    for stdout in ("full", "pipe", "closed"):
        if stdout == "full" and not FULL.exists():
            continue
        afresh()
        code, said = run(program.words(*call), home, program.environment(), stdout)
        told = "output" in said and "could not be written" in said
        failures.expect(code == 4 and told, f"{' '.join(call)}, {stdout}: exit {code}: {said!r}")


def of_the_program(binary, failures, place):
    program = Program(binary, place / "first.db", [HERE], now="2022-05-02 09:00")
    program.must("open", "counting", "--key", "k")
    program.must("do", "k", "counted")
    environment = program.environment()
    offered = subprocess.run([binary, "--help"], capture_output=True, text=True, env=environment).stdout
    names = re.findall(r"^  ([a-z]+)  +", offered.split("For every command")[0], re.M)
    failures.expect(len(names) > 20, f"the help offers only {names}")
    failures.expect(set(names) <= set(COMMANDS), f"not tried here: {set(names) - set(COMMANDS)}")
    calls = [[name, "--help"] for name in sorted({*names, "manual"})]
    for name, rest in sorted(COMMANDS.items()):
        if rest is not None:
            calls += [[name, *rest], [name, *rest, "--json"]]
    for number, call in enumerate(calls):
        answer_is_told(binary, failures, place, place / f"o{number}", call)
    for words in (["--version"], ["--help"]):
        expect_told(failures, " ".join(words), [binary, *words], place, environment)
    # It would go on for good where its address had arrived.
    for words in (["web"], ["web", "--json"]):
        expect_told(failures, " ".join(words), program.words(*words), place, environment)
    # What was asked for has been done all the same.
    code, said = run(program.words("do", "k", "counted"), place, environment, "full")
    failures.expect("has been done" in said, f"do says {said!r}")
    failures.expect(len(program.must("history", "k", "--json").json()["entries"]) == 3, "the command was lost")
    # A refusal stays one: nothing of it was for standard output.
    code, said = run(program.words("do", "k", "nothing"), place, environment, "full")
    failures.expect(code == 1, f"a refusal: exit {code}: {said}")


def of_the_daemon(binary, failures, place):
    config = place / "aftaled.yaml"
    config.write_text(f"aftaled: 1\ndatabase: {place}/a.db\nsocket: {place}/s\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(place), "AFTALE_LANG": "en"}
    good = subprocess.run([binary, "--config", str(config), "--check"], capture_output=True, text=True,
                          env=environment)
    failures.expect(good.returncode == 0 and "all well" in good.stdout, f"--check: {good}")
    for words in (["--version"], ["--help"], ["--config", str(config), "--check"]):
        expect_told(failures, "aftaled " + words[-1], [binary, *words], place, environment)


def main():
    failures = Failures()
    whole = folder()
    place = pathlib.Path(whole.name)
    if len(sys.argv) > 2:
        of_the_daemon(os.path.abspath(sys.argv[2]), failures, place)
    else:
        of_the_program(os.path.abspath(sys.argv[1]), failures, place)
    failures.exit()


if __name__ == "__main__":
    main()
