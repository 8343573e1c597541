# SPDX-License-Identifier: GPL-2.0-only
"""The suites inside the kernel: one boot of the KUNIT=1 build, one test for each suite."""
import os
import pathlib
import re
import subprocess

import pytest

from harness.machine import Machine
from harness.tap import Tap

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
# Suites about what only these builds have.
ONLY = {'kasan': 'KASAN=1', 'lockdep': 'DEBUG=1'}
NAMES = sorted(set(re.findall(r'\.name\s*=\s*"([\w.-]+)"\s*,\s*\n[^}]*\.test_cases', ''.join(
    p.read_text() for p in HERE.glob('*_test.c')))))
BAD = re.compile(r'BUG:|WARNING:|Oops|general protection|Kernel panic|KASAN:|UBSAN:')


@pytest.fixture(scope='module')
def log(on_linux):
    if on_linux:
        pytest.skip('about our kernel')
    build = os.environ.get('YOMIX_IMAGES', 'build')
    subprocess.run(['make', '-s', '-j2', 'KUNIT=1', 'BUILD=' + build, 'all'], cwd=TOP, check=True)
    # The build under test and KUNIT=1: build/kasan has its suites in build/kasankunit.
    variant = os.environ.get('YOMIX_BUILD', build)[len(build):].lstrip('/') + 'kunit'
    kernel = TOP / build / variant / 'bzImage'
    line = 'console=ttyS0 kunit.enable=1 kunit.shutdown=poweroff'
    with Machine(kernel, None, line, smp=4, mem=256, timeout=300) as m:
        return m.wait_end()


def suite_text(log, name):
    """From "# Subtest: name" to the suite's own result line."""
    found = re.search(r'# Subtest: %s\b(.*?)^(\[[^\]]*\] )?(not )?ok \d+ (- )?%s' % (
        re.escape(name), re.escape(name)), log, re.S | re.M)
    assert found, 'suite %s did not run; the log ends:\n%s' % (name, log[-2500:])
    return found.group(0)


@pytest.mark.parametrize('name', NAMES)
def test_suite(log, name):
    if name in ONLY and '# Subtest: %s' % name not in log:
        pytest.skip('only in a build with %s' % ONLY[name])
    text = suite_text(log, name)
    lines = [re.sub(r'^\[[^\]]*\] ?', '', line) for line in text.splitlines()]
    tap = Tap('\n'.join(lines))
    assert not tap.failed, text
    assert tap.ok, text


def test_nothing_else_complained(log):
    """Some suites provoke reports on purpose, between their own lines; outside there are none."""
    outside = re.sub(r'# Subtest: .*?^(\[[^\]]*\] )?(not )?ok \d+', '', log, flags=re.S | re.M)
    bad = [line for line in outside.splitlines() if BAD.search(line)]
    assert not bad, '\n'.join(bad[:20])
