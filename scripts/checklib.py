# SPDX-License-Identifier: GPL-2.0-only
"""What the checkers share: the list of sources, the budget, the report."""
import os

KERNEL = ('arch', 'boot', 'kernel', 'mm', 'fs', 'ipc', 'init', 'lib', 'block', 'drivers',
          'net', 'security', 'include')
OTHERS = ('user', 'tests', 'bench')


def sources(*suffixes, kernel_only=False):
    """All files of ours with one of these endings, sorted."""
    found = []
    for top in KERNEL + (() if kernel_only else OTHERS):
        for folder, _, files in os.walk(top):
            found += [os.path.join(folder, f) for f in files if f.endswith(suffixes)]
    return sorted(found)


def budget(kind):
    """scripts/budget.txt: "kind file[:function] number reason"; each line needs its reason."""
    allowed = {}
    with open('scripts/budget.txt', encoding='utf-8') as lines:
        for line in lines:
            words = line.split('#')[0].split(None, 3)
            if words and len(words) < 4:
                raise SystemExit('budget.txt: a line without a reason: ' + line.strip())
            if words and words[0] == kind:
                allowed[words[1]] = int(words[2])
    return allowed


def report(name, what, bad):
    for line in bad:
        print(line)
    print('%s: %s, %d wrong' % (name, what, len(bad)))
    return 1 if bad else 0
