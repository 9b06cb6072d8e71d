"""Include lines against the table of the house: arrows, libraries, heavy headers."""

import house


def closed(folder):
    """A folder of the table, not a place that may see everything."""
    return folder in house.FOLDERS


def check(files):
    sources = {file.path: file for file in files if file.is_source}
    includes = {path: list(file.includes()) for path, file in sources.items()}
    few = {header: [] for header, _, _ in house.FEW}
    for path, file in sources.items():
        folder = house.folder_of(path)
        if not closed(folder) and folder.split("/")[0] not in house.OPEN_PLACES:
            yield path, 1, "unknown-folder", f"{folder} is not in the table of tests/tidy/house.py"
            continue
        for number, angled, header in includes[path]:
            if not angled:
                yield from quoted(path, folder, number, header, sources)
            elif closed(folder):
                yield from third_party(path, folder, number, header)
                for beginning in few:
                    if header.startswith(beginning):
                        few[beginning].append((path, number))
        if closed(folder):
            yield from seen_through(path, folder, includes)
    for beginning, most, why in house.FEW:
        for path, number in [place for place in few[beginning] if place[0] not in first_files(few[beginning], most)]:
            yield path, number, "few", f"<{beginning}> in more than {most} file: {why}"


def first_files(places, most):
    return sorted({path for path, _ in places})[:most]


def quoted(path, folder, number, header, sources):
    if header not in sources:
        yield path, number, "missing-include", f'"{header}" does not lie there; includes start at the root'
        return
    target = house.folder_of(header)
    if not closed(folder):
        return
    if target not in house.below(folder):
        yield path, number, "arrow", f"{folder} may not include {target}"


def third_party(path, folder, number, header):
    library = house.library_of(header)
    if library is not None:
        if library not in house.FOLDERS[folder][1] and library not in house.EVERYWHERE:
            yield path, number, "library", f"{folder} may not use {library}"
        if library in house.HEAVY and path.endswith(".h"):
            yield path, number, "heavy", f"{library} in a header makes every file that includes it slow to build"
    elif header.startswith(house.SYSTEM_HEADERS):
        if folder.startswith("engine/"):
            yield path, number, "system", f"<{header}>: the engine does not touch the operating system"
    elif header not in house.STANDARD_HEADERS:
        yield path, number, "unknown-header", f"<{header}>: whose is it? Name its library in tests/tidy/house.py"


def seen_through(path, folder, includes):
    """A library that this folder may not use, and sees through another folder's header."""
    seen, waiting = {path}, [(header, number) for number, angled, header in includes[path] if not angled]
    while waiting:
        header, number = waiting.pop()
        if header in seen or header not in includes:
            continue
        seen.add(header)
        for _, angled, inner in includes[header]:
            library = house.library_of(inner) if angled else None
            if not angled:
                waiting.append((inner, number))
            elif (library and library not in house.EVERYWHERE and library not in house.FOLDERS[folder][1]
                  and house.folder_of(header) != folder):
                yield path, number, "leak", f"{folder} sees {library} through {header}"
