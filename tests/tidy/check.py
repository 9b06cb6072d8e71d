#!/usr/bin/env python3
"""Checks the house: its arrows, libraries, link lines and style.

check.py ROOT [--targets FILE]   findings as path:line: rule: text; exit 1 when there are any
check.py ROOT --counts           what runs up inside the folders with rooms, and which files lie in circles
check.py --self-test WRONG       each tree in WRONG must give exactly the findings of its expected.txt
"""

import argparse
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import arrows
import classes
import drawing
import house
import links
import rooms
import style
import tree

RULES = {"arrow", "library", "leak", "heavy", "few", "system", "unknown-header", "unknown-folder", "missing-include",
         "link", "link-public", "unlinked", "pragma-once", "long-file", "long-line", "long-function", "file-name",
         "banned", "table", "unused", "room", "upward", "circle", "private", "face", "big-class", "left-open",
         "own-place", "tracker", "contact", "dead-link", "dead-path", "workshop", "fetch"}


def findings(root, targets, plan):
    files = tree.read(root)
    linked = links.read(Path(targets)) if targets else {}
    found = [*arrows.check(files), *drawing.check(files, linked), *rooms.check(files, plan),
             *classes.check(files, plan), *style.check(files), *links.check(linked, files)]
    return sorted(set(found))


def check_tree(root, targets):
    found = findings(root, targets, house)
    for path, line, rule, text in found:
        print(f"{path}:{line}: {rule}: {text}")
    print(f"tidy: {len(found)} findings")
    return 1 if found else 0


def own_plan(folder):
    """The rooms, faces and large classes of a small tree stand in a house.py of its own."""
    plan = {"ROOMS": {}, "MAY": {}, "FACES": {}, "LARGE": {}}
    if (folder / "house.py").exists():
        plan |= runpy.run_path(str(folder / "house.py"))
    return SimpleNamespace(**plan)


def self_test(wrong):
    """Nothing is worth checking that cannot fail: each rule has a tree that breaks it."""
    failures, shown = [], set()
    for folder in sorted(path for path in Path(wrong).iterdir() if path.is_dir()):
        targets = folder / "targets.txt"
        found = findings(folder, targets if targets.exists() else None, own_plan(folder))
        got = [f"{path}:{line}: {rule}" for path, line, rule, _ in found]
        expected = (folder / "expected.txt").read_text(encoding="utf-8").split("\n")
        expected = [line for line in expected if line]
        shown.update(rule for _, _, rule, _ in found)
        if sorted(got) != sorted(expected):
            failures.append(f"{folder.name}:\n  expected {expected}\n  got      {got}")
    failures += [f"rule {rule} has no tree in {wrong} that breaks it" for rule in sorted(RULES - shown)]
    failures += [f"rule {rule} is not in the list of rules" for rule in sorted(shown - RULES)]
    print("\n".join(failures) if failures else f"tidy: {len(shown)} rules, each seen to fail")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", nargs="?")
    parser.add_argument("--targets")
    parser.add_argument("--counts", action="store_true")
    parser.add_argument("--self-test", metavar="WRONG")
    words = parser.parse_args()
    if words.self_test:
        return self_test(words.self_test)
    if not words.root:
        parser.error("which tree?")
    if words.counts:
        print("\n".join(rooms.counts(tree.read(words.root))))
        return 0
    return check_tree(words.root, words.targets)


if __name__ == "__main__":
    sys.exit(main())
