#!/usr/bin/python3
"""Draws the shipped workflows, and one with titles as bad as they come, in every form and looks whether other programs
can read them.

usage: forms.py --program BIN --root CHECKOUT

SVG: well-formed, with language, title and description. BPMN: every flow has its ends, every node and flow its place, a
way begins and ends at its nodes. Mermaid: what is named is declared, frames are closed. Where node modules are given in
AFTALE_NODE_MODULES, `bpmn-moddle`, `bpmnlint` and `mermaid` read them too; else a line says that this was skipped.
Without `dot` (exit 77) nothing is looked at.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drawn import LANGUAGES, draw, has_dot, workflows  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
BPMN = '{http://www.omg.org/spec/BPMN/20100524/MODEL}'
BPMNDI = '{http://www.omg.org/spec/BPMN/20100524/DI}'
DC = '{http://www.omg.org/spec/DD/20100524/DC}'
DI = '{http://www.omg.org/spec/DD/20100524/DI}'
SVG = '{http://www.w3.org/2000/svg}'
PARTS = (('nordjysk-socialaftale@1', 'consultation'), ('emergency-track', 'decisions'),
         ('bilateral-agreement', 'in_force'), ('central-announcement', 'treatment'), ('special-terms', 'choice'))


def check_svg(text, language):
    root = ET.fromstring(text)
    assert root.tag == SVG + 'svg', root.tag
    assert root.get('{http://www.w3.org/XML/1998/namespace}lang') == language
    assert root.find(SVG + 'title').text and root.find(SVG + 'desc').text
    for side, most in (('width', 277), ('height', 277)):
        assert root.get(side).endswith('mm') and 0 < float(root.get(side)[:-2]) <= most, root.get(side)
    assert min(float(root.get('width')[:-2]), float(root.get('height')[:-2])) <= 190
    assert not list(root.iter(SVG + 'script'))


def near(point, box, by=3):
    return (box['x'] - by <= point[0] <= box['x'] + box['width'] + by and
            box['y'] - by <= point[1] <= box['y'] + box['height'] + by)


def check_bpmn(text):
    root = ET.fromstring(text)
    process = root.find(BPMN + 'process')
    flows = {node.get('id'): node for node in process.findall(BPMN + 'sequenceFlow')}
    nodes = {node.get('id'): node for node in process if node.get('id') not in flows}
    assert len(flows) + len(nodes) == len(list(process)), 'an id is used twice'
    bounds = {}
    for shape in root.iter(BPMNDI + 'BPMNShape'):
        place = shape.find(DC + 'Bounds')
        bounds[shape.get('bpmnElement')] = {side: float(place.get(side)) for side in ('x', 'y', 'width', 'height')}
    ways = {way.get('bpmnElement'): [(float(at.get('x')), float(at.get('y'))) for at in way.iter(DI + 'waypoint')]
            for way in root.iter(BPMNDI + 'BPMNEdge')}
    assert set(bounds) == set(nodes), set(bounds) ^ set(nodes)
    assert set(ways) == set(flows), set(ways) ^ set(flows)
    for box in bounds.values():
        assert box['width'] > 0 and box['height'] > 0
    for name, flow in flows.items():
        source, target = flow.get('sourceRef'), flow.get('targetRef')
        assert source in nodes and target in nodes, name
        assert name in [one.text for one in nodes[source].findall(BPMN + 'outgoing')], name
        assert name in [one.text for one in nodes[target].findall(BPMN + 'incoming')], name
        assert len(ways[name]) >= 2
        assert near(ways[name][0], bounds[source]), (name, ways[name][0], bounds[source])
        assert near(ways[name][-1], bounds[target]), (name, ways[name][-1], bounds[target])
    kinds = [node.tag.removeprefix(BPMN) for node in nodes.values()]
    assert kinds.count('startEvent') == 1
    for name, node in nodes.items():
        kind = node.tag.removeprefix(BPMN)
        coming, leaving = len(node.findall(BPMN + 'incoming')), len(node.findall(BPMN + 'outgoing'))
        assert (leaving == 0) == (kind == 'endEvent'), (name, kind)
        if not kind.endswith('Gateway'):
            assert leaving <= 1 and coming <= 1, (name, kind, 'ways part or meet without a gateway')
        if kind == 'boundaryEvent':
            assert node.get('attachedToRef') in nodes
            assert near((bounds[name]['x'] + 18, bounds[name]['y'] + 18), bounds[node.get('attachedToRef')])
        elif kind != 'startEvent':
            assert coming >= 1, (name, kind)
    return kinds


def check_mermaid(text):
    lines = text.splitlines()
    assert lines[0] == 'stateDiagram-v2', lines[0]
    declared = set(re.findall(r'^\s*state "[^"\n]*" as (\w+)$', text, re.M))
    depth = 0
    for line in lines[1:]:
        body = line.strip()
        known = re.match(r'(%% |direction TB$|--$|}$|classDef \w+ |class [\w,]+ \w+$|state "[^"]*" as \w+$|'
                         r'state \w+ {$)', body)
        way = re.match(r'(\[\*\]|\w+) --> (\[\*\]|\w+)(: [^:;"{}]*((#\d+;)[^:;"{}]*)*)?$', body)
        assert known or way, body
        depth += body.endswith('{') - (body == '}')
        assert depth >= 0
        for end in way.groups()[:2] if way else ():
            assert end == '[*]' or end in declared, body
    assert depth == 0


BAD = '''workflow: bad
version: 1
title: {{da: '{title}', en: '{title}'}}
calendar: denmark
organisation: nordjylland
events:
  go: {{title: {{da: '{title}', en: '{title}'}}}}
initial: a
states:
  a:
    title: {{da: '{title}', en: '{title}'}}
    owner: secretariat
    on: {{go: {{to: b}}, back: {{to: c}}}}
  c: {{title: C, owner: secretariat, on: {{go: {{to: a}}}}}}
  b: {{type: final, title: {{da: '{title}', en: '{title}'}}}}
'''
TITLES = ('<script>alert(1)</script> & "quoted" \\n \\l back\\\\slash', '<b>', '&lt;already&gt; &#65;',
          ']]> --> */ %% ;:#',
          'x' * 190, 'שלום עולם مرحبا', 'a: b; c | d {e} `f`', '日本語の題名です', '%(name)s ${HOME} $(id)', 'q \" q')


def written(folder, number, title):
    with open(os.path.join(folder, 'bad.workflow.yaml'), 'w', encoding='utf-8') as file:
        file.write(BAD.format(title=title.replace("'", "''")))
    return title


def look(args, folder, words, language, path=()):
    """-> the files of all forms"""
    files = {}
    for form in ('svg', 'bpmn', 'mmd', 'dot'):
        name = os.path.join(folder, '-'.join(words).replace('/', '_') + f'.{language}.{form}')
        draw(args.program, args.root, *words, '--lang', language, '-o', name, path=path)
        with open(name, encoding='utf-8') as file:
            files[form] = file.read()
    check_svg(files['svg'], language)
    check_bpmn(files['bpmn'])
    check_mermaid(files['mmd'])
    return files


def by_others(folder):
    modules = os.environ.get('AFTALE_NODE_MODULES', '')
    if not modules:
        print('skipped: bpmn-moddle, bpmnlint and mermaid (AFTALE_NODE_MODULES names no node modules)')
        return 0
    return subprocess.run(['node', os.path.join(HERE, 'forms.mjs'), modules, folder]).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    args = parser.parse_args()
    args.program, args.root = os.path.abspath(args.program), os.path.abspath(args.root)
    if not has_dot():
        return 77
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        for name in workflows(args.root).values():
            draw(args.program, args.root, name, '-o', os.path.join(folder, 'timed.svg'))
        print(f'all shipped workflows as SVG: {time.monotonic() - begun:.2f} s')
        for language in LANGUAGES:
            for name in workflows(args.root).values():
                look(args, folder, [name], language)
            for name, part in PARTS:
                look(args, folder, [name, '--part', part], language)
                look(args, folder, [name, '--detail', 'all'], language)
        for number, title in enumerate(TITLES):
            with tempfile.TemporaryDirectory() as own:
                written(own, number, title)
                files = look(args, own, ['bad'], 'da', path=[own])
            shown = ''.join(''.join(node.itertext()) for node in ET.fromstring(files['svg']).iter(SVG + 'text'))
            wanted = re.sub(r'\s', '', title)
            assert wanted in re.sub(r'\s|\u00a0', '', shown), (title, shown)
        return by_others(folder)


if __name__ == '__main__':
    sys.exit(main())
