"""Changes one line of a good workflow at a time, as a hand slips, and compares what `aftale check` says.

usage: slips.py ROOT PROGRAM [--update]

slips.txt has a block for each slip: the number of the line and what is written there instead (`\\t`, `\\n` and
`\\u00A0` stand for themselves), then the first finding: line, column, length, code, what is to be written instead of
the underlined text, the message in Danish and in English, and the places of further findings. What a finding
suggests is tried too: written instead, the finding is gone, and `clean` says that nothing else is left.
"""

import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
LEAST = 30


def findings(program, root, text, language):
    with tempfile.TemporaryDirectory(prefix="aftale-slip-") as folder:
        path = pathlib.Path(folder) / "hearing.workflow.yaml"
        path.write_text(text, encoding="utf-8")
        search = [word for part in ("tests/golden/support", "rules", "workflows/calendars")
                  for word in ("--path", root / part)]
        done = subprocess.run([program, "check", path, "--json", "--lang", language, *search], cwd=folder, check=False,
                              capture_output=True, text=True, env={"HOME": folder, "PATH": "/usr/bin:/bin"})
    if done.returncode not in (0, 1):
        sys.exit(f"{program}: exit {done.returncode}: {done.stderr}")
    return [one for one in json.loads(done.stdout)["findings"] if one["file"].endswith("hearing.workflow.yaml")]


def real(text):
    return re.sub(r"\\(t|n|u[0-9A-F]{4})", lambda found: found.group(0).encode().decode("unicode_escape"), text)


def shown(text):
    return re.sub("[\\t\\n\u00a0\u200b]",
                  lambda found: {"\t": "\\t", "\n": "\\n"}.get(found.group(0), f"\\u{ord(found.group(0)):04X}"), text)


def mended(text, finding):
    lines = text.split("\n")
    line, at = lines[finding["line"] - 1], finding["column"] - 1
    lines[finding["line"] - 1] = line[:at] + finding["suggestion"] + line[at + finding["length"]:]
    return "\n".join(lines)


def told(program, root, good, slip):
    """The block of one slip, as it should stand in slips.txt."""
    number, _, written = slip.partition("|")
    lines = good.split("\n")
    lines[int(number) - 1] = real(written)
    text = "\n".join(lines)
    danish, english = (findings(program, root, text, language) for language in ("da", "en"))
    out = [slip]
    if not english:
        return out + ["  nothing"]
    first = english[0]
    out.append(f"  {first['line']}:{first['column']} +{first['length']} {first['severity']} {first['code']}")
    if "suggestion" in first:
        left = findings(program, root, mended(text, first), "en")
        same = [one for one in left if (one["line"], one["code"]) == (first["line"], first["code"])]
        state = "clean" if not left else "still there" if same else "mended"
        out.append(f"  {state}: {shown(first['suggestion'])}")
    out += [f"  da: {shown(danish[0]['message'])}", f"  en: {shown(first['message'])}"]
    if english[1:]:
        out.append("  also: " + ", ".join(f"{one['line']}:{one['column']} {one['code']}" for one in english[1:]))
    return out


def main():
    root, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    good = (HERE / "hearing.workflow.yaml").read_text(encoding="utf-8")
    if findings(program, root, good, "en"):
        sys.exit("the good workflow has findings itself")
    table = HERE / "slips.txt"
    expected = table.read_text(encoding="utf-8")
    slips = [line for line in expected.split("\n") if re.match(r"\d+\|", line)]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        blocks = pool.map(lambda slip: told(program, root, good, slip), slips)
    actual = "\n".join("\n".join(block) + "\n" for block in blocks)
    if "--update" in sys.argv:
        table.write_text(actual, encoding="utf-8")
    elif actual != expected:
        for want, got in zip(expected.split("\n\n"), actual.split("\n\n")):
            if want.strip() != got.strip():
                print(f"--- expected\n{want}\n+++ told\n{got}\n")
        sys.exit("slips.txt differs; slips.py ROOT PROGRAM --update writes what is told")
    bad = [line for line in actual.split("\n") if line == "  nothing" or line.startswith("  still there:")]
    print(f"{len(slips)} slips, {len(bad)} that are not found or whose mend does not help")
    return len(slips) >= LEAST and not bad


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
