# SPDX-License-Identifier: GPL-2.0-only
"""What the words of the command line do (Documentation/booting.md), each as Linux has it."""
import re

import pytest

from harness.machine import Machine, run_once

INIT = 'Run /init as init process'


@pytest.mark.parametrize('words,level,told', [
    ('', 7, True), ('quiet', 4, False), ('debug', 10, True), ('loglevel=3', 3, False),
    ('quiet loglevel=7', 7, True), ('loglevel=7 quiet', 4, False),
    ('quiet ignore_loglevel', 4, True), ('loglevel=junk', 7, True)])
def test_how_much_is_shown(kernel, initrd, words, level, told):
    """The console's level, and whether an informational message passes it."""
    out, status = run_once(kernel, initrd, 'echo "lev""el" $(cut -f 1 /proc/sys/kernel/printk)',
                           words)
    assert status == 0
    assert re.search(r'^level %d\r?$' % level, out, re.M)
    assert (INIT in out) == told


@pytest.mark.parametrize('words,same', [('', False), ('norandmaps', True)])
def test_norandmaps(kernel, initrd, words, same):
    """Where the stack and the heap of three programs lie."""
    out, status = run_once(kernel, initrd,
                           'for i in 1 2 3; do grep stack /proc/self/maps; '
                           'grep -m 1 heap /proc/self/maps; done', words)
    assert status == 0
    for area in ('stack', 'heap'):
        places = re.findall(r'^([0-9a-f]+)-[0-9a-f]+ .*\[%s\]' % area, out, re.M)
        assert len(places) == 3
        assert (len(set(places)) == 1) == same


def test_initcall_debug(kernel, initrd):
    out, _ = run_once(kernel, initrd, 'true', 'initcall_debug ignore_loglevel')
    assert re.search(r'calling +\w+\+0x0/0x[0-9a-f]+ @ 1\b', out)
    assert re.search(r'initcall \w+\+0x0/0x[0-9a-f]+ returned 0 after \d+ usecs', out)


@pytest.mark.parametrize('words,how', [
    ('rdinit=/bin/nonexist', 'VFS: Unable to mount root fs on unknown-block'),
    ('rdinit=/nonexist root=/dev/sda1 rootfstype=ext2 ro', 'VFS: Unable to mount root fs'),
    ('rdinit=/bin/true', 'Attempted to kill init! exitcode=0x00000000'),
    ('rdinit=/bin/false', 'Attempted to kill init! exitcode=0x00000100')])
def test_first_program(kernel, initrd, words, how):
    """What cannot be, and panic=1 ends it; -no-reboot makes QEMU leave."""
    with Machine(kernel, initrd, 'console=ttyS0 panic=1 ' + words) as m:
        out = m.wait_end()
    assert 'Kernel panic - not syncing: ' + how in out
    assert 'Rebooting in 1 seconds..' in out


def test_init_is_for_a_root(kernel, initrd):
    """With an init in the initramfs, init= says nothing."""
    out, status = run_once(kernel, initrd, 'true', 'init=/nonexist')
    assert status == 0
    assert INIT in out


def test_panic_stays(kernel, initrd):
    """Without panic= it stays, and its last line says why, in one piece."""
    with Machine(kernel, initrd, 'console=ttyS0 rdinit=/bin/true') as m:
        m.expect(r'---\[ end Kernel panic - not syncing: Attempted to kill init! '
                 r'exitcode=0x00000000 \]---')


def test_oops_panic(kernel, initrd):
    with Machine(kernel, initrd, 'console=ttyS0 oops=panic panic=1 '
                 'run="echo c > /proc/sysrq-trigger"') as m:
        assert 'Kernel panic - not syncing: ' in m.wait_end()


@pytest.mark.parametrize('value,name', [
    ('serial,ttyS0,115200', 'earlyser0'), ('ttyS0,115200', 'earlyser0'), ('vga', 'earlyvga0')])
def test_earlyprintk(kernel, initrd, on_linux, value, name):
    """It prints from the first line on, and leaves when the real console comes."""
    if on_linux:
        pytest.skip('about our order')
    out, status = run_once(kernel, initrd, 'cat /proc/consoles', 'earlyprintk=' + value)
    assert status == 0
    assert 'bootconsole [%s] enabled' % name in out or name == 'earlyvga0'
    assert not re.search(r'^early', out, re.M)
    if name == 'earlyser0':
        assert out.count('Linux version ') == 1
        assert out.index('Linux version ') < out.index('console [ttyS0] enabled')
