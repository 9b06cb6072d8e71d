"""The rooms of a folder: the order in which they stand on each other, circles of files, and what others may include.

A folder of the house may have rooms, which are its subfolders. house.ROOMS says who stands on whom, lowest first;
house.MAY says how many includes still run up, and how many files still lie in a circle. Both numbers may fall and never
grow, and whoever lowers one writes the new one down. house.FACES names the headers of rooms that other folders may
include.
"""

import posixpath

import house


def unit(path):
    """A header and its source of the same name are one file."""
    return posixpath.splitext(path)[0]


class Folder:
    """The sources of one folder with rooms, and their includes of each other."""

    def __init__(self, name, order, files):
        self.name, self.order = name, order
        self.sources = [file for file in files if file.is_source and file.path.startswith(name + "/")]
        paths = {file.path for file in self.sources}
        self.rooms = {self.inner(path).split("/")[0] for path in paths if "/" in self.inner(path)}
        self.includes = [(file.path, number, header) for file in self.sources
                         for number, angled, header in file.includes() if not angled and header in paths]

    def inner(self, path):
        return unit(path)[len(self.name) + 1:]

    def place(self, path):
        """What of the order a path belongs to: itself where it is named, else its room, else `.`, the folder itself."""
        inner = self.inner(path)
        if inner in self.order and inner not in self.rooms:
            return inner
        room = inner.split("/")[0] if "/" in inner else "."
        return room if room in self.order else None

    def upward(self):
        """(path, line, header) of each include that runs from a place to a higher one."""
        height = {place: number for number, place in enumerate(self.order)}
        for path, number, header in self.includes:
            here, there = self.place(path), self.place(header)
            if here is not None and there is not None and height[there] > height[here]:
                yield path, number, header

    def circles(self):
        """The sets of files that reach each other, largest first (Tarjan)."""
        arrows = {unit(file.path): set() for file in self.sources}
        for path, _, header in self.includes:
            if unit(path) != unit(header):
                arrows[unit(path)].add(unit(header))
        found = [circle for circle in components(arrows) if len(circle) > 1]
        return sorted(found, key=lambda circle: (-len(circle), sorted(circle)))

    def unplaced(self):
        """Rooms that are there and not in the order, and places of the order that are not there."""
        there = {self.inner(file.path) for file in self.sources}
        rooms = {inner.split("/")[0] for inner in there if "/" in inner}
        return sorted(rooms - set(self.order)), sorted(set(self.order) - there - rooms - {"."})


def components(arrows):
    index, low, stack, on_stack, found = {}, {}, [], set(), []
    for root in arrows:
        if root in index:
            continue
        work = [(root, iter(sorted(arrows[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            here, rest = work[-1]
            for there in rest:
                if there not in index:
                    index[there] = low[there] = len(index)
                    stack.append(there)
                    on_stack.add(there)
                    work.append((there, iter(sorted(arrows[there]))))
                    break
                if there in on_stack:
                    low[here] = min(low[here], index[there])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    circle = set()
                    while here not in circle:
                        circle.add(stack.pop())
                    on_stack -= circle
                    found.append(circle)
    return found


def check(files, plan=house):
    """plan: ROOMS, MAY and FACES, those of the house unless a tree brings its own."""
    for name, order in plan.ROOMS.items():
        folder = Folder(name, order, files)
        if not folder.sources:
            continue
        strange, missing = folder.unplaced()
        for room in strange:
            yield house.HERE, 1, "room", f"{name}/{room} stands in no order: ROOMS has to name it"
        for place in missing:
            yield house.HERE, 1, "room", f"ROOMS names {name}/{place}, which is not there"
        upward = list(folder.upward())
        yield from ratchet(name, "upward", len(upward), plan.MAY[name][0], "includes run up",
                           [f"{path}:{number} {header}" for path, number, header in upward])
        circles = folder.circles()
        yield from ratchet(name, "circle", sum(map(len, circles)), plan.MAY[name][1], "files lie in circles",
                           [" ".join(sorted(circle)) for circle in circles])
    yield from faces(files, plan.FACES)


def ratchet(name, rule, count, may, what, places):
    if count > may:
        yield house.HERE, 1, rule, f"{name}: {count} {what}, and {may} may: " + "; ".join(places)
    elif count < may:
        yield house.HERE, 1, rule, f"{name}: only {count} {what} now: write {count} for {may} in MAY, so that it stays"


def in_room(header):
    return header.count("/") > 2 and house.folder_of(header) in house.FOLDERS and header.startswith("engine/")


def faces(files, named):
    """Tests, benchmarks and examples see everything (house.OPEN_PLACES); nobody else sees into a room."""
    paths, used = {file.path for file in files}, set()
    for file in files:
        here = house.folder_of(file.path)
        if not file.is_source or here not in house.FOLDERS:
            continue
        for number, angled, header in file.includes():
            if angled or not in_room(header) or house.folder_of(header) == here:
                continue
            used.add(header)
            if header not in named:
                yield (file.path, number, "private",
                       f"{header} is private to {house.folder_of(header)}; FACES has what is not")
    for header in sorted(named):
        if header not in paths:
            yield house.HERE, 1, "face", f"FACES names {header}, which is not there"
        elif header not in used:
            yield house.HERE, 1, "face", f"FACES names {header}, which no other folder includes: take it out"


def counts(files, plan=house):
    """For people: where each folder with rooms stands, and what runs up."""
    for name, order in plan.ROOMS.items():
        folder = Folder(name, order, files)
        upward, circles = list(folder.upward()), folder.circles()
        yield f"{name}: {' < '.join(order)}"
        yield f"  {len(upward)} of {len(folder.includes)} includes run up (may: {plan.MAY[name][0]})"
        yield from (f"    {path}:{number} {header}" for path, number, header in upward)
        yield f"  {sum(map(len, circles))} files lie in {len(circles)} circles (may: {plan.MAY[name][1]})"
        yield from (f"    {len(circle)}: " + " ".join(sorted(map(folder.inner, circle))) for circle in circles)
