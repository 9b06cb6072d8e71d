#!/usr/bin/python3
"""A shell loads its completion and offers what may be written: commands, options, files, and what the database knows.

usage: completion.py --program BIN --root CHECKOUT bash|zsh|fish
       exit 77 where the shell, or a terminal for bash and zsh, is not to be had
"""
import argparse
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from terminals import has_terminals  # noqa: E402

# What is typed -> what is offered, among it or alone.
CASES = [
    ('aftale exp', ['export'], []),
    ('aftale ', ['check', 'status', 'withdraw', 'fetch'], ['completion', 'manual']),
    ('aftale export --a', ['--as', '--all'], ['--meeting']),
    ('aftale export --as ', ['csv', 'ics', 'json'], ['minutes.pdf']),
    ('aftale do --d', ['--db', '--dry-run'], ['--meeting']),
    ('aftale --db store.db st', ['status'], ['store.db']),
    ('aftale --lang ', ['da', 'en'], ['status']),
    ('aftale check mi', ['minutes.pdf'], []),
    ('aftale status mi', [], ['minutes.pdf']),
    ('aftale --path ', ['house'], ['minutes.pdf']),
    # what the database knows
    ('aftale show ', ['h', 'Ærø 2'], ['minutes.pdf']),
    ('aftale --db other.db show ', ['anden'], ['h']),
    ('aftale show --db=other.db ', ['anden'], ['h']),
    ('aftale --db missing.db show ', [], ['h', 'anden', 'minutes.pdf']),
    ('aftale show h ap', ['approval', 'approval/9901/treats'], []),
    ('aftale record h app', ['approval/9901/treats', 'approval/9903/treats'], ['drafting']),
    ('aftale record h Nord', ['Nordby Kommune'], ['Midtby Kommune']),
    ('aftale record h approval/9901 godk', ['godkendt'], ['anbefalet']),
    ('aftale record h Nordby godk', ['godkendt'], []),
    ('aftale do k ', ['submitted'], ['h']),
    ('aftale do k submitted --in ', ['drafting'], []),
    ('aftale attach h minutes.pdf --as ', ['reply', 'Reply'], []),
    ('aftale attach h mi', ['minutes.pdf'], []),
    ('aftale fetch h ', ['reply'], []),
    ('aftale freeze k ', [], ['reply']),
    ('aftale record h Nordby godkendt --version ', ['reply=1'], []),
    ('aftale open joint', ['joint-reply'], []),
    ('aftale open joint-reply --key ', [], ['h', 'minutes.pdf']),
    ('aftale status h --nothing ', [], ['h']),
]
# What is typed -> the line after the tabulator, where there is one way only. Each shell quotes in its own way.
LINES = [
    ('aftale show Æ', {'bash': 'aftale show Ærø\\ 2 ', 'zsh': 'aftale show Ærø\\ 2 ', 'fish': None}),
    ('aftale show "Æ', {'bash': 'aftale show "Ærø 2" ', 'zsh': 'aftale show "Ærø 2" ', 'fish': None}),
    ("aftale show 'Ær", {'bash': "aftale show 'Ærø 2' ", 'zsh': "aftale show 'Ærø 2' ", 'fish': None}),
    ('aftale show Ærø\\ ', {'bash': 'aftale show Ærø\\ 2 ', 'zsh': 'aftale show Ærø\\ 2 ', 'fish': None}),
    ('aftale record h Nordby\\ Kommune godkendt --version=re', {
        'bash': 'aftale record h Nordby\\ Kommune godkendt --version=reply\\=1 ', 'zsh': None, 'fish': None}),
    ('aftale attach h minutes.pdf --as=repl', {'bash': 'aftale attach h minutes.pdf --as=reply ', 'zsh': None,
                                               'fish': None}),
    ('aftale --db=oth', {'bash': 'aftale --db=other.db', 'zsh': 'aftale --db=other.db', 'fish': None}),
]
PATIENCE_SECONDS = 60


class Terminal:
    """A shell at a terminal, in which keys are bound: what it says to `shown` is read from the file."""

    def __init__(self, words, folder, environment):
        self.folder = folder
        self.child, self.end = pty.fork()
        if self.child == 0:
            os.chdir(folder)
            os.execvpe(words[0], words, environment)
        self.text = b''

    def until(self, found):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and not found():
            if select.select([self.end], [], [], 0.05)[0]:
                try:
                    self.text += os.read(self.end, 65536)
                except OSError:
                    break

    def type(self, text):
        os.write(self.end, text.encode())

    def close(self):
        os.close(self.end)
        os.waitpid(self.child, 0)


def read_file(path):
    if not os.path.exists(path):
        return ''
    with open(path, encoding='utf-8') as file:
        return file.read()


class Bash:
    OFFERS = ('source "$1"; COMP_LINE=$2 COMP_POINT=${#2}; read -ra COMP_WORDS <<<"$2"; [[ $2 != *" " ]] || '
              'COMP_WORDS+=(""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }; _aftale; '
              'printf "%s\\n" "${COMPREPLY[@]}"')
    SET_UP = ("PS1=; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; "
              "bind -x '\"\\C-x\\C-e\": printf \"%s\\nend\\n\" \"$READLINE_LINE\" >line; READLINE_LINE='; "
              'source {script}; printf "READY-"; printf "NOW\\n"\n')
    WORDS = ['bash', '--norc', '--noprofile', '-i']

    @staticmethod
    def offers(script, line, folder, environment):
        done = subprocess.run(['bash', '--norc', '-c', Bash.OFFERS, 'bash', script, line], cwd=folder,
                              env=environment, capture_output=True, text=True, check=True)
        return [word.replace('\\', '') for word in done.stdout.split('\n') if word], done.stderr


class Fish:
    @staticmethod
    def offers(script, line, folder, environment):
        done = subprocess.run(['fish', '--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', script, line],
                              cwd=folder, capture_output=True, text=True, check=True, env=environment)
        return [offered.split('\t')[0].rstrip('/') for offered in done.stdout.split('\n') if offered], done.stderr


class Zsh:
    """zsh completes at a terminal only: it is given one, and shows what it would add instead of adding it."""
    SET_UP = ('autoload -Uz compinit; compinit -u -d {folder}/dump; source {script}; PS1=; '
              'zstyle ":completion:*" list-rows-first yes; setopt no_beep no_prompt_sp; '
              'unsetopt zle_bracketed_paste; '
              'tell_line() {{ print -r -- "$BUFFER" >line; print end >>line; zle kill-whole-line }}; zle -N tell_line; '
              'bindkey "^X^E" tell_line; print -n READY-; print NOW\n')
    RECORDS = ('compadd() {{ local -a shown; builtin compadd -O shown "$@"; '
               'print -l -- $shown >>offered; builtin compadd "$@"; }}; ')
    WORDS = ['zsh', '-f', '-i']

    @staticmethod
    def offers(script, line, folder, environment):
        offered, told = os.path.join(folder, 'offered'), os.path.join(folder, 'line')
        for path in (offered, told):
            if os.path.exists(path):
                os.unlink(path)
        terminal = Terminal(Zsh.WORDS, folder, environment)
        terminal.type((Zsh.RECORDS + Zsh.SET_UP).format(folder=folder, script=script))
        terminal.until(lambda: b'READY-NOW' in terminal.text)
        terminal.type(line + '\t\x18\x05')
        terminal.until(lambda: 'end\n' in read_file(told))
        terminal.close()
        return [name.rstrip('/') for name in read_file(offered).split('\n') if name], ''


def line_after_tab(shell, script, line, folder, environment):
    told = os.path.join(folder, 'line')
    if os.path.exists(told):
        os.unlink(told)
    terminal = Terminal(shell.WORDS, folder, environment)
    terminal.type(shell.SET_UP.format(folder=folder, script=script))
    terminal.until(lambda: b'READY-NOW' in terminal.text)
    terminal.type(line + '\t')
    time.sleep(0.5)  # what comes next would be taken for an answer to the tabulator
    terminal.type('\x18\x05')
    terminal.until(lambda: 'end\n' in read_file(told))
    terminal.close()
    return read_file(told).removesuffix('\nend\n')


def make_databases(program, folder, environment):
    def run(*words):
        done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            sys.exit(f'{words}: {done.stderr}')

    run('open', 'joint-reply', '--key', 'h', 'reply_by=2022-02-01')
    run('attach', 'h', 'minutes.pdf', '--as', 'reply')
    run('do', 'h', 'submitted')
    run('open', 'joint-reply', '--key', 'k', 'reply_by=2022-02-01')
    run('open', 'joint-reply', '--key', 'Ærø 2', 'reply_by=2022-02-01')
    run('open', 'joint-reply', '--key', 'anden', 'reply_by=2022-02-01', '--db', 'other.db')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--root', required=True)
    parser.add_argument('shell', choices=['bash', 'zsh', 'fish'])
    options = parser.parse_args()
    if not shutil.which(options.shell):
        print(f'skipped: there is no {options.shell} here')
        sys.exit(77)
    if options.shell != 'fish' and not has_terminals():
        print(f'skipped: no terminal can be opened here, and {options.shell} completes at one only')
        sys.exit(77)
    shell = {'bash': Bash, 'zsh': Zsh, 'fish': Fish}[options.shell]
    program = os.path.abspath(options.program)
    wrong = []
    with tempfile.TemporaryDirectory(prefix='aftale-packaging-') as folder, \
            tempfile.NamedTemporaryFile(prefix='aftale-', suffix='.' + options.shell) as script:
        sources = ':'.join(f'{os.path.abspath(options.root)}/{name}' for name in
                           ('workflows', 'rules', 'examples/01-first-workflow'))
        environment = {**os.environ, 'PATH': os.path.dirname(program) + ':' + os.environ['PATH'], 'TERM': 'vt100',
                       'HOME': folder, 'LC_ALL': 'C.UTF-8', 'AFTALE_LANG': 'en', 'AFTALE_DB': 'h.db',
                       'AFTALE_PATH': sources, 'AFTALE_NOW': '2022-01-03 09:00'}
        os.mkdir(os.path.join(folder, 'house'))
        with open(os.path.join(folder, 'minutes.pdf'), 'w', encoding='utf-8') as file:
            file.write('minutes')
        make_databases(program, folder, environment)
        script.write(subprocess.run([program, 'completion', options.shell], capture_output=True, check=True).stdout)
        script.flush()
        parsed = subprocess.run([options.shell, '-n', script.name], capture_output=True, text=True, check=False)
        if parsed.returncode != 0 or parsed.stderr:
            wrong.append(f'{options.shell} -n: {parsed.stderr}')
        for line, among, not_among in CASES:
            found, said = shell.offers(script.name, line, folder, environment)
            missing = [word for word in among if word not in found]
            extra = [word for word in not_among if word in found]
            if missing or extra or said:
                wrong.append(f'"{line}": missing {missing}, too much {extra}, of {found} {said}')
        for line, after in LINES:
            if after[options.shell] is None:
                continue
            got = line_after_tab(shell, script.name, line, folder, environment)
            if got != after[options.shell]:
                wrong.append(f'"{line}" becomes "{got}" instead of "{after[options.shell]}"')
    if wrong:
        sys.exit('\n'.join(wrong))


main()
