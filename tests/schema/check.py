"""Validates every shipped YAML file against the JSON Schema that its first line names.

A scalar is text until the schema types it, as in the engine's own reader: `no`, `on`, `010` and dates stay words.

    check.py ROOT                 the files of workflows/, rules/ and examples/
    check.py ROOT --wrong FOLDER  files that must be refused; line 2 says where: `# wrong: states/drafting/on`
"""

import json
import pathlib
import re
import sys

import jsonschema
import yaml

KINDS = ("workflow", "organisation", "calendar", "rules", "scenario")
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\Z")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")


class UniqueKeys(yaml.BaseLoader):
    """Every scalar as text, and no key twice."""


def mapping(loader, node):
    result = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key} stands twice", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


UniqueKeys.add_constructor("tag:yaml.org,2002:map", mapping)


def is_text(_, value):
    return isinstance(value, str)


def is_integer(_, value):
    return isinstance(value, str) and bool(INTEGER.match(value))


def is_number(_, value):
    return isinstance(value, str) and bool(NUMBER.match(value))


def is_boolean(_, value):
    return value in ("true", "false")


def least(validator, limit, value, _):
    if validator.is_type(value, "number") and float(value) < limit:
        yield jsonschema.ValidationError(f"{value} is less than {limit}")


def most(validator, limit, value, _):
    if validator.is_type(value, "number") and float(value) > limit:
        yield jsonschema.ValidationError(f"{value} is more than {limit}")


DRAFT = jsonschema.Draft7Validator
TextTyped = jsonschema.validators.extend(
    DRAFT,
    validators={"minimum": least, "maximum": most},
    type_checker=DRAFT.TYPE_CHECKER.redefine_many(
        {"string": is_text, "integer": is_integer, "number": is_number, "boolean": is_boolean}))


def schema_of(path, lines):
    """The schema that the first line names, and the file's kind; a text where something is wrong with that."""
    found = MODELINE.match(lines[0]) if lines else None
    if not found:
        return "the first line names no schema", None
    target = (path.parent / found.group(1)).resolve()
    if not target.is_file():
        return f"the schema {found.group(1)} does not lie there", None
    return None, target


def errors_of(path, text, validators):
    """(where, message) for everything that the schema has against a file."""
    problem, target = schema_of(path, text.splitlines())
    if problem:
        return [("", problem)]
    try:
        tree = yaml.load(text, UniqueKeys)
    except yaml.YAMLError as error:
        return [("", str(error))]
    kind = next(iter(tree), None) if isinstance(tree, dict) else None
    if kind not in KINDS:
        return [("", f"the first key is {kind}, not one of {', '.join(KINDS)}")]
    if target.name != f"{kind}.schema.json":
        return [("", f"a {kind} is checked against {target.name}")]
    found = sorted(validators[kind].iter_errors(tree), key=lambda error: [str(part) for part in error.absolute_path])
    return [(place(error), error.message) for error in map(deepest, found)]


def deepest(error):
    """Of several alternatives the complaint that lies deepest tells most."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def place(error):
    return "/".join(str(part) for part in error.absolute_path)


def read_schemas(root):
    validators = {}
    for kind in KINDS:
        schema = json.loads((root / "workflows/schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
        DRAFT.check_schema(schema)
        validators[kind] = TextTyped(schema)
    return validators


def shipped(root, validators):
    count, bad = 0, 0
    for folder in ("workflows", "rules", "examples"):
        for path in sorted((root / folder).rglob("*.yaml")):
            if path.name == "aftaled.yaml":  # the daemon's, checked by `aftaled --check`
                continue
            count += 1
            for where, message in errors_of(path, path.read_text(encoding="utf-8"), validators):
                bad += 1
                print(f"{path.relative_to(root)}: {where}: {message[:300]}")
    print(f"{count} files, {bad} findings")
    return bad == 0 and count > 0


def refused(folder, validators):
    count, bad = 0, 0
    for path in sorted(folder.glob("*.yaml")):
        count += 1
        text = path.read_text(encoding="utf-8")
        expected = re.match(r"# wrong:(.*)", text.splitlines()[1])
        found = errors_of(path, text, validators)
        places = [where for where, _ in found]
        if not expected or expected.group(1).strip() not in places:
            bad += 1
            print(f"{path.name}: expected a finding at {expected and expected.group(1).strip()!r}, got {found}")
    print(f"{count} wrong files, {bad} not refused where they are wrong")
    return bad == 0 and count > 0


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    validators = read_schemas(root)
    if sys.argv[2:3] == ["--wrong"]:
        return refused(pathlib.Path(sys.argv[3]), validators)
    return shipped(root, validators)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
