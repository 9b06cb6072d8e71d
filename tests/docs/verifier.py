#!/usr/bin/python3
"""The page of the file format, against a database made now and those of earlier programs.

usage: verifier.py --program BIN --root CHECKOUT

- `docs/verify.py` stands in the page as it is, and the page names every table of the file.
- It verifies the journal without the program, to the same newest entry that the program has written into FILE.head.
- A byte that is changed anywhere in an entry is found, and so is an entry that is not the one kept elsewhere.
"""
import argparse
import glob
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SCENARIO = 'workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml'
PAGE, VERIFIER = 'docs/file-format.md', 'docs/verify.py'


def verify(options, *words):
    return subprocess.run([sys.executable, '-B', os.path.join(options.root, VERIFIER), *words], capture_output=True,
                          text=True)


def newest_of(head):
    """The newer of the two slots of FILE.head."""
    slots = re.findall(rb'aftale-head 1 (\d+) ([0-9a-f]{64}) ', head)
    number, digest = max((int(number), digest.decode()) for number, digest in slots)
    return f'{number}:{digest}'


def make(options, folder):
    path = os.path.join(folder, 'made.db')
    subprocess.run([options.program, 'test', '--keep', path, SCENARIO], cwd=options.root, check=True,
                   stdout=subprocess.DEVNULL,
                   env={'PATH': '/usr/bin:/bin', 'HOME': folder, 'LC_ALL': 'C.UTF-8',
                        **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}})
    if os.path.exists(path + '-wal') and os.path.getsize(path + '-wal') > 0:
        sys.exit('the program left a WAL behind, so that the file is not all there is')
    return path


def page_is_true(options, path):
    with open(os.path.join(options.root, PAGE), encoding='utf-8') as file:
        page = file.read()
    with open(os.path.join(options.root, VERIFIER), encoding='utf-8') as file:
        program = file.read()
    if f'```python\n{program}```' not in page:
        yield f'{PAGE} does not show {VERIFIER} as it is'
    store = sqlite3.connect(path)
    tables = {name for name, in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    layout = store.execute('PRAGMA user_version').fetchone()[0]
    store.close()
    drawn = set(re.findall(r'^\| `(\w+)` \|', page.partition('## Tables')[2].partition('\n## ')[0], re.M))
    if tables != drawn:
        yield f'{PAGE} has the tables {sorted(drawn)}, the file has {sorted(tables)}'
    if f'layout {layout}' not in page:
        yield f'{PAGE} does not tell of layout {layout}'


def verifies(options, path):
    done = verify(options, path)
    if done.returncode != 0:
        yield f'{os.path.basename(path)}: {done.stderr}'
        return
    newest = done.stdout.split()[-1]
    if os.path.exists(path + '.head'):
        with open(path + '.head', 'rb') as file:
            head = newest_of(file.read())
        if head != newest:
            yield f'{os.path.basename(path)}: the verifier comes to {newest}, the program wrote {head}'
    if verify(options, path, newest).returncode != 0:
        yield f'{os.path.basename(path)}: does not hold its own newest entry'
    other = newest[:-1] + ('0' if newest[-1] != '0' else '1')
    if verify(options, path, other).returncode == 0:
        yield f'{os.path.basename(path)}: holds {other}'


def changes(path):
    """(what is changed, the file with one bit of it changed) for columns of entries over the whole journal."""
    store = sqlite3.connect(path)
    store.text_factory = bytes
    with open(path, 'rb') as file:
        content = file.read()
    entries = [(f'{column} of entry {seq}', value) for column in ('input', 'outcome', 'request') for seq, value in
               store.execute(f'SELECT seq, {column} FROM journal WHERE length({column}) > 15 AND seq % 7 = 0')]
    actors = [(f'proof of actor {number}', value) for number, value in store.execute('SELECT id, proof FROM actor')]
    for what, value in entries + actors:
        if value in content:
            other = value[:-2] + bytes([value[-2] ^ 1]) + value[-1:]
            yield what, content.replace(value, other)
    store.close()


def finds_changes(options, path, folder):
    tried = 0
    for what, content in changes(path):
        copy = os.path.join(folder, 'changed.db')
        with open(copy, 'wb') as file:
            file.write(content)
        tried += 1
        if verify(options, copy).returncode == 0:
            yield f'a changed byte in the {what} is not found'
    if tried < 10:
        yield f'only {tried} bytes were changed'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='aftale-verifier-') as folder:
        made = make(options, folder)
        wrong = [*page_is_true(options, made), *verifies(options, made), *finds_changes(options, made, folder)]
        for release in sorted(glob.glob(os.path.join(options.root, 'tests/releases/*.db'))):
            copy = os.path.join(folder, os.path.basename(release))
            shutil.copy(release, copy)
            wrong += verifies(options, copy)
    if wrong:
        sys.exit('\n'.join(wrong))


main()
