"""The table of folders that people read says the same as the one that is checked."""

import re

import house

PAGE = "docs/architecture.md"
ROW = re.compile(r"^\| `((?:engine|adapters|apps)(?:/\w+)?)/` \|[^|]*\|([^|]*)\|([^|]*)\|$")


def items(cell):
    names = [name.strip().strip("`") for name in cell.split(",")]
    return {"*" if name == "all" else name for name in names if name not in ("-", "")}


def check(files):
    page = next((file for file in files if file.path == PAGE), None)
    if page is None:
        return
    drawn = set()
    for number, line in enumerate(page.lines, 1):
        row = ROW.match(line)
        if not row:
            continue
        folder = row.group(1)
        drawn.add(folder)
        known = house.FOLDERS.get(folder)
        if known is None:
            yield PAGE, number, "table", f"{folder} is not in tests/tidy/house.py"
        elif (items(row.group(2)), items(row.group(3))) != (set(known[0]), set(known[1])):
            yield PAGE, number, "table", f"tests/tidy/house.py says: {folder} stands on {known[0]}, uses {known[1]}"
    for folder in sorted(set(house.FOLDERS) - drawn):
        yield PAGE, 1, "table", f"{folder} has no row here"
