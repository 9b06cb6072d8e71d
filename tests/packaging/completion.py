#!/usr/bin/python3
"""A shell loads its completion and offers what the program takes: commands, options, values, files.

usage: completion.py --program BIN bash|zsh|fish     exit 77 where the shell, or a terminal for zsh, is not to be had
"""
import argparse
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

# What is typed -> what is offered, among it or alone.
CASES = [
    ('aftale exp', ['export'], []),
    ('aftale ', ['check', 'status', 'withdraw'], ['completion', 'manual']),
    ('aftale export --a', ['--as', '--all'], ['--meeting']),
    ('aftale export --as ', ['csv', 'ics', 'json'], ['minutes.pdf']),
    ('aftale do --d', ['--db', '--dry-run'], ['--meeting']),
    ('aftale --db store.db st', ['status'], ['store.db']),
    ('aftale --lang ', ['da', 'en'], ['status']),
    ('aftale check mi', ['minutes.pdf'], []),
    ('aftale status mi', [], ['minutes.pdf']),
    ('aftale --path ', ['house'], ['minutes.pdf']),
]
BASH = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _aftale; printf "%s\\n" "${COMPREPLY[@]}"'
PATIENCE_SECONDS = 60


def bash(script, line, folder):
    words = re.split(' +', line)
    done = subprocess.run(['bash', '--norc', '-c', BASH, 'bash', script, *words], cwd=folder, capture_output=True,
                          text=True, check=True)
    return done.stdout.split(), done.stderr


def fish(script, line, folder):
    done = subprocess.run(['fish', '--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', script, line],
                          cwd=folder, capture_output=True, text=True, check=True,
                          env={**os.environ, 'HOME': folder, 'LC_ALL': 'C.UTF-8', 'AFTALE_LANG': 'en'})
    return [offered.split('\t')[0].rstrip('/') for offered in done.stdout.split('\n') if offered], done.stderr


def zsh(script, line, folder):
    """zsh completes at a terminal only: it is given one, and shows what it would add instead of adding it."""
    shows = ('autoload -Uz compinit; compinit -u -d ' + folder + '/dump; source ' + script + '; PS1=; '
             'zstyle ":completion:*" list-rows-first yes; setopt no_beep no_prompt_sp; unsetopt zle_bracketed_paste; '
             'compadd() { local -a shown; builtin compadd -O shown "$@"; '
             'print -l -- $shown >>offered; builtin compadd "$@"; }; '
             'done_now() { print end >>offered; zle kill-whole-line }; zle -N done_now; bindkey "^X^E" done_now; '
             'print -n READY-; print NOW\n')
    offered = os.path.join(folder, 'offered')
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvpe('zsh', ['zsh', '-f', '-i'], {**os.environ, 'TERM': 'vt100', 'HOME': folder, 'LC_ALL': 'C.UTF-8',
                                                'AFTALE_LANG': 'en'})
    shown, sent, until = b'', False, time.monotonic() + PATIENCE_SECONDS
    os.write(terminal, shows.encode())
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
        if not sent and b'READY-NOW' in shown:
            os.write(terminal, line.encode() + b'\t\x18\x05')
            sent = True
        if os.path.exists(offered):
            with open(offered, encoding='utf-8') as file:
                if 'end\n' in file.read():
                    break
    os.close(terminal)
    os.waitpid(child, 0)
    if not os.path.exists(offered):
        return [], shown.decode('utf-8', 'replace')
    with open(offered, encoding='utf-8') as file:
        found = [name.rstrip('/') for name in file.read().split('\n') if name and name != 'end']
    os.unlink(offered)
    return found, ''


def has_terminals():
    try:
        for end in os.openpty():
            os.close(end)
    except OSError:
        return False
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('shell', choices=['bash', 'zsh', 'fish'])
    options = parser.parse_args()
    if not shutil.which(options.shell):
        print(f'skipped: there is no {options.shell} here')
        sys.exit(77)
    if options.shell == 'zsh' and not has_terminals():
        print('skipped: no terminal can be opened here, and zsh completes at one only')
        sys.exit(77)
    offers = {'bash': bash, 'zsh': zsh, 'fish': fish}[options.shell]
    wrong = []
    with tempfile.TemporaryDirectory(prefix='aftale-packaging-') as folder, \
            tempfile.NamedTemporaryFile(prefix='aftale-', suffix='.' + options.shell) as script:
        os.mkdir(os.path.join(folder, 'house'))
        with open(os.path.join(folder, 'minutes.pdf'), 'w', encoding='utf-8'):
            pass
        script.write(subprocess.run([options.program, 'completion', options.shell], capture_output=True,
                                    check=True).stdout)
        script.flush()
        parsed = subprocess.run([options.shell, '-n', script.name], capture_output=True, text=True, check=False)
        if parsed.returncode != 0 or parsed.stderr:
            wrong.append(f'{options.shell} -n: {parsed.stderr}')
        for line, among, not_among in CASES:
            found, said = offers(script.name, line, folder)
            missing = [word for word in among if word not in found]
            extra = [word for word in not_among if word in found]
            if missing or extra or said:
                wrong.append(f'"{line}": missing {missing}, too much {extra}, of {found} {said}')
    if wrong:
        sys.exit('\n'.join(wrong))


main()
