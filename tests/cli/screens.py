"""Every scenario of the shipped processes as people see it: on a terminal of 80 columns each answer fits, nothing
that is needed to act is cut, and the totals of each list of parties sum to its parties.

    screens.py BINARY CHECKOUT
"""

import fcntl
import json
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata

COLUMNS = 80
KINDS = ("done", "refused", "open", "missing", "not_reported", "cancelled")
SOURCE_LINE = re.compile(r" *\d* *\|")


def columns(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


class Program:
    def __init__(self, binary, root, database):
        self.words = [binary, "--no-color", "--db", database]
        self.words += [f"--path={root / 'workflows'}", f"--path={root / 'rules'}"]
        self.environment = {"PATH": os.environ["PATH"], "HOME": database + ".home", "LC_ALL": "C.UTF-8",
                            "AFTALE_NOW": "2031-01-01 09:00"}

    def call(self, words):
        return [self.words[0], *words, *self.words[1:]]

    def plain(self, *words):
        return subprocess.run(self.call(words), env=self.environment, capture_output=True, text=True)

    def on_a_terminal(self, *words):
        child, terminal = pty.fork()
        if child == 0:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
            os.execve(self.words[0], self.call(words), self.environment)
        shown = b""
        while True:
            try:
                read = os.read(terminal, 1 << 16)
            except OSError:
                break
            if not read:
                break
            shown += read
        os.close(terminal)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended < 0 or not shown.strip():
            sys.exit(f"{words} ended with {ended} and showed {shown}")
        return shown.decode().replace("\r\n", "\n")


def letters(text):
    """What is left of an answer without the way it is laid out."""
    return sorted(re.sub(r"[\s\\]", "", text))


def screens_of(program, key, language):
    words = [["status"], ["due"], ["overdue"], ["outbox", "--all"]]
    words += [[name, key] for name in ("status", "show", "history", "do", "due", "preview", "fetch")]
    for command in words:
        command = [*command, "--lang", language]
        screen, whole = program.on_a_terminal(*command), program.plain(*command)
        where = " ".join(command)
        for line in screen.split("\n"):
            if columns(line) > COLUMNS and not SOURCE_LINE.match(line):
                yield f"{where}: {columns(line)} columns: {line}"
        if letters(screen) != letters(whole.stdout + whole.stderr):
            yield f"{where}: something is missing on the terminal"


def totals_of(program, key):
    for matrix in json.loads(program.plain("status", key, "--json").stdout)["matrices"]:
        kinds = sum(matrix[kind] for kind in KINDS)
        if not kinds == matrix["total"] == len(matrix["rows"]):
            yield f"status {key}: {kinds} by kind, {matrix['total']} in all, {len(matrix['rows'])} rows"
        if matrix["late"] > matrix["open"] + matrix["missing"]:
            yield f"status {key}: more are late than are awaited"
        yield None


def main():
    binary, root = sys.argv[1], pathlib.Path(sys.argv[2])
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as error:
        print(f"skipped: no terminal can be opened here: {error}")
        sys.exit(77)
    wrong = lists = cases = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, scenario in enumerate(sorted(root.glob("workflows/*/*.scenario.yaml"))):
            program = Program(binary, root, f"{folder}/{number}.db")
            program.plain("test", str(scenario), "--keep", f"{folder}/{number}.db")
            keys = [case["key"] for case in json.loads(program.plain("status", "--json").stdout)["cases"]]
            cases += len(keys)
            for place, key in enumerate(keys):
                found = list(totals_of(program, key))
                lists += found.count(None)
                found = [each for each in found if each]
                # One case of each scenario is looked at on the screen, in both languages by turns.
                if place == 0:
                    found += screens_of(program, key, "da" if number % 2 == 0 else "en")
                for each in found:
                    wrong += 1
                    print(f"{scenario.name}: {each}", flush=True)
        program = Program(binary, root, f"{folder}/none.db")
        for command in [["--help"], *([name, "--help"] for name in ("record", "status", "export", "outbox"))]:
            for line in program.on_a_terminal(*command).split("\n"):
                if columns(line) > COLUMNS:
                    wrong += 1
                    print(f"{' '.join(command)}: {columns(line)} columns: {line}")
    print(f"{cases} cases, {lists} lists of parties, {wrong} wrong")
    sys.exit(1 if wrong or lists < 20 else 0)


if __name__ == "__main__":
    main()
