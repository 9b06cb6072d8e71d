#!/usr/bin/python3
"""The package and its manual pages have the version of the program.

usage: version.py --program BIN --root CHECKOUT
"""
import argparse
import glob
import os
import re
import subprocess
import sys

parser = argparse.ArgumentParser()
parser.add_argument('--program', required=True)
parser.add_argument('--root', required=True)
options = parser.parse_args()
packaging = os.path.join(options.root, 'packaging')
said = subprocess.run([options.program, '--version'], capture_output=True, text=True, check=True).stdout.split()[1]
wrong = []
for path in [os.path.join(packaging, 'debian', 'changelog'), *sorted(glob.glob(os.path.join(packaging, 'man', '*')))]:
    with open(path, encoding='utf-8') as file:
        first = file.readline()
    if not re.search(rf'(?<![\d.]){re.escape(said)}(?![\d.])', first):
        wrong.append(f'{path} is not of version {said}: {first.strip()}')
if wrong:
    sys.exit('\n'.join(wrong))
