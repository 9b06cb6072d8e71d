"""What the tests of pictures share: the shipped workflows, and the program that draws them."""
import glob
import os
import re
import shutil
import subprocess

LANGUAGES = ('da', 'en')


def workflows(root):
    """Every version of every shipped workflow, as it is asked for (`council-approval@1`), by the stem of its file."""
    named = {}
    for path in sorted(glob.glob(os.path.join(root, 'workflows', '*', '*.workflow.yaml'))):
        with open(path, encoding='utf-8') as file:
            text = file.read()
        name, version = (re.search(rf'^{key}: *(\S+)', text, re.M).group(1) for key in ('workflow', 'version'))
        named[os.path.basename(path).removesuffix('.workflow.yaml')] = f'{name}@{version}'
    assert len(named) >= 9, named
    return named


def printed(program, root, *words, path=()):
    """What `aftale` prints; `path`: more folders to look in."""
    more = [word for folder in path for word in ('--path', folder)]
    more += ['--path', os.path.join(root, 'workflows'), '--path', os.path.join(root, 'rules')]
    run = subprocess.run([program, *words, *more], cwd=root, encoding='utf-8', capture_output=True)
    if run.returncode != 0:
        raise RuntimeError(f'{" ".join(words)} ended with {run.returncode}: {run.stderr}')
    return run.stdout


def draw(program, root, *words, path=()):
    """What `aftale draw` prints."""
    return printed(program, root, 'draw', *words, path=path)


def has_dot():
    """Says so where there is none."""
    if shutil.which('dot'):
        return True
    print('skipped: there is no `dot` (Debian package graphviz)')
    return False
