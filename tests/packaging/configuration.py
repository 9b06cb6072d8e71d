#!/usr/bin/python3
"""The example configuration passes as it is and with every setting in force, and each key that the program reads stands
in it and in the manual page, in its section; no other does.

usage: configuration.py --daemon BIN --root CHECKOUT
"""
import argparse
import glob
import grp
import os
import re
import subprocess
import sys
import tempfile

import yaml

# Section of the manual page -> the functions that read its keys.
SECTIONS = {
    'THE TOP': ['read_top'],
    'PEOPLE': ['read_person'],
    'TELL': ['read_tell', 'read_quiet', 'read_receiver'],
    'CHANNELS': ['keys'],
    'QUOTA': ['read_quota'],
    'kind: mail': ['read_mail'],
    'kind: webhook': ['read_webhook'],
    'kind: command': ['read_command'],
    'kind: files': ['read_files'],
    'SECRETS': ['secret'],
}
FUNCTION = re.compile(r'^ *[\w:<>]+ (\w+)\([^;]*\{$', re.M)
KEYS = re.compile(r'(?:\bkeys\((?:[*\w.]+, )?|\ball)\{([^}]*)\}')
DOCUMENTED = re.compile(r'^\.(?:BI?|BR) (\w+)(?::| ":)', re.M)


def keys_of_program(root):
    """-> {function: keys it reads}"""
    found = {}
    for path in sorted(glob.glob(os.path.join(root, 'apps', 'aftaled', 'config*.cpp'))):
        with open(path, encoding='utf-8') as file:
            source = file.read()
        for match in KEYS.finditer(source):
            function = [f.group(1) for f in FUNCTION.finditer(source, 0, match.start())][-1]
            found.setdefault(function, set()).update(re.findall(r'"(\w+)"', match.group(1)))
    return {function: keys for function, keys in found.items() if keys}


def keys_of_manual(root):
    """-> {section: keys}"""
    with open(os.path.join(root, 'packaging', 'man', 'aftaled.yaml.5'), encoding='utf-8') as file:
        parts = re.split(r'^\.S[HS] (.*)$', file.read(), flags=re.M)
    return {title: set(DOCUMENTED.findall(text)) for title, text in zip(parts[1::2], parts[2::2])}


def keys_of_example(example):
    """-> {section: keys}"""
    tell, channels = example['tell'], example['channels']
    found = {
        'THE TOP': set(example),
        'PEOPLE': {key for person in example['people'] for key in person},
        'TELL': set(tell) | set(tell['quiet']) | {key for receiver in tell['receivers'] for key in receiver},
        'CHANNELS': {'kind'},
        'SECRETS': {'file', 'credential'},
        'QUOTA': set(example['quota']),
    }
    for channel in channels.values():
        if 'kind' in channel:
            found[f"kind: {channel['kind']}"] = set(channel) - {'kind'}
    return found


def check(daemon, path):
    done = subprocess.run([daemon, '--check', '--config', path], capture_output=True, text=True, check=False,
                          env={'AFTALE_LANG': 'en'})
    return done.returncode, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--daemon', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    example = os.path.join(options.root, 'packaging', 'aftaled.yaml')
    with open(example, encoding='utf-8') as file:
        text = file.read()
    # What stands on no machine of ours: the group of the service, the folder of an office, a program of its own.
    text = text.replace('socket_group: aftale', f'socket_group: {grp.getgrgid(os.getgid()).gr_name}')
    text = text.replace('/etc/aftale/workflows', os.path.join(options.root, 'workflows'))
    in_force = re.sub(r'^#(?=[^ \n]|  )', '', text, flags=re.M)
    in_force = in_force.replace('/usr/local/lib/aftale/deliver', '/bin/true')
    wrong = []

    with tempfile.TemporaryDirectory(prefix='aftale-packaging-') as folder:
        for name, content, expected in [('as it is', text, 0), ('all in force', in_force, 0),
                                        ('with a key that nobody knows', in_force + 'unheard_of: 1\n', 1),
                                        ('with a mail server that is none', in_force.replace('smtp://', 'ftp://'), 1),
                                        ('with a program that is not there', in_force.replace('/bin/true', '/none'), 1),
                                        ('with more than a network', in_force.replace('10.1.0.0/16', '10.1.0.0/0'), 1),
                                        ('with host bits', in_force.replace('10.1.0.0/16', '10.1.2.3/16'), 1),
                                        ('with no address', in_force.replace('it-drift@', 'it..drift@'), 1),
                                        ('with no such group',
                                         re.sub('(socket_group: ).*', r'\1no-such-group', text), 1),
                                        ('with no such folder', in_force.replace('/workflows\n', '/workfows\n'), 1),
                                        ('with no such calendar', in_force.replace('calendar: denmark', 'calendar: x'),
                                         1),
                                        ('with no such role', in_force.replace('[secretariat, ', '[secretary, '), 1),
                                        ('with no quota', in_force.replace('entries: 2000', 'entries: 0'), 1),
                                        ('with a receiver in the house', in_force.replace('https://', 'http://'), 1)]:
            path = os.path.join(folder, 'aftaled.yaml')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(content)
            code, output = check(options.daemon, path)
            if code != expected:
                wrong.append(f'the example {name}: exit {code}, not {expected}\n{output}')

    program, manual = keys_of_program(options.root), keys_of_manual(options.root)
    shown = keys_of_example(yaml.safe_load(in_force))
    if sum(map(len, program.values())) < 50:
        sys.exit(f'Only these keys were found in the program: {program}')
    read_by_none = set(program) - {function for functions in SECTIONS.values() for function in functions}
    wrong += [f'{function} reads keys, and no section of the manual is about it' for function in sorted(read_by_none)]
    for section, functions in SECTIONS.items():
        known = set().union(*(program.get(function, set()) for function in functions))
        for place, keys in (('manual page', manual.get(section, set())), ('example', shown.get(section, set()))):
            wrong += [f'{section}: {key} is missing in the {place}' for key in sorted(known - keys)]
            wrong += [f'{section}: {key} of the {place} is unknown to the program' for key in sorted(keys - known)]
    if wrong:
        sys.exit('\n'.join(wrong))


main()
