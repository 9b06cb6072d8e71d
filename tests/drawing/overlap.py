#!/usr/bin/python3
"""Lays out pictures with Graphviz and looks whether they can be read: no edge through a box, no label on a box or on
another label, and no text under 7.5 pt when the picture is printed on A4.

usage: overlap.py --program BIN --root CHECKOUT [--part WORKFLOW:PART]... [WORKFLOW...]

Without names every workflow that ships is looked at, in Danish and English, with some parts, and the case in golden/
(which pictures.py compares). Exit 77 where there is no `dot`.
"""
import argparse
import glob
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drawn import LANGUAGES, draw, has_dot, workflows  # noqa: E402

PAPER = (190 / 25.4 * 72, 277 / 25.4 * 72)  # A4 within margins of 10 mm, in points
SMALLEST = 7.5
PARTS = ('nordjysk-socialaftale@1:approval', 'nordjysk-socialaftale:consultation', 'emergency-track:decisions',
         'bilateral-agreement:in_force', 'central-announcement:treatment', 'special-terms:choice')


def layout(text):
    return json.loads(subprocess.run(['dot', '-Tjson'], input=text, capture_output=True, check=True,
                                     encoding='utf-8').stdout)


def boxes(graph):
    """number of the node -> its rectangle"""
    found = {}
    for thing in graph.get('objects', []):
        if 'pos' in thing:
            x, y = (float(part) for part in thing['pos'].split(','))
            w, h = float(thing['width']) * 36, float(thing['height']) * 36
            found[thing['_gvid']] = (x - w, y - h, x + w, y + h)
    return found


def names(graph):
    return {thing['_gvid']: thing['name'] for thing in graph.get('objects', [])}


def curve(edge):
    """Points along an edge, close enough to meet whatever lies in the way."""
    for operation in edge.get('_draw_', []):
        if operation['op'].lower() != 'b':
            continue
        points = operation['points']
        for at in range(0, len(points) - 3, 3):
            p = points[at:at + 4]
            for step in range(41):
                t = step / 40
                c = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
                yield tuple(sum(c[n] * p[n][axis] for n in range(4)) for axis in (0, 1))


def texts(thing):
    """(rectangle, text, size) of each line that is written at it."""
    size = 0.0
    for operation in thing.get('_ldraw_', []):
        if operation['op'] == 'F':
            size = operation['size']
        if operation['op'] == 'T':
            x, y = operation['pt']
            left = x - {'l': 0, 'c': 0.5, 'r': 1}[operation['align']] * operation['width']
            yield (left, y - 0.2 * size, left + operation['width'], y + 0.7 * size), operation['text'], size


def inside(point, box, by):
    return box[0] + by < point[0] < box[2] - by and box[1] + by < point[1] < box[3] - by


def meet(one, other, by):
    return one[0] + by < other[2] and other[0] + by < one[2] and one[1] + by < other[3] and other[1] + by < one[3]


def scale(graph):
    left, low, right, high = (float(part) for part in graph['bb'].split(','))
    width, height = right - left, high - low
    return min(1.0, max(min(PAPER[0] / width, PAPER[1] / height), min(PAPER[1] / width, PAPER[0] / height)))


def mistakes(graph):
    nodes, called, edges = boxes(graph), names(graph), graph.get('edges', [])
    labels = [(edge, *line) for edge in edges for line in texts(edge)]
    for edge in edges:
        for node, box in nodes.items():
            if node not in (edge['tail'], edge['head']) and any(inside(point, box, 1) for point in curve(edge)):
                yield f'the edge {called[edge["tail"]]} -> {called[edge["head"]]} runs through {called[node]}'
    for at, (edge, line, text, _) in enumerate(labels):
        for node, box in nodes.items():
            if meet(line, box, 0.5):
                yield f'the label "{text.strip()}" lies on {called[node]}'
        for other, beside, more, _ in labels[at + 1:]:
            if other is not edge and meet(line, beside, 1):
                yield f'the label "{text.strip()}" lies on the label "{more.strip()}"'
    sizes = [size for thing in graph.get('objects', []) + edges for _, _, size in texts(thing)]
    printed = min(sizes) * scale(graph)
    if printed < SMALLEST:
        yield f'on A4 its smallest text is {printed:.2f} pt'


def self_test():
    """The checks find what is wrong on purpose."""
    bad = layout('digraph { node [shape=box, width=2]; graph [splines=line]; a -> b -> c; a -> c; '
                 'edge [constraint=false]; a -> c [label="on it"] }')
    found = list(mistakes(bad))
    assert any('runs through b' in one for one in found), found
    small = layout('digraph { rankdir=LR; ' + '; '.join(f'n{n} -> n{n + 1} [label=x, fontsize=9]'
                                                        for n in range(30)) + ' }')
    assert any('smallest text' in one for one in mistakes(small)), list(mistakes(small))
    moved = layout('digraph { node [shape=box]; a -> b [label="beside"] }')
    for operation in moved['edges'][0]['_ldraw_']:
        if operation['op'] == 'T':
            operation['pt'] = [float(part) for part in moved['objects'][0]['pos'].split(',')]
    assert any('lies on a' in one for one in mistakes(moved)), list(mistakes(moved))


def look(name, dot):
    graph = layout(dot)
    found = list(mistakes(graph))
    print(f'{name}: scale {scale(graph):.2f}' + ''.join(f'\n  {one}' for one in found))
    return len(found)


def drawings(args):
    """(name, words of the command) of each picture."""
    for name in args.workflows:
        yield name, [name]
    for part in args.part:
        workflow, step = part.split(':', 1)
        yield part, [workflow, '--part', step]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    parser.add_argument('--part', action='append', default=[])
    parser.add_argument('workflows', nargs='*')
    args = parser.parse_args()
    if not has_dot():
        return 77
    self_test()
    files, wrong = [], 0
    if not args.workflows and not args.part:
        args.workflows = list(workflows(args.root).values())
        args.part = list(PARTS)
        files = sorted(glob.glob(os.path.join(args.root, 'tests', 'drawing', 'golden', 'case-*.dot')))
        assert len(files) == 4, files
    for name, words in drawings(args):
        for language in LANGUAGES:
            wrong += look(f'{name} ({language})', draw(args.program, args.root, *words, '--lang', language))
    for file in files:
        with open(file, encoding='utf-8') as dot:
            wrong += look(os.path.basename(file), dot.read())
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
