#!/usr/bin/python3
"""Plays transcripts of the command line and compares what is printed; --update writes what was printed instead.

usage: transcript.py --program BIN --root CHECKOUT [--update] FILE...

A transcript begins with remarks (`# ...`) and settings (`AFTALE_LANG=da`), which hold until they are set again, also
between commands. Each command is a line `$ ...` for the shell; after it come what it wrote to stdout, what it wrote to
stderr behind `! `, and `[exit N]` unless N is 0. A printed line that would look like one of these stands behind `\\`.
One with the remark `# needs a terminal` is skipped (exit 77) where there is none to be had, as in a bare chroot.
Every transcript runs in an empty folder of its own with copies of the checkout's workflows, rules
and examples, and of fixtures/.
"""
import argparse
import difflib
import getpass
import os
import re
import shutil
import subprocess
import sys
import tempfile

SETTING = re.compile(r'[A-Z][A-Z0-9_]*=')
UUID = re.compile(r'\b(?!018f3c2e)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b')
HASH = re.compile(r'\b[0-9a-f]{64}\b')
NEEDS_TERMINAL = '# needs a terminal'
SKIPPED = 77
MARKERS = ('$ ', '! ', '[exit ', '# ', '\\')


class Step:
    """One command with what is expected of it, and the lines that stand before it."""

    def __init__(self, before, command):
        self.before, self.command, self.expected = before, command, []


def read(path):
    """-> (steps, lines after the last step's output); settings and remarks are kept as lines before their command."""
    steps, before = [], []
    with open(path, encoding='utf-8') as file:
        lines = file.read().split('\n')
    for line in lines:
        if line.startswith('$ '):
            while steps and steps[-1].expected and not steps[-1].expected[-1]:
                steps[-1].expected.pop()
            steps.append(Step(before, line[2:]))
            before = []
        elif line.startswith('# ') or SETTING.match(line):
            before.append(line)
        elif steps and not before:
            steps[-1].expected.append(line)
        elif line:
            sys.exit(f'{path}: a line that belongs to no command: {line}')
    while steps and steps[-1].expected and not steps[-1].expected[-1]:
        steps[-1].expected.pop()
    return steps, before


def same_everywhere(text, folder):
    """Takes out what differs from run to run: the user's name, request ids of the clock, hashes, the folder."""
    user = re.escape(getpass.getuser())
    text = text.replace(folder, 'FOLDER')
    text = re.sub(rf'  (?:{user}|\(ur\)|\(clock\)) +',
                  lambda m: '  USER  ' if '(' not in m[0] else f'  {m[0].strip()}  ',
                  text)
    text = re.sub(rf'"actor":"{user}"', '"actor":"USER"', text)
    return HASH.sub('HASH', UUID.sub('REQUEST', text))


def quoted(line):
    return '\\' + line if line.startswith(MARKERS) or SETTING.match(line) else line


def lines_of(output):
    text = output.decode('utf-8', 'backslashreplace').replace('\r\n', '␍\n').replace('\ufeff', '␛BOM␛')
    return (text[:-1] if text.endswith('\n') else text).split('\n') if text else []


def play(step, environment, folder):
    done = subprocess.run(['/bin/sh', '-c', step.command], cwd=folder, env=environment, capture_output=True,
                          timeout=120,
                          stdin=subprocess.DEVNULL)
    got = [quoted(line) for line in lines_of(done.stdout)]
    got += ['! ' + line for line in lines_of(done.stderr)]
    if done.returncode != 0:
        got.append(f'[exit {done.returncode}]')
    got = same_everywhere('\n'.join(got), folder).split('\n') if got else []
    while got and not got[-1]:
        got.pop()
    return got


def first_environment(program, folder):
    return {'PATH': os.path.dirname(os.path.abspath(program)) + ':/usr/bin:/bin', 'HOME': folder,
            'AFTALE_DB': 'case.db',
            'AFTALE_PATH': 'workflows:rules', 'AFTALE_LANG': 'en', 'AFTALE_NOW': '2022-01-03 09:00',
            'LC_ALL': 'C.UTF-8',
            **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}


def has_terminals():
    try:
        for end in os.openpty():
            os.close(end)
    except OSError:
        return False
    return True


def run(path, options):
    steps, after = read(path)
    if any(NEEDS_TERMINAL in step.before for step in steps) and not has_terminals():
        print(f'{path}: skipped, no terminal can be opened here')
        sys.exit(SKIPPED)
    written, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix='aftale-cli-') as folder:
        for name in ('workflows', 'rules', 'examples', 'tests/cli/fixtures'):
            shutil.copytree(os.path.join(options.root, name), os.path.join(folder, os.path.basename(name)))
        environment = first_environment(options.program, folder)
        for step in steps:
            for line in step.before:
                if SETTING.match(line):
                    name, value = line.split('=', 1)
                    environment[name] = value
            got = play(step, environment, folder)
            gap = [''] if written else []
            written += gap + step.before + ['$ ' + step.command] + got
            if got != step.expected and not options.update:
                wrong += 1
                print(f'{path}: $ {step.command}')
                print('\n'.join(list(difflib.unified_diff(step.expected, got, 'expected', 'printed', lineterm=''))[2:]))
    if options.update:
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(written + after) + '\n')
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    parser.add_argument('--update', action='store_true')
    parser.add_argument('files', nargs='+')
    options = parser.parse_args()
    if sum(run(path, options) for path in options.files):
        sys.exit('What is printed has changed. If it is meant, run tests/cli/update BUILD and read the difference.')


main()
