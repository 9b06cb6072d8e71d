"""The table of folders in docs/architecture.md, from which house.py takes them, against the tree itself."""

import house
import links


def check(files, targets):
    page = next((file for file in files if file.path == house.PAGE), None)
    if page is None:
        return
    rows = list(house.rows(page.lines))
    drawn = {folder for _, folder, _, _ in rows}
    there = {house.folder_of(file.path) for file in files if file.is_source}
    includes = included(files)
    for number, folder, on, libraries in rows:
        if folder not in there:
            yield house.PAGE, number, "table", f"{folder} is not there"
            continue
        for other in on:
            if other != "*" and other not in drawn:
                yield house.PAGE, number, "table", f"{folder} stands on {other}, which has no row"
            elif other != "*" and other not in includes[folder]:
                yield house.PAGE, number, "unused", f"{folder} includes nothing of {other}"
        linked = set(links.libraries(folder, targets))
        for library in libraries:
            if targets and library not in includes[folder] | linked:
                yield house.PAGE, number, "unused", f"{folder} neither includes nor links {library}"
    for folder in sorted(there - drawn):
        if folder.startswith(("engine/", "adapters/", "apps")):
            yield house.PAGE, 1, "table", f"{folder} has no row here"


def included(files):
    """folder: the folders and libraries that its sources include."""
    found = {}
    for file in files:
        if file.is_source:
            names = found.setdefault(house.folder_of(file.path), set())
            for _, angled, header in file.includes():
                names.add(house.library_of(header) if angled else house.folder_of(header))
    return found
