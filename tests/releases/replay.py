#!/usr/bin/python3
"""Opens a copy of every earlier database with today's program: upgraded, audited, gone on with, audited again.

usage: replay.py --program BIN --root CHECKOUT [--write NAME | --golden]

A file NAME.db with a folder NAME beside it goes on by the folder's goes-on.txt. What its cases come to then (entries,
branches, keys of messages) is compared with golden.txt, which the program that wrote the file has written. So is
NAME.VARIANT.db, with golden.VARIANT.txt.
  --write NAME  makes NAME.db (or NAME.VARIANT.db) by the folder's story.txt: with the program of that time
  --golden      writes each golden.txt anew: with the program of that time
"""
import argparse
import difflib
import glob
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


MOVED = 15  # kind of an entry


def run(options, folder, database, now, *words):
    environment = {'PATH': '/usr/bin:/bin', 'HOME': os.path.dirname(database), 'AFTALE_LANG': 'en',
                   'AFTALE_NOW': now, 'AFTALE_DB': database,
                   'AFTALE_PATH': f'{options.root}/workflows:{options.root}/rules' + (f':{folder}' if folder else ''),
                   **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}
    done = subprocess.run([options.program, *words], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f'{os.path.basename(database)}: aftale {" ".join(words)} exits {done.returncode}\n{done.stderr}')
    return done.stdout


def play(options, folder, database, file):
    """The time and the words of one command a line. Its last time is given back."""
    now = ''
    for line in open(os.path.join(folder, file), encoding='utf-8'):
        if line.startswith('#') or not line.strip():
            continue
        now, words = (part.strip() for part in line.split('|'))
        head, reason, tail = words.partition(' --reason ')
        run(options, folder, database, now, *head.split(), *(['--reason', tail] if reason else []))
    return now


def what_they_came_to(database, known):
    """One line for each entry, branch and message of the cases that were there from the beginning."""
    store = sqlite3.connect(database)
    keys = dict(store.execute('SELECT id, key FROM cases WHERE id <= ?', (known,)))
    lines = []
    for case_id, number, kind, at, effective, given, outcome in store.execute(
            'SELECT case_id, revision, kind, at, effective, input, outcome FROM journal WHERE case_id <= ? '
            'AND case_id > 0 ORDER BY case_id, revision', (known,)):
        # A move names the bundle that today's program makes of the files, which keeps more than earlier ones did.
        content = '-' if kind == MOVED else hashlib.sha256(f'{given}\n{outcome}'.encode()).hexdigest()[:16]
        lines.append(f'{keys[case_id]} entry {number} {kind} {at} {effective} {content}')
    for case_id, number, key, status, state in store.execute(
            'SELECT case_id, no, path, status, state FROM branch JOIN place ON place.id = place WHERE case_id <= ? '
            'ORDER BY case_id, no', (known,)):
        lines.append(f'{keys[case_id]} branch {number} {key} {status} {hashlib.sha256(state).hexdigest()[:16]}')
    for case_id, key, template, receiver, created in store.execute(
            'SELECT case_id, key, template, receiver, created_at FROM outbox JOIN notice ON notice.id = notice '
            'WHERE case_id <= ? ORDER BY case_id, key', (known,)):
        lines.append(f'{keys[case_id]} message {key} {template} {receiver} {created}')
    store.close()
    return [line + '\n' for line in lines]


def write(options, name):
    folder, database = os.path.join(HERE, name.partition('.')[0]), os.path.join(HERE, name + '.db')
    with tempfile.TemporaryDirectory(prefix='aftale-releases-') as place:
        fresh = os.path.join(place, 'aftale.db')
        play(options, folder, fresh, 'story.txt')
        # A copy of the program's own: pages that another program writes have no sums.
        run(options, folder, fresh, '2026-02-20 09:00', 'backup', database)


def audit(options, folder, database, now):
    told = json.loads(run(options, folder, database, now, 'audit', '--json'))
    if not told['well']:
        sys.exit(f'{database}: {told}')
    return told['entries']


def go_on(options, path):
    name, _, variant = os.path.basename(path).removesuffix('.db').partition('.')
    folder = os.path.join(os.path.dirname(path), name)
    folder = folder if os.path.isdir(folder) else None
    with tempfile.TemporaryDirectory(prefix='aftale-releases-') as place:
        database = os.path.join(place, os.path.basename(path))
        shutil.copyfile(path, database)
        os.chmod(database, 0o600)
        if not folder:
            now = '2022-04-04 09:00'
            before = audit(options, folder, database, now)
            run(options, folder, database, now, 'do', 'n', 'discussed', '--effective', '2022-03-30')
        else:
            store = sqlite3.connect(database)
            known = store.execute('SELECT max(id) FROM cases').fetchone()[0]
            store.close()
            before = audit(options, folder, database, '2026-02-20 09:00')
            now = play(options, folder, database, 'goes-on.txt')
            golden = f'golden.{variant}.txt' if variant else 'golden.txt'
            compare(options, os.path.join(folder, golden), what_they_came_to(database, known))
        after = audit(options, folder, database, now)
        if after <= before:
            sys.exit(f'{path}: {before} entries then {after}')
        print(f'{os.path.basename(path)}: {before} entries, {after} after going on')


def compare(options, golden, lines):
    if options.golden:
        with open(golden, 'w', encoding='utf-8') as out:
            out.writelines(lines)
        return
    expected = open(golden, encoding='utf-8').readlines()
    if lines != expected:
        sys.exit('An older case went on otherwise than by the program that began it:\n' +
                 ''.join(difflib.unified_diff(expected, lines, golden, 'today')))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    parser.add_argument('--write', metavar='NAME')
    parser.add_argument('--golden', action='store_true')
    options = parser.parse_args()
    if options.write:
        return write(options, options.write)
    files = sorted(glob.glob(os.path.join(options.root, 'tests', 'releases', '*.db')))
    if not files:
        sys.exit('There is no database of an earlier program')
    for path in files:
        go_on(options, path)


main()
