# SPDX-License-Identifier: GPL-2.0-only
"""tests/user/*.c, on Yomix and, unchanged, on stock Linux (make test-linux).

All programs run in one boot; each is one test here, and fails by its own TAP.
"""
import pathlib
import re

import pytest

from harness.machine import Machine
from harness.tap import Tap, marked

HERE = pathlib.Path(__file__).parent
PROGRAMS = sorted(p.stem for p in HERE.glob('*.c'))
BAD = re.compile(r'BUG:|WARNING:|Oops:|general protection|Kernel panic|lockdep|KASAN|UBSAN')


@pytest.fixture(scope='module')
def outputs(kernel, initrd):
    """Run everything once; a program that hangs the machine ends the rest."""
    line = 'console=ttyS0 loglevel=5 run="sh /tests/run-all.sh"'
    with Machine(kernel, initrd, line, smp=2, mem=512, timeout=1200) as m:
        log = m.wait_end()
    found = marked(log)
    found['log'] = log
    return found


@pytest.mark.parametrize('name', PROGRAMS)
def test_program(outputs, name):
    assert name in outputs, 'did not finish; the log ends:\n' + \
        '\n'.join(outputs['log'].splitlines()[-40:])
    text, status = outputs[name]
    Tap(text).check(text, status)


def test_no_complaint(outputs, on_linux):
    """The kernel itself must have nothing to say."""
    if on_linux:
        pytest.skip('it is ours that is judged')
    bad = [line for line in outputs['log'].splitlines() if BAD.search(line)]
    assert not bad, '\n'.join(bad[:20])
