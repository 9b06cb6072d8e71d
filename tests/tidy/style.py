"""Rules that one file alone can break: size, banned calls, words that have no place here."""

import fnmatch
import posixpath
import re

import house

MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 80
MAX_COLUMNS = 120

CODE = {".h", ".cpp", ".py"}
PROSE = CODE | {".md", ".yaml", ".yml", ".json", ".txt", ".eml", ".cmake", ".dot", ""}

# (pattern, why, files that may) in engine/.
BANNED = [
    (r"\bsystem_clock\s*::\s*now\b", "time comes from a Clock", {"engine/time/clock.cpp"}),
    (r"\bsteady_clock\s*::\s*now\b", "time comes from a Clock", {"engine/time/clock.cpp"}),
    (r"\b(?:sleep|usleep|nanosleep|sleep_for|sleep_until)\s*\(", "the engine never waits", set()),
    (r"\bstd\s*::\s*(?:basic_)?w?regex\b", "std::regex crashes on long input; ICU has limits", set()),
    (r"\bs?rand\s*\(|\brandom_device\b|\bmt19937", "there is no randomness in the engine", set()),
    (r"\bgetenv\s*\(", "configuration is read in apps/", set()),
    (r"\bstd\s*::\s*(?:cout|cerr|clog)\b", "the engine returns what is to be said", set()),
]

LEFT_OPEN = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
FILE_NAME = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")
MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
OWN_PLACE = re.compile(r"(?<![\w./$}-])/(?:work|home|Users)/\w")
TRACKER = re.compile(r"\b(?:issue|ticket) (?:no\.? ?)?#?\d+", re.I)
WORKSHOP = re.compile(r"\b(?:co-" r"authored-by|sub-" r"?agents?|(?:this|last|next|previous) ses" r"sion)\b", re.I)
URL = re.compile(r"\bhttps?://")
PATH = re.compile(r"`((?:engine|adapters|apps|tests|docs|scripts|bench|packaging|\.ci)/[a-z0-9_./*-]*[a-z0-9_*])/?`")
LINK = re.compile(r"\]\(([^)#\s]+)")


def check(files):
    paths = {file.path for file in files}
    folders = {parent for path in paths for parent in above(path)}
    for file in files:
        if file.suffix == ".md":
            yield from dead_links(file, paths | folders)
        if file.suffix in CODE:
            yield from code_file(file)
        if file.is_source:
            yield from cpp_file(file)
        if file.suffix in PROSE:
            yield from words(file)
        if file.path.startswith(("scripts/", ".ci/")) or file.path.endswith(("CMakeLists.txt", ".cmake")):
            yield from matches(file, URL, "fetch", "a build takes what it needs from the system, never from an address")


def above(path):
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def dead_links(file, known):
    here = file.path.rpartition("/")[0]
    for number, line in enumerate(file.lines, 1):
        for link in LINK.findall(line):
            if ":" not in link and posixpath.normpath(posixpath.join(here, link)) not in known:
                yield file.path, number, "dead-link", f"{link} does not lie there"
        for path in PATH.findall(line):
            if path not in known and not ("*" in path and fnmatch.filter(known, path)):
                yield file.path, number, "dead-path", f"{path} is not there"


def code_file(file):
    if len(file.lines) > MAX_FILE_LINES and file.path not in house.LONG:
        yield (file.path, MAX_FILE_LINES + 1, "long-file",
               f"{len(file.lines)} lines; do two things live here? If it must, LONG in {house.HERE} says why")
    for number, line in enumerate(file.lines, 1):
        if len(line) > MAX_COLUMNS:
            yield file.path, number, "long-line", f"{len(line)} columns, at most {MAX_COLUMNS}"
    if not FILE_NAME.fullmatch(file.path.rsplit("/", 1)[-1]):
        yield file.path, 1, "file-name", "names of files are snake_case"


def cpp_file(file):
    if file.suffix == ".h" and "#pragma once" not in file.lines:
        yield file.path, 1, "pragma-once", "a header begins with #pragma once"
    if file.path.startswith("engine/"):
        code = file.code()
        for pattern, why, may in BANNED:
            if file.path in may:
                continue
            for number, line in enumerate(code, 1):
                if re.search(pattern, line):
                    yield file.path, number, "banned", why
    if file.path.startswith(("engine/", "adapters/", "apps/")):
        yield from long_functions(file)


def long_functions(file):
    """By layout: clang-format puts the ends of a function that lies in a namespace into the first column."""
    start = None
    for number, line in enumerate(file.lines, 1):
        if line == "}" and start is not None:
            if number - start + 1 > MAX_FUNCTION_LINES:
                yield file.path, start, "long-function", f"{number - start + 1} lines, at most {MAX_FUNCTION_LINES}"
            start = None
        elif re.match(r"[A-Za-z~\[]", line):
            start = None if line.startswith(("namespace", "class", "struct", "enum", "using", "union")) else number
        elif line.startswith(("}", "#", "/")):
            start = None


def words(file):
    yield from matches(file, LEFT_OPEN, "left-open", "finish it, or leave it out")
    yield from matches(file, OWN_PLACE, "own-place", "a path that only one machine has")
    yield from matches(file, TRACKER, "tracker", "the reason belongs here, not its number somewhere else")
    yield from matches(file, WORKSHOP, "workshop", "who wrote it, and in which sitting, is no part of the house")
    for number, line in enumerate(file.lines, 1):
        for host in MAIL.findall(line):
            if host != "example.dk" and not host.endswith(".example.dk"):
                yield file.path, number, "contact", f"{host}: made-up contacts end in example.dk"


def matches(file, pattern, rule, why):
    for number, line in enumerate(file.lines, 1):
        if pattern.search(line):
            yield file.path, number, rule, why
