"""Where a database may be, and what may be written beside it: links, devices, too many open files, a disk that cannot
be read, files given by -o, and one wrong row that keeps no other case from being shown.

    places.py BINARY
"""

import json
import os
import pathlib
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys

import sums
from program import ROOT, Failures, Program, folder

HERE = pathlib.Path(__file__).resolve().parent
NOW = "2022-05-02 09:00"


def opened(binary, home):
    home.mkdir()
    program = Program(binary, home / "aftale.db", [HERE], now=NOW)
    program.must("open", "counting", "--key", "k")
    return program


def refused(failures, what, answer, exit_code, code):
    failures.expect(answer.code == exit_code and answer.error == code, f"{what}: exit {answer.code} {answer.err}")


def links(binary, failures, home):
    program = opened(binary, home)
    link = home / "link.db"
    link.symlink_to("aftale.db")
    by_link = Program(binary, link, [HERE], now=NOW)
    by_link.must("do", "k", "counted")
    failures.expect(not list(home.glob("link.db?*")), f"files beside the link: {list(home.iterdir())}")
    failures.expect(len(program.must("history", "k", "--json").json()["entries"]) == 2, "the link is another file")
    failures.well(program, "a command by a link")
    os.link(program.database, home / "hard.db")
    refused(failures, "a hard link", program.run("status", "--json"), 4, "several-names")


def odd_files(binary, failures, home):
    home.mkdir()
    os.mkfifo(home / "pipe")
    (home / "folder").mkdir()
    (home / "nowhere").symlink_to("nothing")
    heard = socket.socket(socket.AF_UNIX)
    for path in ("/dev/null", "/dev/full", home / "pipe", home / "folder", home / "nowhere"):
        for words in (["status"], ["open", "counting", "--key", "k"]):
            program = Program(binary, path, [HERE], now=NOW, home=home)
            refused(failures, f"{words[0]} in {path}", program.run(*words, "--json"), 4, "not-writable")
        for name in (".lock", ".gate", "-wal"):
            failures.expect(not os.path.lexists(f"{path}{name}"), f"{path}{name} was made")
    heard.close()


def too_many_files(binary, failures, home):
    program = opened(binary, home)
    for most in range(3, 12):
        answer = program.run("do", "k", "counted", "--json", "--dry-run",
                             child=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
        if answer.code == 0:
            break
        if answer.error is None:  # the loader had no file left for our libraries
            continue
        refused(failures, f"{most} open files", answer, 4, "too-many-files")


def unreadable(binary, failures, home):
    program = opened(binary, home)
    if not shutil.which("strace"):
        print("skipped: a disk that cannot be read (needs strace)")
        return
    # LeakSanitizer cannot look at a program that is traced.
    options = ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"), "detect_leaks=0"]))
    environment = {**program.environment(), "ASAN_OPTIONS": options}
    for when in (1, 2, 3):
        inject = ["strace", "-qq", "-o", "/dev/null", "-P", str(program.database), "-e",
                  f"inject=pread64:error=EIO:when={when}+"]
        done = subprocess.run([*inject, *program.words("status", "--json")], env=environment, cwd=home,
                              capture_output=True, text=True, check=False)
        if done.returncode == 0:
            continue
        try:
            code = json.loads(done.stderr.splitlines()[0])["error"]["code"]
        except (IndexError, ValueError, KeyError):
            print(f"skipped: a disk that cannot be read ({done.stderr.strip()[:200]})")
            return
        failures.expect(done.returncode == 4 and code == "io-error", f"EIO from read {when}: {done.stderr}")


def given_names(binary, failures, home):
    program = opened(binary, home)
    link = home / "to-it"
    link.symlink_to("aftale.db")
    before = program.database.read_bytes()
    for name in ("aftale.db", "aftale.db-wal", "aftale.db-shm", "aftale.db.lock", "aftale.db.gate", "aftale.db.head",
                 "to-it", "../" + home.name + "/aftale.db"):
        answer = program.run("export", "--all", "--as", "json", "-o", home / name, "--json")
        refused(failures, f"export to {name}", answer, 1, "own-file")
    failures.expect(program.database.read_bytes() == before, "the database was overwritten")
    refused(failures, "export to a device", program.run("export", "k", "--as", "csv", "-o", "/dev/null", "--json"), 4,
            "not-writable")
    target = home / "k.csv"
    first = program.must("export", "k", "--as", "csv", "-o", target)
    failures.expect("replaced" not in first.err, f"a new file is said to be replaced: {first.err}")
    os.chmod(target, 0o640)
    again = program.must("export", "k", "--as", "csv", "-o", target)
    failures.expect(f"{target} was replaced" in again.err, f"nothing is said of what was replaced: {again.err}")
    failures.expect(target.stat().st_mode & 0o777 == 0o640, "the permissions were changed")
    failures.expect(not list(home.glob("k.csv?*")), "something was left beside the export")


def one_wrong_row(binary, failures, home):
    """A work item of a branch that is not there, in one case of two."""
    home.mkdir()
    program = Program(binary, home / "aftale.db", now="2022-01-03 09:00")
    scenario = ROOT / "workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml"
    program.must("test", "--keep", program.database, scenario)
    program.must("open", "nordjysk-socialaftale", "--key", "other", "first_day=2023-01-01", "last_day=2024-12-31",
                 "focus_areas=x", now="2024-12-31 09:00")
    right = program.must("export", "other", "--as", "ics")
    with sqlite3.connect(program.database) as database:
        database.execute("UPDATE work_item SET branch = branch + 100000 WHERE case_id = 1")
        database.execute("UPDATE outbox SET status = 0, next_attempt_at = NULL, delivered_at = NULL WHERE id = 1")
        key, = database.execute("SELECT key FROM cases WHERE id = 1").fetchone()
    database.close()
    sums.agree(program.database)
    answer = program.run("export", "--all", "--as", "ics")
    failures.expect(answer.code == 5 and key in answer.err, f"export --all: exit {answer.code} {answer.err}")
    failures.expect(answer.out.count("BEGIN:VEVENT") == right.out.count("BEGIN:VEVENT") > 0,
                    "the case that is well was left out as well")
    for words in (["export", key, "--as", "ics"], ["status", key], ["show", key]):
        answer = program.run(*words)
        failures.expect(answer.code == 5 and key in answer.err, f"{words}: exit {answer.code} {answer.err}")
    audit = program.run("audit")
    failures.expect(audit.code == 1 and "message 1 in the outbox" in audit.out + audit.err, f"audit: {audit}")


def main(binary):
    failures = Failures()
    with folder() as place:
        for number, part in enumerate((links, odd_files, too_many_files, unreadable, given_names, one_wrong_row)):
            part(binary, failures, pathlib.Path(place) / f"p{number}")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
