#!/usr/bin/python3
"""Compares the pictures of the shipped workflows with what is drawn now; --update draws them anew.

usage: pictures.py --program BIN --root CHECKOUT [--update]

The DOT of each, Danish and English, and that of a case on its way, is compared byte for byte with
tests/drawing/golden/. Of the SVG in docs/pictures/
the texts are compared, in their order, and not where they are: that is Graphviz' business, and differs between its
versions. Without `dot` the SVGs are skipped with a line.
"""
import argparse
import difflib
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drawn import LANGUAGES, draw, has_dot, printed, workflows  # noqa: E402

# One scenario of two: some is tried, some is not.
COVERED = 'workflows/special-terms/b-other-ways.scenario.yaml'
SVG = '{http://www.w3.org/2000/svg}'


def texts(svg):
    """All that is written in a picture, sorted, since the order of the drawing is Graphviz' too."""
    return sorted(''.join(node.itertext()) for node in ET.fromstring(svg).iter(SVG + 'text'))


def read(path):
    if not os.path.exists(path):
        return ''
    with open(path, encoding='utf-8') as file:
        return file.read()


def compare_dot(args, name, language, words):
    path = os.path.join(args.root, 'tests', 'drawing', 'golden', f'{name}.{language}.dot')
    now = draw(args.program, args.root, *words, '--lang', language)
    before = read(path)
    if now == before:
        return 0
    return differs(args, path, now, difflib.unified_diff(before.splitlines(True), now.splitlines(True), path, 'now'))


def differs(args, path, now, telling):
    """Writes what is drawn now where that is asked for, else tells of it."""
    if args.update:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(now)
        print('wrote', path)
        return 0
    sys.stdout.writelines(telling)
    return 1


def compare_case(args, folder):
    """The round of 2023-24 on the day when seven of twelve had approved, whole and the way of its parties."""
    database = os.path.join(folder, 'case.db')
    scenario = 'workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml'
    subprocess.run([args.program, 'test', '--keep', database, scenario], cwd=args.root, capture_output=True, check=True)
    day = ['--at', '2022-11-24', '--db', database]
    wrong = 0
    for language in LANGUAGES:
        wrong += compare_dot(args, 'case-nordjylland-2023-24', language, ['nordjylland-2023-24', *day])
        wrong += compare_dot(args, 'case-approval', language, ['nordjylland-2023-24', '--part', 'approval', *day])
    if has_dot():
        wrong += compare_svg(args, 'case-nordjylland-2023-24', ['draw', 'nordjylland-2023-24', *day], folder)
    return wrong


def compare_svg(args, name, words, folder):
    path = os.path.join(args.root, 'docs', 'pictures', f'{name}.svg')
    drawn = os.path.join(folder, f'{name}.svg')
    printed(args.program, args.root, *words, '--lang', 'da', '-o', drawn)
    now, before = read(drawn), read(path)
    if before and texts(now) == texts(before):
        return 0
    return differs(args, path, now, [f'{path} shows something else than is drawn now\n'])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    parser.add_argument('--update', action='store_true')
    args = parser.parse_args()
    args.program, args.root = os.path.abspath(args.program), os.path.abspath(args.root)
    names = workflows(args.root).items()
    wrong = sum(compare_dot(args, name, language, [workflow]) for name, workflow in names for language in LANGUAGES)
    with tempfile.TemporaryDirectory() as folder:
        wrong += compare_case(args, folder)
        if has_dot():
            wrong += sum(compare_svg(args, name, ['draw', workflow], folder) for name, workflow in names)
            wrong += compare_svg(args, 'coverage-special-terms', ['test', COVERED], folder)
    if wrong:
        print('read the difference, and if it is meant: tests/drawing/pictures.py --program BIN --root . --update')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
