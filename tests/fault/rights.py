#!/usr/bin/python3
"""Who may do what and read what: the table of docs/rights.md, tried by people of their own against a daemon; then what
one person alone cannot do: undo what two people did, leave out what two must do, or be two.

usage: rights.py AFTALE AFTALED ROOT. Needs root, to be others: skipped (exit 77) where it is not.
"""
import glob
import inspect
import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import daemon as socket_of_daemon

# Name in the journal -> user of any Debian, what the configuration gives him.
PEOPLE = {
    'anna': ('daemon', 'roles: [secretariat]'),
    'bo': ('bin', 'roles: [secretariat]'),
    'operator': ('man', 'roles: [operator]'),
    'auditor': ('sys', 'roles: [auditor]'),
    'party': ('nobody', 'parties: ["0851"]'),
    'body': ('mail', 'bodies: ["0851/council"]'),
    'nobody': ('games', None),
}
COLUMNS = ['secretariat', 'operator', 'auditor', 'party', 'body', 'nobody']
OWN, OTHERS = 'works/hearing/asked/0851', 'works/hearing/asked/0813'
TABLE = {  # as docs/rights.md names it -> the words that try it
    'status, show, explain, history, due, overdue, export, fetch': [
        ['status'], ['status', 'n'], ['show', 'n'], ['explain', 'n'], ['history', 'n'], ['due'],
        ['overdue'], ['export', 'n', '--as', 'csv'], ['export', 'n', '--as', 'ics'], ['export', 'n', '--as', 'html'],
        ['fetch', 'n']],
    'explain: a step of another party': [['explain', 'n', OTHERS]],
    'do, can (to ask)': [['do', 'n'], ['can', 'n', 'approve']],
    'outbox, preview, audit, history of the file': [['outbox'], ['preview', 'n'], ['preview', 'n', OWN], ['audit'],
                                                    ['history']],
    'correct --dry-run': [['correct', 'n', '2', '--reason', 'x', '--dry-run']],
    'do: a step of his own party': [['do', 'n', 'reply', '--in', OWN, '--dry-run']],
    "do: a step of another party": [['do', 'n', 'reply', '--in', OTHERS, '--dry-run']],
    'do: a step of the secretariat': [['do', 'n', 'approve', '--dry-run']],
    'open, attach, freeze, suspend, withdraw, correct, move': [
        ['open', 'joint@1', '--key', 'new', '--dry-run'], ['attach', 'n', 'FILE', '--as', 'draft', '--dry-run'],
        ['suspend', 'n', '--reason', 'x', '--dry-run'], ['withdraw', 'n', '--reason', 'x', '--dry-run'],
        ['move', 'n', '--to', '3']],
    'advance': [['advance']],
    'outbox retry': [['outbox', 'retry', '999']],
    'backup': [['backup', 'COPY']],
}
PASSES = {'outbox retry': 3}  # there is no such message, and that is what he is told


class Failed(Exception):
    pass


def table_of(page):
    """-> {row: {column: may}}"""
    rows = {}
    for line in page.read_text(encoding='utf-8').splitlines():
        cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
        if len(cells) == len(COLUMNS) + 1 and cells[0] in TABLE:
            rows[cells[0]] = dict(zip(COLUMNS, (cell != '–' for cell in cells[1:])))
    return rows


class World:
    def __init__(self, folder, aftale, aftaled, root):
        self.folder, self.aftaled, self.root = pathlib.Path(folder), aftaled, pathlib.Path(root)
        self.binary = self.folder / 'aftale'
        self.group = pwd.getpwnam('nobody').pw_gid
        os.chmod(folder, 0o755)
        for name, mode in (('lib', 0o700), ('run', 0o755), ('open', 0o777)):
            (self.folder / name).mkdir()
            os.chmod(self.folder / name, mode)
        # The programs and their files may lie where nobody else may look.
        subprocess.run(['install', '-m', '755', aftale, self.binary], check=True)
        for name in ('workflows', 'rules'):
            shutil.copytree(self.root / name, self.folder / name)
        (self.folder / 'joint').mkdir()
        for file in glob.glob(f'{root}/tests/fault/rights/*.yaml'):
            shutil.copy(file, self.folder / 'joint')
        shutil.copytree(self.root / 'tests/fault/rights/own', self.folder / 'own')
        shared = [self.folder / name for name in ('workflows', 'rules', 'joint', 'own')]
        subprocess.run(['chmod', '-R', 'a+rX', *shared], check=True)
        self.environment = {'PATH': '/usr/bin:/bin', 'HOME': '/', 'AFTALE_LANG': 'en',
                            'AFTALE_NOW': '2022-01-03 09:00',
                            'AFTALE_DB': f'{folder}/run/aftaled.sock', 'LC_ALL': 'C.UTF-8',
                            'AFTALE_PATH': ':'.join(f'{folder}/{name}' for name in ('joint', 'workflows', 'rules')),
                            **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}
        self.config = self.folder / 'aftaled.yaml'
        self.people = {person: (user, gives) for person, (user, gives) in PEOPLE.items() if gives}
        self.process = None

    def configure(self, **names):
        """`names`: user -> another name in the journal."""
        group = subprocess.run(['getent', 'group', str(self.group)], capture_output=True, text=True,
                               check=True).stdout.split(':')[0]
        lines = [f'  - {{user: {user}, person: {names.get(user, person)}, {gives}}}'
                 for person, (user, gives) in self.people.items()]
        paths = ', '.join(str(self.folder / name) for name in ('joint', 'workflows', 'rules'))
        self.config.write_text('\n'.join(['aftaled: 1', f'database: {self.folder}/lib/case.db',
                                          f'socket: {self.folder}/run/aftaled.sock', f'socket_group: {group}',
                                          f'path: [{paths}]', 'people:', *lines, '']), encoding='utf-8')

    def start(self):
        self.configure()
        with open(self.folder / 'log', 'ab') as log:
            self.process = subprocess.Popen([self.aftaled, '--config', self.config], env=self.environment, stderr=log)
        while not os.path.exists(self.environment['AFTALE_DB']):
            if self.process.poll() is not None:
                raise Failed((self.folder / 'log').read_text(encoding='utf-8'))
            time.sleep(0.01)

    def rename(self, person, **names):
        """A new configuration in force, as soon as `person` is known by the new name."""
        self.configure(**names)
        self.process.send_signal(signal.SIGHUP)
        user = PEOPLE[person][0]
        while names.get(user, person) not in self.run(person, 'whoami').stdout:
            time.sleep(0.02)

    def someone(self, person):
        entry = pwd.getpwnam(PEOPLE[person][0])
        return {'user': entry.pw_uid, 'group': self.group, 'extra_groups': []}

    def run(self, person, *words, path=None):
        environment = dict(self.environment, AFTALE_PATH=path) if path else self.environment
        return subprocess.run([self.binary, *map(str, words)], env=environment, cwd='/', capture_output=True, text=True,
                              check=False, **self.someone(person))

    def expect(self, person, words, code, *parts, path=None, never=()):
        done = self.run(person, *words, path=path)
        said = done.stdout + done.stderr
        missing = [part for part in parts if part not in said] + [f'not {part}' for part in never if part in said]
        if done.returncode != code or missing:
            raise Failed(f'{person}: {" ".join(map(str, words))}: exit {done.returncode}, expected {code}; '
                         f'missing {missing}\n{said}')
        return said

    def post(self, person, target, body):
        """By hand: a client of somebody's own making."""
        script = '\n'.join(['import json, socket, sys', inspect.getsource(socket_of_daemon.answer_of),
                            inspect.getsource(socket_of_daemon.post),
                            'print(json.dumps(post(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))))'])
        words = ['/usr/bin/python3', '-c', script, self.environment['AFTALE_DB'], target, json.dumps(body)]
        done = subprocess.run(words, capture_output=True, text=True, check=True, cwd='/', **self.someone(person))
        return json.loads(done.stdout)

    def entry(self, key, last=True):
        entries = json.loads(self.expect('anna', ['history', key, '--json'], 0))['entries']
        return str(entries[-1]['revision']) if last else entries


def try_table(world):
    rows = table_of(world.root / 'docs/rights.md')
    if set(rows) != set(TABLE):
        raise Failed(f'docs/rights.md has not the rows {sorted(set(TABLE) ^ set(rows))}')
    draft = world.folder / 'open/text.txt'
    draft.write_text('Udkast', encoding='utf-8')
    os.chmod(draft, 0o644)
    world.expect('anna', ['attach', 'n', draft, '--as', 'draft'], 0)
    tried = 0
    for row, commands in TABLE.items():
        for column, may in rows[row].items():
            person = 'anna' if column == 'secretariat' else column
            for words in commands:
                filled = [{'FILE': draft, 'COPY': f'{world.folder}/open/{person}.db'}.get(word, word) for word in words]
                if may:
                    world.expect(person, filled, PASSES.get(row, 0))
                else:
                    world.expect(person, filled, 1, 'error[not-allowed]')
                tried += 1
    return tried


def try_reading(world):
    for name, document in (('udkast-hemmeligt.txt', 'draft'), ('aftaletekst.txt', 'agreed')):
        file = world.folder / 'open' / name
        file.write_text(name, encoding='utf-8')
        os.chmod(file, 0o644)
        world.expect('anna', ['attach', 'n', file, '--as', document], 0)
    world.expect('anna', ['freeze', 'n', 'agreed'], 0)
    world.expect('anna', ['do', 'n', 'reply', '--in', OTHERS, 'text=HEMMELIGT-0813'], 0)
    world.expect('party', ['do', 'n', 'reply', '--in', OWN, 'text=EGET-0851'], 0)
    secrets = ('HEMMELIGT-0813', 'udkast-hemmeligt')
    for person in ('party', 'body'):
        for words in (['history', 'n', '--json'], ['show', 'n', '--json'], ['show', 'n', OTHERS, '--json'],
                      ['show', 'n'], ['status', 'n', '--json'], ['due', '--json'], ['overdue', '--json'],
                      ['status', '--json'], ['export', 'n', '--as', 'json'], ['export', '--all', '--as', 'json'],
                      ['export', 'n', '--as', 'csv'], ['export', 'n', '--as', 'html']):
            world.expect(person, words, 0, never=secrets)
        world.expect(person, ['history', 'n', '--json'], 0, 'EGET-0851', '"not_shown"')
        world.expect(person, ['show', 'n'], 0, 'aftaletekst.txt', 'not shown to you')
        # Paper is passed on, so it says so itself.
        world.expect(person, ['export', 'n', '--as', 'html'], 0, 'left out: whoever made this page may not read')
        # The matrix is everybody's.
        world.expect(person, ['status', 'n', '--json'], 0, '0813', 'replied')
        for entry in world.entry('n', last=False):
            asked = {'question': 'explain', 'case': 'n', 'dry_run': False,
                     'entries': [{key: entry[key] for key in ('seq', 'revision')} | {'outcome': '{}'}]}
            status, answer = world.post(person, '/v1/ask', asked)
            if status != 200 or any(secret in json.dumps(answer, ensure_ascii=False) for secret in secrets):
                raise Failed(f'{person} was told of {entry}: {answer}')
    for person in ('anna', 'operator', 'auditor'):
        world.expect(person, ['history', 'n', '--json'], 0, 'HEMMELIGT-0813', never=('not_shown',))
        world.expect(person, ['show', 'n'], 0, *secrets[1:], never=('not shown',))


def try_two_people(world):
    """A second account is a second user, not a second name."""
    world.expect('anna', ['do', 'n', 'approve'], 0, 'awaits a second person')
    world.rename('anna', daemon='ane')
    world.expect('anna', ['do', 'n', 'approve'], 1, 'error[second-person]', 'anna')
    world.rename('bo', bin='anna')
    world.expect('bo', ['do', 'n', 'approve'], 1, 'error[second-person]')
    world.rename('bo')
    world.expect('bo', ['do', 'n', 'approve'], 0)
    agreed = world.entry('n')
    proofs = [entry['proof'] for entry in world.entry('n', last=False)]
    if proofs[-1].get('user') != 'bin' or proofs[-1].get('uid') != pwd.getpwnam('bin').pw_uid:
        raise Failed(f'the proof does not say who he is on the machine: {proofs[-1]}')

    # What two people did, one cannot undo: neither the second one's entry nor the first one's.
    for entry in (agreed, str(int(agreed) - 1)):
        world.expect('anna', ['correct', 'n', entry, '--reason', 'x', '--dry-run'], 0, 'takes two')
        world.expect('anna', ['correct', 'n', entry, '--reason', 'x'], 0, 'awaits a second person')
        world.expect('anna', ['correct', 'n', entry, '--reason', 'y'], 1, 'error[second-person]')
        world.expect('anna', ['show', 'n', '--json'], 0, 'works/text/adopted')
    world.expect('bo', ['correct', 'n', agreed, '--reason', 'x'], 0, never=('awaits',))
    # Nor is that correction one person's.
    struck = world.entry('n')
    world.expect('bo', ['correct', 'n', struck, '--reason', 'x'], 0, 'awaits a second person')
    world.expect('anna', ['correct', 'n', struck, '--reason', 'x'], 0, never=('awaits',))
    # A proposal that nobody has confirmed is its author's own affair.
    world.expect('anna', ['open', 'joint@1', '--key', 'm'], 0)
    world.expect('anna', ['do', 'm', 'approve'], 0, 'awaits')
    world.expect('anna', ['correct', 'm', '2', '--reason', 'x'], 0, never=('awaits',))


def try_moves(world):
    own = ':'.join(str(world.folder / name) for name in ('own', 'joint', 'workflows', 'rules'))
    for apply in ([], ['--apply']):
        world.expect('anna', ['move', 'm', '--to', '4', *apply], 1, 'error[not-in-path]', path=own)
    world.expect('anna', ['move', 'm', '--to', '2'], 0, 'takes two people')
    world.expect('anna', ['move', 'm', '--to', '2', '--apply'], 0, 'awaits the same command')
    world.expect('anna', ['move', 'm', '--to', '2', '--apply'], 1, 'second-person')
    world.expect('anna', ['status', 'm', '--json'], 0, 'joint@1')
    world.expect('bo', ['move', 'm', '--to', '2', '--apply'], 0, '1 case moved')
    world.expect('anna', ['status', 'm', '--json'], 0, 'joint@2')
    # It was moved by two, so it comes back by two; where nothing is left out, one is enough.
    world.expect('anna', ['move', 'm', '--undo', '--apply'], 0, 'awaits')
    world.expect('bo', ['move', 'm', '--undo', '--apply'], 0, never=('awaits',))
    world.expect('anna', ['move', 'm', '--to', '3', '--apply'], 0, '1 case moved', never=('awaits',))
    world.expect('anna', ['status', 'm', '--json'], 0, 'joint@3')


def try_check(world):
    def check(code, *parts):
        done = subprocess.run([world.aftaled, '--check', '--config', world.config], env=world.environment,
                              capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        if done.returncode != code or not all(part in said for part in parts):
            raise Failed(f'--check: exit {done.returncode}, expected {code} and {parts}\n{said}')

    world.configure()
    check(0, 'all well')
    world.configure(bin='anna')
    check(1, 'one-name')
    world.people['bo'] = ('bin', 'parties: ["0815"], bodies: [0851/byraad]')
    world.configure()
    check(1, 'unknown-party', '0851', 'unknown-body')
    world.people = {'anna': ('daemon', 'roles: [secretariat]'), 'ane': ('daemon', 'roles: [operator]')}
    world.configure()
    check(1, 'two-names')
    for name in ('"an\\u0007na"', '"anna\\n"', '"anna\\u202E"', '"anna\\u200B"'):
        world.configure(daemon=name)
        check(1, 'cannot be seen')


def main():
    if os.geteuid() != 0:
        print('rights: skipped, only root can be somebody else')
        sys.exit(77)
    aftale, aftaled, root = (os.path.abspath(word) for word in sys.argv[1:4])
    with tempfile.TemporaryDirectory(prefix='aftale-rights-') as folder:
        world = World(folder, aftale, aftaled, root)
        world.start()
        try:
            world.expect('anna', ['open', 'joint@1', '--key', 'n'], 0)
            tried = try_table(world)
            try_reading(world)
            try_two_people(world)
            try_moves(world)
            world.expect('auditor', ['audit'], 0)
        except Failed as failed:
            sys.exit(f'{failed}\n{(world.folder / "log").read_text(encoding="utf-8")[-1500:]}')
        finally:
            world.process.terminate()
            world.process.wait()
        try:
            try_check(world)
        except Failed as failed:
            sys.exit(str(failed))
    print(f'rights: {tried} commands as the table says; nobody is two')


main()
