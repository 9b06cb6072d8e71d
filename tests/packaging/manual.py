#!/usr/bin/python3
"""The manual pages are well made (mandoc finds nothing, not even of style), and the hand-written one of the daemon has
every option of the program.

usage: manual.py --program BIN --daemon BIN --root CHECKOUT     exit 77 where mandoc is not installed
"""
import argparse
import glob
import os
import re
import shutil
import subprocess
import sys


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


def lint(name, text):
    done = run('mandoc', '-T', 'lint', '-W', 'style', input=text)
    return [f'{name}: {line}' for line in (done.stdout + done.stderr).split('\n') if line]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--program', required=True)
    parser.add_argument('--daemon', required=True)
    parser.add_argument('--root', required=True)
    options = parser.parse_args()
    if not shutil.which('mandoc'):
        print('skipped: there is no mandoc here')
        sys.exit(77)

    pages = {}
    for language in ('da', 'en'):
        page = run(options.program, 'manual', env={'AFTALE_LANG': language, 'HOME': '/'}).stdout
        pages[f'aftale.1 ({language})'] = page
    for path in glob.glob(os.path.join(options.root, 'packaging', 'man', '*')):
        with open(path, encoding='utf-8') as file:
            pages[os.path.basename(path)] = file.read()
    wrong = [finding for name, text in sorted(pages.items()) for finding in lint(name, text)]
    if len(pages) != 4:
        wrong.append(f'these pages were found: {sorted(pages)}')
    if not lint('a page without a title', '.SH NAME\naftale\n'):
        wrong.append('mandoc finds nothing wrong with a page without a title')

    offered = re.findall(r'--[a-z]+', run(options.daemon, '--help').stdout)
    page = pages.get('aftaled.8', '').replace('\\-', '-')
    wrong += [f'aftaled.8: {option} is missing' for option in sorted(set(offered)) if option not in page]
    if len(set(offered)) < 7:
        wrong.append(f'the daemon offers only {offered}')
    if wrong:
        sys.exit('\n'.join(wrong))


main()
