#!/usr/bin/python3
"""Opens a copy of every earlier database with today's program: upgraded, audited, gone on with, audited again.

usage: replay.py --program BIN --root CHECKOUT
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile


def run(options, database, *words):
    environment = {'PATH': '/usr/bin:/bin', 'HOME': os.path.dirname(database), 'AFTALE_LANG': 'en',
                   'AFTALE_NOW': '2022-04-04 09:00', 'AFTALE_DB': database,
                   'AFTALE_PATH': f'{options.root}/workflows:{options.root}/rules',
                   **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}
    done = subprocess.run([options.program, *words], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f'{os.path.basename(database)}: aftale {" ".join(words)} exits {done.returncode}\n{done.stderr}')
    return done.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    files = sorted(glob.glob(os.path.join(options.root, 'tests', 'releases', '*.db')))
    if not files:
        sys.exit('There is no database of an earlier program')
    for path in files:
        with tempfile.TemporaryDirectory(prefix='aftale-releases-') as folder:
            database = os.path.join(folder, os.path.basename(path))
            shutil.copyfile(path, database)
            os.chmod(database, 0o600)
            before = json.loads(run(options, database, 'audit', '--json'))
            run(options, database, 'do', 'n', 'discussed', '--effective', '2022-03-30')
            after = json.loads(run(options, database, 'audit', '--json'))
            if not before['well'] or not after['well'] or after['entries'] <= before['entries']:
                sys.exit(f'{path}: {before} then {after}')
            print(f'{os.path.basename(path)}: {before["entries"]} entries, {after["entries"]} after going on')


main()
