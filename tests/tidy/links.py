"""What CMake links, against the table of the house.

The build writes a line a target: folder|target|what it links|what it hands on to those who link it.
"""

import house


def read(path):
    targets = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        folder, target, links, handed_on = line.split("|")
        if folder in house.FOLDERS:
            targets[target] = (folder, links.split(), handed_on.split())
    return targets


def library_name(link):
    """A library found by its path is known by its bare name."""
    name = link.rsplit("/", 1)[-1] if link.startswith("/") else link
    return name.removeprefix("lib").split(".")[0] if link.startswith("/") else name


def libraries(folder, targets):
    """The libraries that the targets of a folder link themselves."""
    for place, links, _ in targets.values():
        if place == folder:
            yield from (house.LINKS.get(library_name(link)) for link in links)


def check(targets, files):
    for target, (folder, links, handed_on) in sorted(targets.items()):
        place = f"{folder}/CMakeLists.txt"
        for link in links:
            if link.startswith("::@"):
                continue
            if link in targets:
                if targets[link][0] not in house.below(folder):
                    yield place, 1, "link", f"{target} may not link {link}"
            elif library_name(link) not in house.LINKS:
                yield place, 1, "link", f"{target} links {link}, which tests/tidy/house.py does not know"
            elif not allowed(library_name(link), folder):
                yield place, 1, "link", f"{target} may not link {link}"
        for link in handed_on:
            library = house.LINKS.get(link)
            if library is not None and library not in house.EVERYWHERE:
                yield place, 1, "link-public", f"{target} hands {link} on; libraries are private to their folder"
    yield from unlinked(targets, files)


def allowed(name, folder):
    library = house.LINKS[name]
    own = house.FOLDERS[folder][1]
    if name.startswith("Boost::"):
        return any(mine.startswith("Boost.") for mine in own)
    return library is None or library in own or library in house.EVERYWHERE


def unlinked(targets, files):
    """A folder that includes another one has a target that links it, directly or through others."""
    by_folder = {folder: target for target, (folder, _, _) in targets.items()}
    for file in files:
        folder = house.folder_of(file.path)
        if not file.is_source or folder not in by_folder:
            continue
        reached = reach(by_folder[folder], targets)
        for number, angled, header in file.includes():
            other = by_folder.get(house.folder_of(header))
            if not angled and other and other not in reached:
                yield file.path, number, "unlinked", f"{by_folder[folder]} includes {header} and does not link {other}"


def reach(target, targets):
    found, waiting = set(), [target]
    while waiting:
        here = waiting.pop()
        if here not in found and here in targets:
            found.add(here)
            waiting += targets[here][1]
    return found
