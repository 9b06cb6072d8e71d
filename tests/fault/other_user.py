#!/usr/bin/python3
"""A user of the machine without the role: he may ask by the socket, is refused and told which role it takes, and cannot
read the database behind the daemon's back.

usage: other_user.py AFTALE AFTALED ROOT. Needs root, to be somebody else: skipped (exit 77) where it is not.
"""
import os
import pwd
import subprocess
import sys
import tempfile
import time

USER = 'nobody'
CONFIGURATION = """aftaled: 1
database: {folder}/lib/case.db
socket: {folder}/run/aftaled.sock
socket_group: {group}
path: [{root}/workflows, {root}/rules]
people:
  - {{user: root, roles: [secretariat, operator]}}
  - {{user: nobody, person: example-clerk, parties: ["0851"]}}
"""


def main():
    if os.geteuid() != 0:
        print('other_user: skipped, only root can be somebody else')
        sys.exit(77)
    aftale, aftaled, root = (os.path.abspath(word) for word in sys.argv[1:4])
    somebody = pwd.getpwnam(USER)
    group = subprocess.run(['getent', 'group', str(somebody.pw_gid)], capture_output=True, text=True,
                           check=True).stdout.split(':')[0]
    with tempfile.TemporaryDirectory(prefix='aftale-users-') as folder:
        os.chmod(folder, 0o755)
        os.mkdir(f'{folder}/lib', 0o700)
        os.mkdir(f'{folder}/run', 0o755)
        os.mkdir(f'{folder}/open')
        os.chmod(f'{folder}/open', 0o777)
        # The program may lie where nobody else may look.
        subprocess.run(['install', '-m', '755', aftale, f'{folder}/aftale'], check=True)
        with open(f'{folder}/aftaled.yaml', 'w', encoding='utf-8') as file:
            file.write(CONFIGURATION.format(folder=folder, group=group, root=root))
        environment = {'PATH': '/usr/bin:/bin', 'HOME': '/', 'AFTALE_LANG': 'en', 'AFTALE_NOW': '2022-01-03 09:00',
                       'AFTALE_DB': f'{folder}/run/aftaled.sock', 'AFTALE_PATH': f'{root}/workflows:{root}/rules',
                       **{name: value for name, value in os.environ.items() if name.endswith('SAN_OPTIONS')}}
        daemon = subprocess.Popen([aftaled, '--config', f'{folder}/aftaled.yaml'], env=environment,
                                  stderr=subprocess.DEVNULL)

        def run(words, user):
            who = {'user': somebody.pw_uid, 'group': somebody.pw_gid, 'extra_groups': []} if user else {}
            return subprocess.run(words, env=environment, cwd='/', capture_output=True, text=True, **who)

        def expect(words, user, code, *parts):
            done = run(words, user)
            said = done.stdout + done.stderr
            if done.returncode != code or not all(part in said for part in parts):
                sys.exit(f'{" ".join(words)}: exit {done.returncode}, expected {code} and {parts}\n{said}')

        try:
            while not os.path.exists(environment['AFTALE_DB']) and daemon.poll() is None:
                time.sleep(0.01)
            own = f'{folder}/aftale'
            expect([own, 'open', 'nordjysk-socialaftale', '--key', 'n', 'first_day=2023-01-01', 'last_day=2024-12-31',
                    'focus_areas=A'], False, 0)
            expect([own, 'whoami'], True, 0, 'example-clerk', 'party:0851', 'aftaled.yaml:8')
            expect([own, 'status', 'n'], True, 0, 'Nordjysk Socialaftale')
            expect([own, 'do', 'n', 'discussed'], True, 1, 'error[not-allowed]', 'secretariat')
            expect([own, 'backup', f'{folder}/open/copy.db'], True, 1, 'error[not-allowed]', 'operator')
            expect(['cat', f'{folder}/lib/case.db'], True, 1, 'Permission denied')
            expect([own, '--db', f'{folder}/lib/case.db', 'status'], True, 4, 'not-writable')
            expect([own, 'do', 'n', 'discussed'], False, 0)
            expect([own, 'history', 'n'], True, 0, 'not shown to you')
            expect([own, 'history', 'n'], False, 0, 'root')
        finally:
            daemon.terminate()
            daemon.wait()
        if os.stat(f'{folder}/lib/case.db').st_mode & 0o077:
            sys.exit('the database can be read by others')
    print('other_user: asked, refused, and kept from the file')


main()
