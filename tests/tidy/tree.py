"""Reads a source tree: its files, their include lines, their code without comments and texts."""

import re
from pathlib import Path

SKIPPED = {".git", "build", "wrong", "__pycache__"}
SOURCE = {".h", ".cpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|'
    r"(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'", re.S)


class File:
    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.lines = self.text.split("\n")
        if self.lines and self.lines[-1] == "":
            self.lines.pop()

    @property
    def suffix(self):
        return Path(self.path).suffix

    @property
    def is_source(self):
        return self.suffix in SOURCE

    def includes(self):
        """(line number, angled, header) of each include line."""
        for number, line in enumerate(self.lines, 1):
            match = INCLUDE.match(line)
            if match:
                yield number, match.group(1) == "<", match.group(2)

    def code(self):
        """The lines with comments and texts blanked, so that a word in prose is no finding."""
        blank = TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), self.text)
        return blank.split("\n")[:len(self.lines)]


def read(root):
    """Every text file of the tree, but for what is built, and for trees that are wrong on purpose."""
    root = Path(root)
    files = []
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root).parts
        if path.is_symlink() or not path.is_file() or SKIPPED.intersection(inner[:-1]):
            continue
        if b"\0" in path.open("rb").read(8192):
            continue
        files.append(File(root, path))
    return files
