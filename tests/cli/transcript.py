#!/usr/bin/python3
"""Plays transcripts of the command line and compares what is printed; --update writes what was printed instead.

usage: transcript.py --program BIN [--daemon BIN] --root CHECKOUT [--update] FILE...

With --daemon every command of the transcript finds a daemon that owns its database: started before it with the clock of
the transcript, stopped behind it. What is printed must be the same to the letter, but for what tells the two forms
apart by design: who vouches for the user, and the journal entry of the daemon's configuration, which counts. A
command behind the remark `# without a daemon` is about files, locks or channels of the program's own: it is played
without one, and what it prints is not compared. A transcript with `# with a daemon` is played in this form alone.

A transcript begins with remarks (`# ...`) and settings (`AFTALE_LANG=da`), which hold until they are set again, also
between commands. Each command is a line `$ ...` for the shell; after it come what it wrote to stdout, what it wrote to
stderr behind `! `, and `[exit N]` unless N is 0. A printed line that would look like one of these stands behind `\\`.
One with the remark `# needs a terminal` is skipped (exit 77) where there is none to be had, as in a bare chroot.
Every transcript runs in an empty folder of its own with copies of the checkout's workflows, rules
and examples, and of fixtures/.
"""
import argparse
import contextlib
import difflib
import getpass
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from terminals import has_terminals  # noqa: E402

SETTING = re.compile(r'[A-Z][A-Z0-9_]*=')
UUID = re.compile(r'\b(?!018f3c2e)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b')
# Said after two seconds, so that it tells of the machine.
WAITS = re.compile(r'! (Venter på svar fra aftaled på|Waiting for aftaled to answer at) .* …$')
HASH = re.compile(r'\b[0-9a-f]{64}\b')
NEEDS_TERMINAL = '# needs a terminal'
WITHOUT_DAEMON, WITH_DAEMON = '# without a daemon', '# with a daemon'
# Everybody who may run the test has every role, says what time it is, and moves cases to files of his own.
CONFIGURATION = """aftaled: 1
database: /nonexistent/case.db
socket: /nonexistent/aftaled.sock
path: [{folder}/workflows, {folder}/rules]
rehearsal: true
moves_to: anywhere
people:
  - {{user: {user}, roles: ['*']}}
"""
# Starts a daemon for the database of the call where there is one to own, and stops it afterwards.
SHIM = """#!/bin/sh
database=$AFTALE_DB word=
take=
for one in "$@"; do
  case "$take$one" in
    --db=*) database=${{one#--db=}} ;;
    --db) take=db ;;
    db*) database=$one take= ;;
    --path|--lang) take=skip ;;
    skip*) take= ;;
    -*) ;;
    *) [ -n "$word" ] || word=$one ;;
  esac
done
[ -z "$AFTALE_ALONE" ] || exec '{program}' "$@"
case "$word" in ''|new|check|test|completion|manual) exec '{program}' "$@" ;; esac
for one in "$@"; do case "$one" in -h|--help) exec '{program}' "$@" ;; esac; done
if [ ! -f "$database" ] && [ "$word" != open ]; then exec '{program}' "$@"; fi
case "$database" in /*) ;; *) database=$PWD/$database ;; esac
socket='{own}/s.sock'
rm -f "$socket"
'{daemon}' --config '{own}/aftaled.yaml' --db "$database" --socket "$socket" >'{own}/daemon.log' 2>&1 &
daemon=$!
while [ ! -S "$socket" ] && kill -0 $daemon 2>/dev/null; do sleep 0.005; done
'{program}' "$@"
code=$?
kill $daemon 2>/dev/null
wait $daemon 2>/dev/null
exit $code
"""
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


def entries_of_file(database):
    """Numbers of the entries that only a daemon makes: its configuration, and who asked for `advance`."""
    try:
        with contextlib.closing(sqlite3.connect(f'file:{database}?mode=ro', uri=True)) as file:
            return [row[0] for row in file.execute('SELECT seq FROM journal WHERE case_id IS NULL')]
    except sqlite3.Error:
        return []


def as_without_daemon(text, folder, database):
    """What a daemon changes by design: its user is vouched for by the machine, and it makes entries of its own."""
    own = entries_of_file(database)

    def number(entry):
        return int(entry) - sum(one <= int(entry) for one in own)

    text = re.sub(r'"proof":"peer","user":"[^"]*","uid":\d+', '"proof":"solo"', text)
    text = text.replace('"proof":"peer"', '"proof":"solo"').replace(folder + '/', '')
    text = re.sub(r'"seq":(\d+)', lambda m: f'"seq":{number(m[1])}', text)
    text = re.sub(r'"entries":(\d+)', lambda m: f'"entries":{int(m[1]) - len(own)}', text)
    text = re.sub(r'(Newest entry:|Seneste post:) (\d+)', lambda m: f'{m[1]} {number(m[2])}', text)
    return re.sub(r'(\d+) (entries in a whole chain|poster i en hel kæde)',
                  lambda m: f'{int(m[1]) - len(own)} {m[2]}', text)


def play(step, environment, folder, with_daemon):
    done = subprocess.run(['/bin/sh', '-c', step.command], cwd=folder, env=environment, capture_output=True,
                          timeout=120,
                          stdin=subprocess.DEVNULL)
    got = [quoted(line) for line in lines_of(done.stdout)]
    got += ['! ' + line for line in lines_of(done.stderr)]
    if done.returncode != 0:
        got.append(f'[exit {done.returncode}]')
    if with_daemon:
        named = re.search(r'--db[ =](\S+)', step.command)
        database = os.path.join(folder, named[1] if named else environment['AFTALE_DB'])
        got = [line for line in got if not WAITS.match(line)]
        got = as_without_daemon('\n'.join(got), folder, database).split('\n') if got else []
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


def write_shim(options, folder, own, remarks):
    """-> the path of a program `aftale` that does as the real one, with a daemon for its database"""
    with open(os.path.join(own, 'aftaled.yaml'), 'w', encoding='utf-8') as file:
        file.write(CONFIGURATION.format(folder=folder, user=getpass.getuser()))
    if WITH_DAEMON in remarks:  # it starts its own
        os.symlink(os.path.abspath(options.daemon), os.path.join(own, 'aftaled'))
        os.symlink(os.path.abspath(options.program), os.path.join(own, 'aftale'))
        return os.path.join(own, 'aftale')
    shim = os.path.join(own, 'aftale')
    with open(shim, 'w', encoding='utf-8') as file:
        file.write(SHIM.format(program=os.path.abspath(options.program), daemon=os.path.abspath(options.daemon),
                               own=own))
    os.chmod(shim, 0o755)
    return shim


def run(path, options):
    steps, after = read(path)
    if any(NEEDS_TERMINAL in step.before for step in steps) and not has_terminals():
        print(f'{path}: skipped, no terminal can be opened here')
        sys.exit(SKIPPED)
    remarks = [line for step in steps for line in step.before]
    if not options.daemon and WITH_DAEMON in remarks:
        print(f'{path}: skipped in this form')
        sys.exit(SKIPPED)
    written, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix='aftale-cli-') as folder, \
            tempfile.TemporaryDirectory(prefix='aftale-d-') as own:
        for name in ('workflows', 'rules', 'examples', 'tests/cli/fixtures'):
            shutil.copytree(os.path.join(options.root, name), os.path.join(folder, os.path.basename(name)))
        program = options.program
        if options.daemon:
            program = write_shim(options, folder, own, remarks)
        environment = first_environment(program, folder)
        for step in steps:
            for line in step.before:
                if SETTING.match(line):
                    name, value = line.split('=', 1)
                    environment[name] = value
            alone = bool(options.daemon) and WITHOUT_DAEMON in step.before
            own_environment = {**environment, 'AFTALE_ALONE': '1'} if alone else environment
            got = play(step, own_environment, folder, bool(options.daemon) and WITH_DAEMON not in remarks)
            gap = [''] if written else []
            written += gap + step.before + ['$ ' + step.command] + got
            if got != step.expected and not options.update and not alone:
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
    parser.add_argument('--daemon')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('files', nargs='+')
    options = parser.parse_args()
    if sum(run(path, options) for path in options.files):
        sys.exit('What is printed has changed. If it is meant, run tests/cli/update BUILD and read the difference.')


main()
