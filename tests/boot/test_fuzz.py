# SPDX-License-Identifier: GPL-2.0-only
"""System calls drawn at random (tests/user/fuzz.c) on four CPUs: the kernel has nothing to say.

FUZZ=600 sets its seconds (make stress does), SEED=7 what is drawn.
"""
import os
import re

import pytest

from harness.machine import COMPLAINT, run_once
from harness.tap import Tap

SECONDS = int(os.environ.get('FUZZ', '5'))
SEED = int(os.environ.get('SEED', '1'))
# As for the storm: what the first round fills, the second must give back.
SCRIPT = '''
free() { echo 3 > /proc/sys/vm/drop_caches; sleep 1; grep MemFree /proc/meminfo; }
/tests/fuzz %d 8 %d > /dev/null
free; echo @@fuzz; /tests/fuzz %d 8 %d; status=$?; free
echo @@processes $(pidof fuzz | wc -w); exit $status
'''


@pytest.fixture(scope='module')
def fuzz(kernel, initrd):
    script = SCRIPT.strip().replace('\n', '; ') % (max(3, SECONDS // 10), SEED + 100000,
                                                   SECONDS, SEED)
    return run_once(kernel, initrd, script, 'loglevel=5', smp=4, mem=512,
                    timeout=120 + 3 * SECONDS)


def test_children_can_be_killed(fuzz):
    out, status = fuzz
    Tap(out).check(out, status)
    assert re.search(r'@@processes 0\s', out), 'a process is left behind'


def test_memory_comes_back(fuzz):
    before, after = map(int, re.findall(r'^MemFree: +(\d+) kB', fuzz[0], re.M))
    assert after >= before * 0.99, '%d KiB lost' % (before - after)


def test_no_complaint(fuzz, on_linux):
    if on_linux:
        pytest.skip('it is ours that is judged')
    bad = [line for line in fuzz[0].splitlines() if COMPLAINT.search(line)]
    assert not bad, '\n'.join(bad[:20])
