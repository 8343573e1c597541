# SPDX-License-Identifier: GPL-2.0-only
"""The storm (tests/user/storm.c) on four CPUs: nothing breaks, nothing is lost.

STORM=120 sets its seconds (make stress does), SEED=7 what is drawn.
"""
import os
import re

import pytest

from harness.machine import COMPLAINT, run_once
from harness.tap import Tap

SECONDS = int(os.environ.get('STORM', '5'))
SEED = int(os.environ.get('SEED', '1'))
# The first storm fills what the kernel rightly keeps: slabs, page lists, freed memory
# that KASAN quarantines. What the second one does not give back is lost.
SCRIPT = '''
free() { echo 3 > /proc/sys/vm/drop_caches; sleep 1; grep MemFree /proc/meminfo; }
/tests/storm %d 8 %d > /dev/null
free; echo @@storm; /tests/storm %d 8 %d; status=$?; free
echo @@processes $(pidof storm | wc -w); echo @@dmesg; dmesg; exit $status
'''


@pytest.fixture(scope='module')
def storm(kernel, initrd):
    script = SCRIPT.strip().replace('\n', '; ') % (max(3, SECONDS // 10), SEED + 1000,
                                                   SECONDS, SEED)
    return run_once(kernel, initrd, script, 'loglevel=5', smp=4, mem=512,
                    timeout=120 + 3 * SECONDS)


def test_data_and_children(storm):
    """Each operation checks its data; afterwards wait(2) says ECHILD."""
    out, status = storm
    Tap(out).check(out, status)
    assert re.search(r'@@processes 0\s', out), 'a process is left behind'


def test_memory_comes_back(storm):
    out, _ = storm
    before, after = map(int, re.findall(r'^MemFree: +(\d+) kB', out, re.M))
    assert after >= before * 0.99, '%d KiB lost' % (before - after)


def test_no_complaint(storm, on_linux):
    out, _ = storm
    if on_linux:
        pytest.skip('it is ours that is judged')
    bad = [line for line in out.splitlines() if COMPLAINT.search(line)]
    assert not bad, '\n'.join(bad[:20])


def test_segfaults_are_told(storm):
    """Who, where, and in which file; once is enough, the rest is rate limited."""
    out, _ = storm
    assert re.search(r'storm\[\d+\]: segfault at [0-9a-f]+ ip [0-9a-f]+ sp [0-9a-f]+ '
                     r'error 6 in storm\[[0-9a-f]+\+[0-9a-f]+\]', out)
