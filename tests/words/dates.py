"""What a table says that a typed date means is what `aftale record` makes of it; what is refused is refused with words
that a person can act on, and nothing is recorded.

    dates.py BINARY TABLE.tsv
"""

import json
import pathlib
import sys
import tempfile

import words


def refused_well(ended, typed):
    if ended.returncode != 2:
        return f"ends with {ended.returncode}: {ended.stdout}{ended.stderr}"
    message = json.loads(ended.stderr.splitlines()[0])["error"]["message"]
    return "" if len(message) > len(typed) + 30 else f"says only {message}"


def recorded(cases, key):
    """-> the day of the meeting as the journal has it"""
    shown = json.loads(cases.run("show", key, "--json").stdout)
    return [item["decided_on"] for item in shown["items"]]


def wrong_in_row(cases, number, typed, right):
    key = "approve" if right == "no" else f"case-{number}"
    if right != "no":
        cases.run("open", "words", "--key", key, "kind=approve")
    ended = cases.run("record", key, "treats", "godkendt", f"--meeting={typed}", "--even-so", "--json")
    if right == "no":
        return refused_well(ended, typed)
    if ended.returncode != 0:
        return f"is refused: {ended.stderr.strip()}"
    days = recorded(cases, key)
    return "" if days == [right] else f"is {days}"


def main():
    wrong = rows = 0
    with tempfile.TemporaryDirectory() as folder:
        cases = words.Cases(sys.argv[1], folder)
        for line in pathlib.Path(sys.argv[2]).read_text(encoding="utf-8").split("\n"):
            if not line or line.startswith("#"):
                continue
            typed, right = line.rsplit("\t", 1)
            rows += 1
            found = wrong_in_row(cases, rows, typed, right)
            if found:
                wrong += 1
                print(f"{typed!r} {found}; right is {right}", flush=True)
    print(f"{rows} rows, {wrong} wrong")
    sys.exit(1 if wrong or rows < 40 else 0)


if __name__ == "__main__":
    main()
