#!/usr/bin/python3
"""What the command line makes of its words, case by case: help only where an option or a command may stand, values
that look like options, options that come twice or without a value, words behind `--`, names of cases and files.

usage: arguments.py --program BIN --root CHECKOUT
"""
import argparse
import os
import subprocess
import sys
import tempfile
import unicodedata

RECORD = ['record', 'h', 'Nordby', 'godkendt', '--meeting', '2022-01-03']
# words -> exit code, what is said
CASES = [
    # help stands where an option or a command may
    (['--help'], 0, 'carries joint agreements'),
    (['help'], 0, 'carries joint agreements'),
    (['help', 'record'], 0, 'records what a body decided'),
    (['record', '--help'], 0, 'records what a body decided'),
    (['record', '-h'], 0, 'records what a body decided'),
    (['record', 'h', '-h', 'x'], 0, 'records what a body decided'),
    (['--db', 'x.db', 'record', '-h'], 0, 'records what a body decided'),
    (['status', 'help'], 3, 'There is no case help'),
    (['status', '--', '-h'], 3, 'There is no case -h'),
    (['status', '--', '--help'], 3, 'There is no case --help'),
    (['show', 'h', 'help'], 3, 'no step help'),
    (RECORD + ['--remark', 'help', '--dry-run'], 0, 'Approved'),
    (RECORD + ['--remark', '-h', '--dry-run'], 2, 'Write a value after --remark TEXT'),
    (RECORD + ['--minority', '-h'], 2, '--minority=…'),
    (RECORD + ['--minority', '--help'], 2, 'Write a value after --minority TEXT'),
    (RECORD + ['--minority=-h', '--dry-run'], 0, 'Approved'),
    (RECORD + ['--remark=--help', '--dry-run'], 0, 'Approved'),
    # a value that begins with a hyphen
    (RECORD + ['--remark=-5 %', '--dry-run'], 0, 'Approved'),
    (RECORD + ['--remark', '-5 %', '--dry-run'], 0, 'Approved'),
    (RECORD + ['--remark', '-fem %'], 2, '--remark=…'),
    (RECORD + ['--for', '-1'], 2, '--for: "-1" is no count'),
    (RECORD + ['--remark', '', '--dry-run'], 0, 'Approved'),
    (['suspend', 'h', '--reason', ''], 2, '--reason was given an empty value'),
    (RECORD + ['--remark', '--', 'x'], 2, 'Write a value after --remark TEXT'),
    (RECORD + ['--for=-5'], 2, '--for: "-5" is no count'),
    (RECORD + ['--remark', '-', '--dry-run'], 0, 'Approved'),
    # -- works everywhere
    (['--', 'status'], 0, 'h'),
    (['--', 'status', 'h'], 0, 'h'),
    (['status', '--', 'h'], 0, 'h'),
    (['record', '--meeting', '2022-01-03', '--dry-run', '--', 'h', 'Nordby', 'godkendt'], 0, 'Approved'),
    (['record', 'h', '--meeting', '2022-01-03', '--dry-run', '--', 'Nordby', 'godkendt'], 0, 'Approved'),
    (['record', 'h', 'Nordby', 'godkendt', '--', '--meeting', '2022-01-03'], 2, 'one too many'),
    (['--', '--version'], 2, 'There is no command "--version"'),
    (['--', 'help'], 2, 'There is no command "help"'),
    # values: with =, none, empty, twice
    (['--db=h.db', '--lang=da', 'status'], 0, 'Fælles'),
    (['--db=h.db', 'status', '--lang', 'da', 'h'], 0, 'Fælles'),
    (['export', 'h', '--as=csv'], 0, 'Sydby'),
    (['export', 'h', '--as', 'csv', '-oout.csv'], 0, ''),
    (['export', 'h', '--as', 'csv', '-o=out2.csv'], 0, ''),
    (['export', 'h', '--as', 'csv', '-o'], 2, 'Write a value after -o FILE'),
    (['export', 'h', '--as'], 2, 'Write a value after --as csv|html|ics|json|xlsx'),
    (['export', 'h', '--as='], 2, '--as was given an empty value'),
    (['--db', '', 'status'], 2, '--db was given an empty value'),
    (['--db='], 2, '--db was given an empty value'),
    (['--db'], 2, 'Write a value after --db FILE'),
    (['--db', '--json', 'status'], 2, 'Write a value after --db FILE'),
    (['status', '--json=1'], 2, '--json takes no value'),
    (['status', '--help=1'], 2, '--help takes no value'),
    (['-hx'], 2, '-h takes no value'),
    (RECORD + ['--meeting', '2022-01-04'], 2, '--meeting can be given only once'),
    (['--db', 'h.db', '--db', 'h.db', 'status'], 2, '--db can be given only once'),
    (['status', '--json', '--json'], 0, '"cases"'),
    (RECORD + ['--remark', 'a', '--remark', 'b', '--dry-run'], 0, 'Approved'),
    # what is unknown
    (['statis'], 2, 'Did you mean status?'),
    (['status', '--jsno'], 2, 'Did you mean --json?'),
    (['record', 'h', '--meting', 'x'], 2, 'Did you mean --meeting?'),
    (['--meeting', '2022-01-03', 'record'], 2, '--meeting belongs to a command. Write the command first'),
    (['--xyzzy'], 2, 'There is no option --xyzzy'),
    (['-x'], 2, 'There is no option -x'),
    (['status', 'h', 'approval', '-5'], 2, 'one too many'),
    (['opne', '--json'], 2, '{"error":{"code":"usage"'),
    (['--version', 'status'], 2, '--version'),
    (['status', 'h', 'approval', 'i'], 2, 'one too many'),
    (['record', 'h'], 2, 'STEP is missing'),
    (['record', 'h', 'Nordby', 'godkendt'], 2, '--meeting DATE is missing'),
    # fetch
    (['fetch', 'h', '-o', 'x'], 2, 'Write which document to fetch'),
    (['fetch', 'h', 'reply', '--version', '0'], 2, 'is no number of a version'),
    (['fetch', 'h', 'reply', '--version', '1x'], 2, 'is no number of a version'),
    (['fetch', 'h', 'repl'], 3, 'Did you mean "reply"?'),
    (['fetch', 'h', 'reply', '-o', 'h.db'], 1, 'own-file'),
    (['export', 'h', '--as', 'csv', '--with-files'], 2, 'Files come along in JSON only'),
]
# key of a new case -> what is said; None: it is opened
KEYS = [('Sag 2', None), ('æble_1.2', None), ('договор', None), ('-x', 'begins with a hyphen'), ('', 'empty value'),
        (' a', 'single spaces'), ('a\u200bb', 'U+200B'), ('a\u202eb', 'U+202E'), ('a\x1b[31m', 'U+001B'),
        ('a/b', 'cannot hold "/"'), ('x' * 201, 'too long'), ('a\u030a', 'Write it so: å')]
# what stands at the path, its name -> exit code, what is said
FILES = [
    (b'x', 'plain.txt', 0, 'attached'), (b'x', 'sub/deep.txt', 0, 'attached'), (b'', 'tom.txt', 1, 'is empty'),
    (b'x', unicodedata.normalize('NFD', 'Århus.txt'), 0, 'attached'),
    (b'x', 'a\nb.txt', 1, 'The name of the file holds a control character (U+000A)'),
    (b'x', 'a\u202etxt.exe', 1, 'The name of the file holds a control character (U+202E)'),
    (b'x', b'a\xff.txt', 1, 'The name of the file is not valid UTF-8'), (b'x', 'a' * 255, 0, 'attached'),
    (b'x', '-x.txt', 0, 'attached'), ('fifo', 'pipe', 4, 'it is a pipe'), ('folder', 'folder', 4, 'it is a folder'),
    ('link', 'dangling', 4, 'it is a link that leads nowhere'), ('loop', 'loop', 4, 'cannot be read'),
    ('socket', 'socket', 4, 'it is a socket'), (None, '/dev/zero', 4, 'it is a device'),
    (None, 'nothing.txt', 3, 'There is no file'), (None, 'a' * 300, 4, 'cannot be read'),
]


def make(what, path):
    if isinstance(path, str) and '/' in path and what is not None:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    if isinstance(what, bytes):
        with open(path, 'wb') as file:
            file.write(what)
    elif what == 'fifo':
        os.mkfifo(path)
    elif what == 'folder':
        os.mkdir(path)
    elif what == 'link':
        os.symlink('nowhere', path)
    elif what == 'loop':
        os.symlink(path, path)
    elif what == 'socket':
        import socket
        socket.socket(socket.AF_UNIX).bind(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    program, root = os.path.abspath(options.program), os.path.abspath(options.root)
    wrong = []
    with tempfile.TemporaryDirectory(prefix='aftale-arguments-') as folder:
        os.chdir(folder)
        environment = {'PATH': '/usr/bin:/bin', 'HOME': folder, 'AFTALE_DB': 'h.db', 'AFTALE_LANG': 'en',
                       'AFTALE_NOW': '2022-01-03 09:00', 'LC_ALL': 'C.UTF-8',
                       'AFTALE_PATH': ':'.join(f'{root}/{name}' for name in
                                               ('workflows', 'rules', 'examples/01-first-workflow')),
                       **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}

        def run(*words):
            done = subprocess.run([program, *words], env=environment, capture_output=True, timeout=60,
                                  stdin=subprocess.DEVNULL)
            return done.returncode, (done.stdout + done.stderr).decode('utf-8', 'backslashreplace')

        def must(words, code, said):
            got, text = run(*words)
            if got != code or said not in text:
                wrong.append(f'{words}: exit {got} instead of {code}, "{said}" not in: {text[:400]}')

        must(['open', 'joint-reply', '--key', 'h', 'reply_by=2022-02-01'], 0, '')
        must(['attach', 'h', '--as', 'Svar', '/etc/hostname'], 1, 'unknown-document')
        make(b'Svar\n', 'reply.txt')
        must(['attach', 'h', 'reply.txt', '--as', 'reply'], 0, 'reply.txt')
        must(['do', 'h', 'submitted'], 0, '')
        entries = run('history', 'h')[1].count('\n')
        for words, code, said in CASES:
            must(words, code, said)
        if run('history', 'h')[1].count('\n') != entries:
            wrong.append('a table row that should record nothing has recorded something')
        for key, said in KEYS:
            must(['open', 'joint-reply', f'--key={key}', 'reply_by=2022-02-01'], 0 if said is None else
                 2 if key == '' else 1, said or '')
        for what, name, code, said in FILES:
            make(what, name)
            path = name if not isinstance(name, str) or not name.startswith('-') else './' + name
            must(['attach', 'h', path, '--as', 'reply', '--dry-run'], code, said)
    if wrong:
        sys.exit('\n'.join(wrong))


main()
