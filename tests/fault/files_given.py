"""Files made to hurt: bombs, deep nesting, far too large, no UTF-8. Each is refused in words, with its place, and fast.

    files_given.py BINARY
"""

import pathlib
import re
import sys
import time

from program import Failures, Program, folder

FAST = 5.0  # seconds; the answer itself takes milliseconds
PLACE = re.compile(r"^(?P<file>[^\n:]+):(?:(?P<line>\d+):(?P<column>\d+):)? "
                   r"error\[(?P<code>[a-z0-9-]+)\]: (?P<text>.+)", re.M)
HEAD = b"workflow: given\nversion: 1\ninitial: a\nstates:\n  a: {type: final}\n"

NINE = b"".join(b"%c: &%c [%s]\n" % (97 + n, 97 + n, b",".join([b"*%c" % (96 + n)] * 9)) for n in range(1, 9))


def nested(opening, closing, depth):
    return HEAD + b"title: " + opening * depth + b"x" + closing * depth + b"\n"


# name, bytes, line of the first finding (none: any), words its text or code must hold
WHOLE = "larger than 1000000 bytes"
FILES = [
    ("aliases that grow ninefold", HEAD + b"a: &a [lol,lol,lol]\n" + NINE, 6, "alias|anchor"),
    ("an anchor that holds itself", HEAD + b"data: &data [*data]\n", 6, "alias|anchor"),
    ("a merge key", HEAD + b"data:\n  <<: {x: 1}\n", 7, "<<|merge"),
    ("65 levels of sequences", nested(b"[", b"]", 65), 6, "60 levels"),
    ("65 levels of mappings", nested(b"{a: ", b"}", 65), 6, "60 levels"),
    ("100,000 open brackets", HEAD + b"title: " + b"[" * 100_000, 6, "60 levels"),
    ("100,000 indents", HEAD + b"".join(b" " * n + b"a:\n" for n in range(600)), None, "60 levels"),
    ("100,000 dashes", HEAD + b"data: \n  " + b"- " * 100_000 + b"\n", 7, "60 levels"),
    ("two megabytes of comments", HEAD + b"# long\n" * 300_000, None, WHOLE),
    ("two megabytes in one text", HEAD + b"title: '" + b"x" * 2_000_000 + b"'\n", None, WHOLE),
    ("a text of 100 KB", HEAD + b"title: '" + b"x" * 100_001 + b"'\n", 6, "100000|too-large|large|long"),
    ("very many nodes", HEAD + b"title: [" + b"x," * 200_000 + b"x]\n", None, "too-large|large|many|node"),
    ("bytes that are no UTF-8", HEAD + b"title: Sm\xf8rum\n", 6, "UTF-8"),
    ("half a letter at the end", HEAD + b"title: K\xc3", 6, "UTF-8"),
    ("a surrogate", HEAD + b"title: \xed\xa0\x80\n", 6, "UTF-8"),
    ("UTF-16", "workflow: given\n".encode("utf-16"), 1, "UTF-8"),
    ("a NUL", HEAD + b"title: a\x00b\n", 6, "control|character"),
    ("an escape sequence", HEAD + b"title: a\x1b[31mb\n", 6, "control|character"),
    ("a key twice", HEAD + b"version: 2\n", 6, "twice|duplicate"),
    ("a text never closed", HEAD + b"title: 'never closed\n", None, ""),
    ("a tab as indent", HEAD + b"data:\n\tx: {type: string}\n", 7, ""),
    ("nothing at all", b"", None, ""),
    ("only white space", b" \n\n \n", None, ""),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, ""),
]


def look(failures, name, answer, seconds, path, line, words):
    said = answer.out + answer.err
    failures.expect(seconds < FAST, f"{name}: took {seconds:.1f} s")
    failures.expect(answer.code == 1, f"{name}: exit {answer.code} {said[:300]}")
    found = PLACE.search(said)
    if not failures.expect(found, f"{name}: no finding with a place: {said[:300]}"):
        return
    failures.expect(found["file"].endswith(path.name), f"{name}: another file: {found.group()}")
    if words == WHOLE:  # it is not read to its end, so no line is at fault
        return failures.expect(re.search(words, found["text"]) and not found["line"], f"{name}: {found.group()[:300]}")
    if not failures.expect(found["line"], f"{name}: no line: {found.group()[:300]}"):
        return
    right = line is None or int(found["line"]) == line
    failures.expect(right, f"{name}: line {found['line']}, not {line}: {found['text'][:200]}")
    text = found["code"] + " " + found["text"]
    failures.expect(re.search(words, text, re.I), f"{name}: says nothing of {words}: {text[:200]}")
    strange = len(said) > 20_000 or re.search(r"bad file|exception|terminate|std::", said)
    failures.expect(not strange, f"{name}: says {said[:300]}")


def main(binary):
    failures = Failures()
    with folder() as place:
        for number, (name, data, line, words) in enumerate(FILES):
            given = pathlib.Path(place) / f"given{number}"
            given.mkdir()
            path = given / "given.workflow.yaml"
            path.write_bytes(data)
            program = Program(binary, given / "aftale.db", [given])
            begin = time.monotonic()
            answer = program.run("check", path)
            look(failures, f"check of {name}", answer, time.monotonic() - begin, path, line, words)
            begin = time.monotonic()
            answer = program.run("open", "given", "--key", "k", "organisation=nordjylland")
            failures.expect(time.monotonic() - begin < FAST, f"open of {name} took {time.monotonic() - begin:.1f} s")
            # A file whose first key cannot be read is no workflow of that name; else it is refused where it is wrong.
            said = f"exit {answer.code} {answer.err[:300]}{answer.out}"
            failures.expect(answer.code in (1, 3) and answer.err, f"open of {name}: {said}")
            failures.expect(answer.code == 3 or PLACE.search(answer.err), f"open of {name}: {answer.err[:300]}")
            failures.expect(not (given / "aftale.db").exists(), f"open of {name}: made a database all the same")
    print(f"{len(FILES)} files")
    failures.exit()


if __name__ == "__main__":
    main(sys.argv[1])
