#!/usr/bin/python3
"""Runs the commands that the documents show, in a folder like a fresh clone with a finished build and demo.

usage: run.py --program BIN --root CHECKOUT

- Blocks marked `sh` are run line by line, all blocks of a document in one shell. A line whose remark begins with
  "refused" must fail, every other one must succeed.
- Between `<!-- demo -->` marks, lines `$ ...` are run and what a terminal would show is compared; `…` stands for lines
  left out. A line `$ export ...` holds for the rest of its document. What watches is stopped after a while as by
  Ctrl-C, and its clock stands still at 09.14.05.
- The block after `<!-- from PATH -->` is a part of that file, as it stands there. In a list it is indented as its mark.
- In other blocks only the commands in KNOWN may stand: those are run by CI itself.
- A command inside a line of text must exist, and so must its options.
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

KNOWN = {
    'README.md': ['git clone <address of this repository> aftale && cd aftale', 'scripts/demo', 'scripts/test'],
    'CONTRIBUTING.md': ['scripts/test', 'scripts/setup --roots', 'scripts/check-debian', 'scripts/package',
                        'scripts/check-package',
                        'cmake --workflow --preset ', 'cmake --preset ', 'ctest --test-dir ', 'git ls-files ',
                        '.ci/run', 'tests/cli/update '],
    'bench/README.md': ['scripts/bench'],
    'packaging/README.md': ['scripts/setup --package'],
}
COMMAND = re.compile(r'^\s*(?:\$ )?((?:aftale|git|cmake|ctest)\s.*|(?:scripts|build|tests|bench|\.ci)/\S.*)')
SCENARIO = 'workflows/nordjysk-socialaftale/a-planned-2023-2024.scenario.yaml'
DEMO = 'build/demo/nordjysk-socialaftale.db'


def documents(root):
    patterns = ('*.md', 'docs/*.md', 'docs/da/*.md', 'examples/README.md', 'examples/*/README.md', 'bench/README.md',
                'tests/*/README.md', 'packaging/*.md')
    names = [name for pattern in patterns for name in glob.glob(pattern, root_dir=root)]
    return sorted(set(names))


def blocks(text):
    """-> (language, lines, whether it stands between demo marks, the file it is from), and the text without blocks"""
    found, plain, current, demo, source = [], [], None, False, None
    for line in text.split('\n'):
        mark = re.match(r'( *)<!-- from (\S+) -->$', line)
        if source:
            line = line.removeprefix(indent)
        if line.startswith('<!-- demo'):
            demo = True
        elif line.startswith('<!-- /demo'):
            demo = False
        if mark:
            indent, source = mark.groups()
        elif line.startswith('```'):
            if current is None:
                current = (line[3:].strip(), [], demo, source)
            else:
                found.append(current)
                current = source = None
        elif current is not None:
            current[1].append(line)
        else:
            plain.append(line)
    return found, '\n'.join(plain)


class Clone:
    """A folder like a clone after `scripts/demo`."""

    def __init__(self, program, root):
        self.holder = tempfile.TemporaryDirectory(prefix='aftale-docs-')
        self.folder = self.holder.name
        for name in ('workflows', 'rules', 'examples', 'docs', 'packaging'):
            shutil.copytree(os.path.join(root, name), os.path.join(self.folder, name))
        os.makedirs(os.path.join(self.folder, 'build/dev/bin'))
        os.makedirs(os.path.join(self.folder, 'build/demo'))
        for name in ('aftale', 'aftaled'):
            os.symlink(os.path.join(os.path.dirname(os.path.abspath(program)), name),
                       os.path.join(self.folder, 'build/dev/bin', name))
        self.environment = {'PATH': os.path.join(self.folder, 'build/dev/bin') + ':/usr/bin:/bin', 'HOME': self.folder,
                            'AFTALE_LANG': 'da', 'LC_ALL': 'C.UTF-8',
                            **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}
        played = self.run(f'aftale test --keep {DEMO} {SCENARIO}')
        if played.returncode != 0:
            sys.exit(played.stdout + played.stderr)

    def run(self, script):
        return subprocess.run(['/bin/bash', '-c', script], cwd=self.folder, env=self.environment, text=True,
                              capture_output=True, timeout=300, stdin=subprocess.DEVNULL)


def run_shell(clone, name, lines, wrong):
    """One shell for all `sh` blocks of a document."""
    commands = [line for line in lines if line.strip() and not line.startswith('#')]
    script = ''.join(f'{{ {line}\n}} >out 2>&1; echo "@@ $?"; cat out\n' for line in commands)
    parts = clone.run(script).stdout.split('@@ ')[1:]
    for line, part in zip(commands, parts):
        code, _, output = part.partition('\n')
        if (code != '0') != bool(re.search(r'#\s*refused', line)):
            wrong.append(f'{name}: exit {code} of: {line}\n{output}')
    if len(parts) != len(commands):
        wrong.append(f'{name}: only {len(parts)} of {len(commands)} lines were run')


def fits(shown, printed):
    """Whether the lines shown are the lines printed, where `…` stands for any number of them."""
    pattern = '\n'.join('(?:.*\n)*?.*' if line.strip() == '…' else re.escape(line) for line in shown)
    return re.fullmatch(pattern, '\n'.join(printed)) is not None


def check_demo(clone, name, lines, exports, wrong):
    """`exports`: what the document has exported so far; it grows."""
    steps = []
    for line in lines:
        if line.startswith('$ '):
            steps.append((line[2:], []))
        elif steps:
            steps[-1][1].append(line)
    if not steps:
        wrong.append(f'{name}: the demo shows nothing')
    for command, shown in steps:
        while shown and not shown[-1]:
            shown.pop()
        if command.startswith('export '):
            exports.append(command)
            continue
        fresh = command.replace(DEMO, 'build/again.db') if '--keep' in command else command
        if '--watch' in command:
            fresh = f"AFTALE_NOW=2026-11-02T09:14:05+01:00 timeout --signal=INT 3 {command}"
        printed = clone.run('\n'.join([*exports, '{', fresh, '} 2>&1'])).stdout.rstrip('\n').split('\n')
        if not fits(shown, printed):
            wrong.append(f'{name}: $ {command}\nprints now:\n' + '\n'.join(printed))


def check_part(root, name, lines, source, wrong):
    with open(os.path.join(root, source), encoding='utf-8') as file:
        if '\n'.join(lines) + '\n' not in file.read():
            wrong.append(f'{name}: what is shown of {source} does not stand there:\n' + '\n'.join(lines))


def check_words(clone, name, text, wrong):
    """Commands inside text: the command and its options must exist."""
    for words in re.findall(r'`(?:[\w/.-]*/)?aftale ([^`]+)`', text):
        command = next((word for word in words.split() if re.fullmatch(r'[a-z]+', word)), None)
        if command is None or words.startswith('--'):
            continue
        shown = clone.run(f'aftale {command} --help')
        if shown.returncode != 0:
            wrong.append(f'{name}: there is no command: aftale {words}')
            continue
        for option in re.findall(r'(?<=\s)(--[a-z-]+)', words):
            if option not in shown.stdout:
                wrong.append(f'{name}: there is no option {option}: aftale {words}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    clone = Clone(options.program, options.root)
    wrong, ran = [], 0
    for name in documents(options.root):
        with open(os.path.join(options.root, name), encoding='utf-8') as file:
            found, text = blocks(file.read())
        shell, exports = [], []
        for language, lines, demo, source in found:
            if source:
                check_part(options.root, name, lines, source, wrong)
            if demo:
                check_demo(clone, name, lines, exports, wrong)
            elif language == 'sh':
                shell += lines
            elif language == '':
                for line in lines:
                    command = COMMAND.match(line)
                    if command and not any(command[1].startswith(known) for known in KNOWN.get(name, [])):
                        wrong.append(f'{name}: mark the block `sh`, or name the command in KNOWN: {line}')
        if shell:
            ran += len(shell)
            run_shell(clone, name, shell, wrong)
        check_words(clone, name, text, wrong)
    if ran == 0:
        wrong.append('No document shows a command')
    if wrong:
        sys.exit('\n\n'.join(wrong))


main()
