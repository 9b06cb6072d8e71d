#!/usr/bin/python3
"""Every command, option and refusal has a transcript: what the program offers and the code can refuse is looked up.

usage: coverage.py --program BIN --root CHECKOUT
"""
import argparse
import glob
import os
import re
import subprocess
import sys

# The codes of refusal that are stable over languages and can be met with the commands there are.
REFUSALS = """unknown-case unknown-workflow unknown-step unknown-event no-open-step ambiguous guard-false missing-data
bad-value wrong-word ambiguous-word already-recorded no-quorum votes-exceed-present not-a-majority meeting-in-future
out-of-order version-missing kept-branch suspended ended faulted already-exists request-reused expression-failed
check-failed not-yet too-large busy damaged newer-file usage no-database no-file not-writable unknown-name
unknown-document unknown-message unknown-template second-person truncated rewritten""".split()
# `file-gone` is met while a program runs: tests/fault/files_lost.py.
# `not-allowed` needs another role than that of who may open the file: scenarios meet it. `would-break` and
# `cannot-move` belong to commands that are not built yet.
EXIT_CODES = ['0', '1', '2', '3', '4', '5']


def read_transcripts(folder):
    """-> (command lines, all text, exit codes)"""
    commands, text = [], ''
    for path in sorted(glob.glob(os.path.join(folder, '*.transcript'))):
        with open(path, encoding='utf-8') as file:
            content = file.read()
        text += content
        commands += [line[2:] for line in content.split('\n') if line.startswith('$ ')]
    return commands, text, set(re.findall(r'^\[exit (\d+)\]$', text, re.M)) | {'0'}


def offered(program, *words):
    shown = subprocess.run([program, *words, '--help'], capture_output=True, text=True, check=True,
                           env={'AFTALE_LANG': 'en', 'HOME': '/'}).stdout
    return shown


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    commands, text, codes = read_transcripts(os.path.join(options.root, 'tests', 'cli'))
    missing = []

    names = re.findall(r'^  ([a-z]+)  +', offered(options.program).split('For every command')[0], re.M)
    if len(names) < 20:
        sys.exit(f'The help offers only {names}')
    for name in names:
        mine = [line for line in commands if re.search(rf'\baftale (?:[^|;]*? )?{name}\b', line)]
        if not mine:
            missing.append(f'command {name}')
        help_text = offered(options.program, name)
        for option in re.findall(r'^  (?:-h, )?(--?[a-z][a-z-]*)', help_text, re.M):
            if not any(re.search(rf'(?<![\w-]){option}(?![\w-])', line) for line in mine) and \
                    not (option in ('--db', '--path', '--lang', '--no-color')
                        and any(option in line for line in commands)):
                missing.append(f'{name} {option}')
    for code in REFUSALS:
        if f'fejl[{code}]' not in text or f'error[{code}]' not in text:
            missing.append(f'refusal {code}, in Danish and English')
    missing += [f'exit code {code}' for code in EXIT_CODES if code not in codes]
    if missing:
        sys.exit('Without a transcript:\n  ' + '\n  '.join(missing))


main()
