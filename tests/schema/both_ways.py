"""Compares the schemas with the program, both ways: what the one knows, the other knows.

usage: both_ways.py ROOT PROGRAM

PLACES names for each mapping of a schema a file with `?` where one of its keys may stand; there the program is given a
key that it does not have, and its answer tells all those it has. WORDS does the same for words: `?` stands for one of
them. Every mapping and every list of words of the schemas must be in one of the two, so that a new one is compared too.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

KINDS = ("workflow", "organisation", "calendar", "rules", "scenario")
WORKFLOW = """workflow: w
version: 1
organisation: o
initial: a
states:
  a: {on: {go: {to: b}}}
  b: {type: final}
"""
STATE = "workflow: w\nversion: 1\ninitial: a\nstates:\n  a:\n    %s\n  b: {type: final}\n"
BRANCHES = STATE % ("for_each: {in: organisation.parties, as: x, key: x.code}\n    initial: c\n"
                    "    states: {c: {type: final}}\n    %s")
ORGANISATION = "organisation: o\ntitle: O\n%s\n"
PARTY = ORGANISATION % ("parties:\n  - code: \"1\"\n    title: P\n"
                        "    chain: [{id: council, title: C, decides: true}]\n    %s")
BODY = ORGANISATION % "bodies: {b: {title: B, %s}}"
CHAIN = ORGANISATION % "parties: [{code: \"1\", title: P, chain: [{%s}]}]"
RULES = "rules: r\ninputs: {a: {type: number}}\noutputs: {b: {type: number}}\nhit: first\ntable: []\n"
SCENARIO = "scenario: s\nworkflow: w\nclock: 2026-01-01 09:00\nopen: {key: k}\nwhen:\n  - {%s}\n"


def action(body):
    return STATE % f"entry: [{body}]"


PLACES = {
    "workflow": {
        "/": WORKFLOW + "?: 1\n",
        "/properties/recurs": WORKFLOW + "recurs: {?: 1}\n",
        "/properties/checks/items": WORKFLOW + "checks: [{?: 1}]\n",
        "/properties/documents/additionalProperties": WORKFLOW + "documents: {d: {?: 1}}\n",
        "/definitions/text/oneOf/1": WORKFLOW + "title: {?: 1}\n",
        "/definitions/receiver": WORKFLOW + "owner: {?: 1}\n",
        "/definitions/variable": WORKFLOW + "inputs: {i: {type: string, ?: 1}}\n",
        "/definitions/datum": WORKFLOW + "data: {i: {type: string, ?: 1}}\n",
        "/definitions/transition": STATE % "on: {go: {to: b, ?: 1}}",
        "/definitions/decide": BRANCHES % "decide: [{when: 'true', to: b, ?: 1}]",
        "/definitions/action/oneOf": action("{?: 1}"),
        "/definitions/action/oneOf/2/properties/notify": action("{notify: {?: 1}}"),
        "/definitions/action/oneOf/5/properties/open": action("{open: {?: 1}}"),
        "/definitions/action/oneOf/6/properties/tell": action("{tell: {?: 1}}"),
        "/definitions/deadline": STATE % "deadlines: {d: {?: 1}}",
        "/definitions/for_each": STATE % "for_each: {?: 1}",
        "/definitions/state": STATE % "?: 1",
        # A document of a branch has no `changed_after_approval`; the program knows the key and says where it belongs.
        "/definitions/state/properties/documents/additionalProperties": BRANCHES % "documents: {d: {?: 1}}",
    },
    "organisation": {
        "/": ORGANISATION % "?: 1",
        "/properties/valid": ORGANISATION % "valid: {?: 1}",
        "/properties/secretariat": ORGANISATION % "secretariat: {?: 1}",
        "/properties/bodies/additionalProperties": ORGANISATION % "bodies: {b: {?: 1}}",
        "/properties/bodies/additionalProperties/properties/agenda": BODY % "agenda: {?: 1}",
        "/properties/bodies/additionalProperties/properties/meetings": BODY % "meetings: {?: 1}",
        "/definitions/text/oneOf/1": "organisation: o\ntitle: {?: 1}\n",
        "/definitions/office": ORGANISATION % "authority: [{title: A, ?: 1}]",
        "/definitions/chain_body": CHAIN % "?: 1",
        "/definitions/chain_body/properties/agenda": CHAIN % "id: c, title: C, agenda: {?: 1}",
        "/definitions/chain_body/properties/meetings": CHAIN % "id: c, title: C, meetings: {?: 1}",
        "/definitions/party": PARTY % "?: 1",
    },
    "calendar": {
        "/": "calendar: c\n?: 1\n",
        "/definitions/text/oneOf/1": "calendar: c\ntitle: {?: 1}\n",
        "/definitions/day": "calendar: c\nholidays: [{?: 1}]\n",
    },
    "rules": {
        "/": RULES + "?: 1\n",
        "/definitions/text/oneOf/1": RULES + "title: {?: 1}\n",
        "/definitions/column": RULES.replace("{type: number}}\nhit", "{type: number, ?: 1}}\nhit"),
    },
    "scenario": {
        "/": (SCENARIO % "at: 2026-01-01") + "?: 1\n",
        "/properties/open": (SCENARIO % "at: 2026-01-01").replace("key: k", "key: k, ?: 1"),
        "/definitions/step": SCENARIO % "?: 1",
        "/definitions/step/properties/record": SCENARIO % "record: {?: 1}",
        "/definitions/step/properties/attach": SCENARIO % "attach: {?: 1}",
        "/definitions/step/properties/correct": SCENARIO % "correct: {?: 1}",
        "/definitions/step/properties/suspend": SCENARIO % "suspend: {?: 1}",
        "/definitions/step/properties/resume": SCENARIO % "resume: {?: 1}",
        "/definitions/step/properties/withdraw": SCENARIO % "withdraw: {?: 1}",
        "/definitions/step/properties/renew": SCENARIO % "renew: {?: 1}",
        "/definitions/step/properties/open": SCENARIO % "open: {?: 1}",
        "/definitions/step/properties/move": SCENARIO % "move: {?: 1}",
        "/definitions/step/properties/as/oneOf/1": SCENARIO % "as: {?: 1}",
        "/definitions/step/properties/then": SCENARIO % "then: {?: 1}",
        "/definitions/step/properties/then/properties/sent/oneOf/1/items": SCENARIO % "then: {sent: [{?: 1}]}",
        "/definitions/step/properties/then/properties/not_sent/items": SCENARIO % "then: {not_sent: [{?: 1}]}",
    },
}
WORDS = {
    "workflow": {
        "/properties/documents/additionalProperties/properties/changed_after_approval":
            WORKFLOW + "documents: {d: {changed_after_approval: ?}}\n",
        "/definitions/transition/properties/rest": STATE % "on: {go: {to: b, rest: ?}}",
        "/definitions/decide/properties/rest": BRANCHES % "decide: [{when: 'true', to: b, rest: ?}]",
        "/definitions/deadline/properties/roll": STATE % "deadlines: {d: {due: today, roll: ?}}",
        "/definitions/for_each/properties/order":
            STATE % "for_each: {in: organisation.parties, as: x, key: x.code, order: ?}",
        "/definitions/state/properties/type": STATE % "type: ?",
        "/definitions/state/properties/depth": STATE % "type: history\n    depth: ?",
    },
    "organisation": {"/definitions/party/properties/kind": PARTY % "kind: ?"},
    "calendar": {"/properties/weekend/items": "calendar: c\nweekend: [?]\n"},
    "rules": {"/properties/hit": RULES.replace("hit: first", "hit: ?")},
}
# Known to the program for the sake of its advice, and refused there.
REFUSED_THERE = {
    "/definitions/decide": {"four_eyes"},
    "/definitions/datum": {"optional"},
    "/definitions/state/properties/documents/additionalProperties": {"changed_after_approval"},
}
# Free names beside the key, which the program does not list; and what no single file can be asked for.
NOT_ASKED = {"/properties/events/additionalProperties"}


def mappings_and_words(schema):
    """{pointer: keys} and {pointer: words} of a schema; the actions, one key each, are one mapping."""
    keys, words = {}, {}

    def walk(node, pointer):
        if isinstance(node, list):
            for number, inner in enumerate(node):
                walk(inner, f"{pointer}/{number}")
        elif isinstance(node, dict):
            condition = "/allOf/" in pointer
            if isinstance(node.get("properties"), dict) and not condition:
                where = pointer or "/"
                if pointer.rpartition("/")[0] == "/definitions/action/oneOf":
                    where = "/definitions/action/oneOf"
                keys.setdefault(where, set()).update(node["properties"])
            if isinstance(node.get("enum"), list) and not condition:
                words[pointer] = set(node["enum"])
            for key, inner in node.items():
                walk(inner, f"{pointer}/{key}")

    walk(schema, "")
    return keys, words


def possible(program, kind, template):
    """What the program says is possible where `?` stands; none where it says nothing there."""
    line = template[:template.index("?")].count("\n") + 1
    with tempfile.TemporaryDirectory(prefix="aftale-schema-") as folder:
        path = pathlib.Path(folder) / f"probe.{kind}.yaml"
        path.write_text(template.replace("?", "qqqqqq"), encoding="utf-8")
        done = subprocess.run([program, "check", path, "--json", "--lang", "en"], cwd=folder, capture_output=True,
                              text=True, check=False, env={"HOME": folder, "PATH": "/usr/bin:/bin"})
    if done.returncode not in (0, 1):
        sys.exit(f"{program}: exit {done.returncode}: {done.stderr}")
    said = [one for one in json.loads(done.stdout)["findings"] if one.get("line") == line and "possible" in one]
    said.sort(key=lambda one: "qqqqqq" not in one["message"])
    return set(said[0]["possible"]) if said else None


def main():
    root, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    wrong, count = [], 0
    for kind in KINDS:
        schema = json.loads((root / "workflows/schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
        keys, words = mappings_and_words(schema)
        for found, asked in ((keys, PLACES[kind]), (words, WORDS.get(kind, {}))):
            for pointer in found.keys() - asked.keys() - NOT_ASKED:
                wrong.append(f"{kind}{pointer}: nobody asks the program about it; add it to this test")
            for pointer, template in asked.items():
                count += 1
                mine = {word.replace("_", " ") if pointer == "/properties/hit" else word for word in found[pointer]}
                said = possible(program, kind, template)
                if said is None:
                    wrong.append(f"{kind}{pointer}: the program does not say what is possible")
                    continue
                said -= REFUSED_THERE.get(pointer, set())
                for word in said - mine:
                    wrong.append(f"{kind}{pointer}: the program knows {word}, the schema does not")
                for word in mine - said:
                    wrong.append(f"{kind}{pointer}: the schema knows {word}, the program does not")
    print("\n".join(wrong))
    print(f"{count} places of the language, {len(wrong)} differences")
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
