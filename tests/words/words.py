"""What a table says that minutes mean is what `aftale record` makes of them, and what can mean several things is asked
about with commands that work.

    words.py BINARY TABLE.tsv [OTHER.tsv]
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
KINDS = ("approve", "recommend", "advise", "note", "discuss")
DENIALS = {"ikke", "ej", "ingen", "intet", "not", "no", "never", "nægter"}


class Cases:
    """A case for each kind of ballot; nothing that is tried on it is kept."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        for kind in KINDS:
            self.run("open", "words", "--key", kind, f"kind={kind}")

    def run(self, *words):
        options = ["--db", f"{self.folder}/words.db", "--lang", "en"]
        for path in (HERE, ROOT / "workflows", ROOT / "rules"):
            options += ["--path", str(path)]
        environment = {"AFTALE_NOW": "2022-11-10 09:00", "HOME": self.folder, "LC_ALL": "C.UTF-8"}
        return subprocess.run([self.binary, *words, *options], env=environment, capture_output=True, text=True)

    def record(self, kind, said):
        return self.run("record", kind, "treats", said, "--meeting", "2022-11-10", "--remark", "tried", "--dry-run",
                        "--json")

    def meaning(self, kind, said):
        """-> the event, ask or no; and the error"""
        ended = self.record(kind, said)
        if ended.returncode == 0:
            return json.loads(ended.stdout)["entries"][0]["outcome"]["event"], {}
        try:
            error = json.loads(ended.stderr.splitlines()[0])["error"]
        except (ValueError, IndexError):
            return f"exit {ended.returncode}: {ended.stderr}", {}
        return {"ambiguous-word": "ask", "wrong-word": "no"}.get(error["code"], error["code"]), error


def yes(event):
    return event in ("approved", "approved_with_remarks", "amended", "recommended", "advised", "noted", "discussed")


def wrong_in_row(cases, kind, said, right):
    event, error = cases.meaning(kind, said)
    if event != right:
        return f"is {event} {error.get('message', '')}"
    if right == "ask":
        ways = error["possible"]
        if len(ways) < 2:
            return f"is asked about with {ways}"
        events = set()
        for way in ways:
            word = re.fullmatch(rf"aftale record {kind} treats (?:'([^']+)'|(\S+)) --meeting 2022-11-10", way)
            if not word:
                return f"is asked about with {way}"
            events.add(cases.meaning(kind, word[1] or word[2])[0])
        if len(events) < 2 or events & {"ask", "no"}:
            return f"is asked about with {ways}, which mean {events}"
    hint = re.search(r'Did you mean "([^"]+)"', error.get("message", ""))
    if hint:
        if hint[1] == said:
            return "suggests itself"
        if set(said.lower().split()) & DENIALS and yes(cases.meaning(kind, hint[1])[0]):
            return f"is turned into {hint[1]}"
    return ""


def main():
    wrong = rows = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = Cases(sys.argv[1], folder)
        for path in sys.argv[2:]:
            for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
                if not line or line.startswith("#"):
                    continue
                kind, said, right = line.split("\t")
                rows += 1
                found = wrong_in_row(cases, kind, said, right)
                if found:
                    wrong += 1
                    print(f"{kind}: {said!r} {found}; right is {right}", flush=True)
    print(f"{rows} rows, {wrong} wrong")
    sys.exit(1 if wrong or rows < 40 else 0)


if __name__ == "__main__":
    main()
