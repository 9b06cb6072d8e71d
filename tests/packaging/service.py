#!/usr/bin/python3
"""systemd understands the service and finds it confined (exposure below 1.5), and what the daemon calls is allowed.

usage: service.py --daemon BIN --root CHECKOUT     exit 77 where systemd-analyze is not installed
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

# In tenths: 1.4 is the most that is below 1.5.
EXPOSURE_MAX = 14
# Clock, locks, the command channel, and what it needs to start and end programs.
NEEDED = """timerfd_create timerfd_settime flock ftruncate fchmod chmod memfd_create pidfd_open clone vfork execve
setpgid kill socket bind accept4 connect""".split()
BARE = '[Service]\nExecStart={daemon}\nUser=nobody\n'


def analyze(*words):
    done = subprocess.run(['systemd-analyze', *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def is_confined(path):
    return analyze('security', '--offline=true', f'--threshold={EXPOSURE_MAX}', '--no-pager', path)


def calls_of(name):
    code, text = analyze('syscall-filter', name)
    if code != 0:
        sys.exit(text)
    found = set()
    for word in re.findall(r'^    ([@\w-]+)$', text, re.M):
        found |= calls_of(word) if word.startswith('@') else {word}
    return found


def allowed(unit):
    """The calls that the filters of the unit leave, in the order that systemd reads them."""
    found = set()
    for line in re.findall(r'^SystemCallFilter=(.*)$', unit, re.M):
        named = set()
        for word in line.lstrip('~').split():
            named |= calls_of(word) if word.startswith('@') else {word}
        found = found - named if line.startswith('~') else found | named
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--daemon', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    if not shutil.which('systemd-analyze'):
        print('skipped: there is no systemd-analyze here')
        sys.exit(77)
    with open(os.path.join(options.root, 'packaging', 'debian', 'aftale.aftaled.service'), encoding='utf-8') as file:
        unit = file.read()
    wrong = []
    with tempfile.TemporaryDirectory(prefix='aftale-packaging-') as folder:
        path = os.path.join(folder, 'aftaled.service')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(unit.replace('/usr/sbin/aftaled', options.daemon))
        code, text = analyze('verify', '--man=no', path)
        if code != 0 or 'aftaled.service' in text:
            wrong.append(f'verify: exit {code}\n{text}')
        code, text = is_confined(path)
        if code != 0:
            wrong.append(text)
        bare = os.path.join(folder, 'bare.service')
        with open(bare, 'w', encoding='utf-8') as file:
            file.write(BARE.format(daemon=options.daemon))
        if is_confined(bare)[0] == 0:
            wrong.append('a service without any restriction counts as confined: the measure measures nothing')
    wrong += [f'the service may not call {call}' for call in sorted(set(NEEDED) - allowed(unit))]
    if wrong:
        sys.exit('\n'.join(wrong))


main()
