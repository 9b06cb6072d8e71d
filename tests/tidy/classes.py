"""How many methods the classes of a source have, read from the text without a compiler.

A method is a declaration in the body of a class whose name is followed by a parenthesis: constructors and operators
count, what is `= default` or `= delete` does not, nor do members of function type, friends and aliases.
"""

import re

import house

MAX_METHODS = 25

HEAD = re.compile(r"(?<!enum )(?<!<)(?<!, )\b(?:class|struct)\s+(?:\[\[[^]]*\]\]\s*)?(?:alignas\([^)]*\)\s*)?"
                  r"([\w:]+)[^;(){}=]*\{")
NOT_A_METHOD = re.compile(r"\s*(?:using|friend|typedef|static_assert|enum|class|struct|union)\b")
LABEL = re.compile(r"\s*(?:public|protected|private)\s*:(?!:)")


def close_of(text, start):
    """Where the bracket that opens at start closes."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] in "{(":
            depth += 1
        elif text[place] in "})":
            depth -= 1
            if depth == 0:
                return place
    return len(text) - 1


def members(body):
    """The declarations of a class body, those with a body of their own without it."""
    begin = place = 0
    while place < len(body):
        if body[place] == "(":
            place = close_of(body, place)
        elif body[place] == "{":
            end = close_of(body, place)
            yield body[begin:place]
            place = end
            rest = re.match(r"\s*;", body[place + 1:])
            place += rest.end() if rest else 0
            begin = place + 1
        elif body[place] == ";":
            yield body[begin:place]
            begin = place + 1
        place += 1


def is_method(member):
    while LABEL.match(member):
        member = LABEL.sub("", member, count=1)
    member = re.sub(r"^\s*template\s*<[^{;]*?>\s*(?=[\w\[~])", "", member)
    member = re.sub(r"\[\[[^]]*\]\]", " ", member)
    member = re.sub(r"\boperator\s*(?:\(\)|[^\s\w(]+)\s*\(", "operator_of(", member)
    if NOT_A_METHOD.match(member) or re.search(r"=\s*(?:default|delete)\s*$", member):
        return False
    while "<" in member and re.search(r"<[^<>]*>", member):
        member = re.sub(r"<[^<>]*>", "", member)
    before = member.partition("(")
    return bool(before[1]) and "=" not in before[0] and re.search(r"[\w~]\s*$", before[0]) is not None


def classes(code):
    """(name, line, count of methods) of each class; code is a text without comments and strings."""
    for head in HEAD.finditer(code):
        opening = head.end() - 1
        closing = close_of(code, opening)
        count = sum(map(is_method, members(code[opening + 1:closing])))
        yield head.group(1), code.count("\n", 0, head.start()) + 1, count


def check(files, plan=house):
    seen = set()
    for file in files:
        if not file.is_source or not file.path.startswith(("engine/", "adapters/", "apps/")):
            continue
        for name, line, count in classes("\n".join(file.code())):
            if count > MAX_METHODS:
                seen.add(name)
                if name not in plan.LARGE:
                    yield (file.path, line, "big-class", f"{name} has {count} methods, at most {MAX_METHODS}; "
                                                         "do two things live here? If it must, LARGE says why")
    for name in sorted(set(plan.LARGE) - seen):
        yield house.HERE, 1, "big-class", f"LARGE names {name}, which has at most {MAX_METHODS} methods: take it out"
