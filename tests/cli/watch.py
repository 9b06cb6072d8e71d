#!/usr/bin/python3
"""`aftale check --watch` as a process of its own, beside somebody who saves files as editors do.

usage: watch.py PROGRAM ROOT

Each round of the program ends with a line that says how many files it read; what was done before must be seen in it.
"""
import json
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE = 60
ENDS = ("filer)", "fil)", "advarsler", "advarsel")
GOOD = """workflow: letter
version: 1
organisation: nordjylland
initial: writing
states: {writing: {on: {sent: {to: sent}}}, sent: {type: final}}
"""
BAD = GOOD.replace("to: sent", "to: snt")


class Watching:
    """The program, and what it prints, line by line as it arrives."""

    def __init__(self, program, root, folder, *words):
        environment = {"AFTALE_LANG": "da", "HOME": str(folder), "PATH": "/usr/bin:/bin",
                       "AFTALE_PATH": f"{root}/workflows:{root}/rules"}
        self.process = subprocess.Popen([program, "check", "--watch", *words], cwd=folder, env=environment,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def line(self, patience=PATIENCE):
        try:
            return self.lines.get(timeout=patience)
        except queue.Empty:
            self.process.kill()
            sys.exit("The program said nothing for too long\n" + self.process.stderr.read())

    def round(self):
        said = []
        while not said or not said[-1].endswith(ENDS):
            line = self.line()
            if line is None:
                sys.exit("The program has ended\n" + self.process.stderr.read())
            said.append(line)
        return "\n".join(said)

    def expect(self, what, *words):
        said = self.round()
        for word in words:
            if word not in said:
                self.process.kill()
                sys.exit(f"After {what}: »{word}« is missing in\n{said}")
        return said

    def quiet(self, what):
        """Nothing is said although something was done: waited for by a change that is seen."""
        time.sleep(0.5)
        if not self.lines.empty():
            sys.exit(f"After {what} the program said: {self.lines.get()}")

    def stop(self, sign):
        self.process.send_signal(sign)
        code = self.process.wait(timeout=PATIENCE)
        if code != 0:
            sys.exit(f"Stopped by {sign.name} the program ended with {code}\n{self.process.stderr.read()}")
        return self.process.stderr.read()


def save_by_rename(path, text):
    """As Vim and Emacs and most others do."""
    beside = path.with_name(path.name + "~new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def folder_is_watched(program, root, folder):
    mine = folder / "mine"
    mine.mkdir()
    file = mine / "letter.workflow.yaml"
    file.write_text(GOOD, encoding="utf-8")
    watching = Watching(program, root, folder, "mine")
    first = watching.expect("the start", "alt er i orden (1 fil)")
    if not first.startswith("kl. "):
        sys.exit("The time is missing: " + first)
    file.write_text(BAD, encoding="utf-8")
    watching.expect("a mistake", "mine/letter.workflow.yaml:5:", "fejl[unknown-state]", "1 fil, 1 fejl, 0 advarsler")
    save_by_rename(file, GOOD)
    watching.expect("saving by renaming", "alt er i orden (1 fil)")
    (mine / "letter.workflow.yaml.swp").write_text("x", encoding="utf-8")
    (mine / "notes.md").write_text("x", encoding="utf-8")
    watching.quiet("saving what no check reads")

    inner = mine / "inner" / "deeper"
    inner.mkdir(parents=True)
    other = inner / "other.workflow.yaml"
    other.write_text(BAD.replace("letter", "other"), encoding="utf-8")
    watching.expect("a new folder with a file", "mine/inner/deeper/other.workflow.yaml:5:", "2 filer, 1 fejl")
    save_by_rename(other, GOOD.replace("letter", "other"))
    watching.expect("saving in the new folder", "alt er i orden (2 filer)")
    for number in range(20):
        (inner / f"many-{number}.workflow.yaml").write_text(GOOD.replace("letter", f"many-{number}"), encoding="utf-8")
    watching.expect("saving twenty files together", "alt er i orden (22 filer)")
    watching.quiet("twenty files were read once")
    (mine / "inner").rename(mine / "renamed")
    watching.expect("renaming a folder", "alt er i orden (22 filer)")
    (mine / "renamed" / "deeper" / "other.workflow.yaml").unlink()
    watching.expect("deleting a file", "alt er i orden (21 filer)")
    shutil.rmtree(mine / "renamed")
    watching.expect("deleting a folder", "alt er i orden (1 fil)")
    said = watching.stop(signal.SIGINT)
    if "Holder øje med" not in said or "Ctrl-C" not in said:
        sys.exit("It does not say what it does: " + said)


def file_is_watched(program, root, folder):
    """A file that is deleted and comes back, and a folder that is."""
    mine = folder / "single"
    mine.mkdir()
    file = mine / "letter.workflow.yaml"
    file.write_text(GOOD, encoding="utf-8")
    watching = Watching(program, root, folder, "single/letter.workflow.yaml")
    watching.expect("the start", "alt er i orden (1 fil)")
    file.unlink()
    while "no-file" not in watching.line():
        pass
    file.write_text(BAD, encoding="utf-8")
    watching.expect("coming back", "fejl[unknown-state]")
    shutil.rmtree(mine)
    while "no-file" not in watching.line():
        pass
    mine.mkdir()
    file.write_text(GOOD, encoding="utf-8")
    while "alt er i orden (1 fil)" not in watching.line():
        pass
    watching.stop(signal.SIGTERM)


def json_is_a_line_a_round(program, root, folder):
    mine = folder / "json"
    mine.mkdir()
    file = mine / "letter.workflow.yaml"
    file.write_text(GOOD, encoding="utf-8")
    watching = Watching(program, root, folder, "--json", "json")
    if json.loads(watching.line()) != {"findings": []}:
        sys.exit("The first round finds something")
    file.write_text(BAD, encoding="utf-8")
    if [finding["code"] for finding in json.loads(watching.line())["findings"]] != ["unknown-state"]:
        sys.exit("The second round does not find the mistake")
    watching.stop(signal.SIGINT)


def ends_when_nobody_reads(program, root, folder):
    mine = folder / "pipe"
    mine.mkdir()
    (mine / "letter.workflow.yaml").write_text(GOOD, encoding="utf-8")
    command = f"'{program}' check --watch pipe 2>/dev/null | head -1"
    shown = subprocess.run(["/bin/bash", "-c", command], cwd=folder, text=True, capture_output=True, timeout=PATIENCE,
                           env={"AFTALE_LANG": "da", "HOME": str(folder), "PATH": "/usr/bin:/bin",
                                "AFTALE_PATH": f"{root}/workflows:{root}/rules"}, check=False)
    if "alt er i orden (1 fil)" not in shown.stdout:
        sys.exit("Into a pipe it prints: " + shown.stdout)


def too_many_folders_are_told(program, root, folder):
    deep = folder / "many"
    for number in range(4_200):
        (deep / str(number % 70) / str(number)).mkdir(parents=True)
    (deep / "letter.workflow.yaml").write_text(GOOD, encoding="utf-8")
    shown = subprocess.run([program, "check", "--watch", "many"], cwd=folder, text=True, capture_output=True,
                           timeout=PATIENCE, check=False,
                           env={"AFTALE_LANG": "en", "HOME": str(folder), "PATH": "/usr/bin:/bin",
                                "AFTALE_PATH": f"{root}/workflows:{root}/rules"})
    if shown.returncode != 4 or "error[watch-limit]" not in shown.stderr or "Name the folder" not in shown.stderr:
        sys.exit(f"Too many folders: {shown.returncode} {shown.stdout} {shown.stderr}")


def main():
    program, root = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    for test in (folder_is_watched, file_is_watched, json_is_a_line_a_round, ends_when_nobody_reads,
                 too_many_folders_are_told):
        with tempfile.TemporaryDirectory(prefix="aftale-watch-") as folder:
            test(str(program), str(root), pathlib.Path(folder))


main()
