"""A process that the program was not made for: it loads, is checked, runs from the command line and survives audit.

    unseen.py BINARY            plays the scenarios as tests and as commands
    unseen.py BINARY mistakes   each file of mistakes/ gives exactly the findings written in it (--write: write them)

A file of mistakes holds lines of the workflow (-), what stands there instead (+), and the findings (=).
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "fault"))

import scenario  # noqa: E402
from program import Failures, Program, folder  # noqa: E402

WORKFLOW = "preparedness-plan.workflow.yaml"


def check_and_test(failures, program):
    answer = program.run("check", HERE)
    failures.expect(answer.code == 0 and " 0 errors, 0 warnings" in answer.out, f"check: {answer.out}{answer.err}")
    answer = program.run("test", HERE)
    failures.expect(answer.code == 0, f"test: {answer.out}{answer.err}")
    touched = re.findall(r"^(\S+)@1: states (\d+)/(\d+), transitions (\d+)/(\d+); all are touched$", answer.out, re.M)
    failures.expect(len(touched) == 3, f"not everything is touched: {answer.out}")


def play(failures, binary, path, place):
    """The commands of a scenario, one process each; its refusals are refused in the same words."""
    program = Program(binary, place / (path.stem + ".db"), [HERE])
    keys, commands = scenario.commands(path, place)
    for command in commands:
        if command.role and command.refused:  # the command line acts with every role
            continue
        answer = program.run(*command.words, "--json", now=command.now)
        if command.refused:
            failures.expect(answer.code in (1, 3) and answer.error == command.refused,
                            f"{path.name} {command.now} {command.words}: {answer.code} {answer.err}{answer.out}")
        else:
            failures.expect(answer.code == 0, f"{path.name} {command.now} {command.words}: {answer.code} {answer.err}")
    failures.well(program, path.name)
    same_as_test(failures, program, path, place, keys)


def same_as_test(failures, program, path, place, keys):
    """Command line and scenario runner come to the same journal."""
    kept = Program(program.binary, place / (path.stem + "-kept.db"), [HERE])
    kept.must("test", path, "--keep", kept.database)
    for key in keys:
        sides = []
        for side in (program, kept):
            history = side.must("history", key, "--json").json()
            names = ("kind", "at", "effective", "input", "outcome")
            sides.append([history["status"], *({name: entry[name] for name in names} for entry in history["entries"])])
        for mine, theirs in zip(*sides):
            if not failures.expect(mine == theirs, f"{path.name} {key}: {mine}\n  in the test: {theirs}"):
                break
        mine, theirs = map(len, sides)
        failures.expect(mine == theirs, f"{path.name} {key}: {mine} and {theirs} entries")


def mistaken(path):
    parts = {"-": [], "+": [], "=": []}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line:
            parts[line[0]].append(line[1:])
    return ["\n".join(parts[sign]) for sign in "-+="]


def findings_of(binary, place, original, old, new):
    """`line:column: severity[code]: text` of each, in both languages."""
    if original.count(old + "\n") != 1:
        raise AssertionError(f"{original.count(old)} times in the workflow: {old}")
    (place / WORKFLOW).write_text(original.replace(old + "\n", new + "\n" if new else ""), encoding="utf-8")
    program, found = Program(binary, place / "none.db", [place]), []
    for language in ("en", "da"):
        program.language = language
        answer = program.run("check", place / WORKFLOW)
        found += re.findall(re.escape(str(place / WORKFLOW)) + r":(\d+:\d+: \w+\[.*)", answer.out + answer.err)
    return answer.code, "\n".join(found)


def mistakes(failures, binary, place, write):
    for path in HERE.iterdir():
        if path.is_file() and "scenario" not in path.name:
            (place / path.name).write_bytes(path.read_bytes())
    original = (HERE / WORKFLOW).read_text(encoding="utf-8")
    files = sorted((HERE / "mistakes").iterdir())
    for path in files:
        old, new, expected = mistaken(path)
        code, found = findings_of(binary, place, original, old, new)
        if write:
            parts = (("-", old), ("+", new), ("=", found))
            lines = [sign + line for sign, text in parts for line in text.split("\n") if line]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        elif failures.expect(found == expected and expected, f"{path.stem}: found\n{found}\nexpected\n{expected}"):
            failures.expect(code == (1 if "error[" in found else 0), f"{path.stem}: exit {code}")
    failures.expect(len(files) >= 10, "too few mistakes")
    print(f"{len(files)} mistakes")


def main(binary, *words):
    failures = Failures()
    with folder() as made:
        place = pathlib.Path(made)
        if "mistakes" in words:
            mistakes(failures, binary, place, "--write" in words)
        else:
            check_and_test(failures, Program(binary, place / "none.db", [HERE]))
            for path in sorted(HERE.glob("*.scenario.yaml")):
                play(failures, binary, path, place)
    failures.exit()


if __name__ == "__main__":
    main(*sys.argv[1:])
