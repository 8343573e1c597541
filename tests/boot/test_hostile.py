# SPDX-License-Identifier: GPL-2.0-only
"""What comes from outside broken, too long or malicious: said, and survived."""
import gzip
import re

import pytest

from harness import cpio
from harness.machine import Machine, run_once

OOPS = re.compile(r'BUG|WARNING|Oops|KASAN|UBSAN|general protection|Call Trace.*\n.*page_fault')

GOOD = cpio.archive({'/there/file': b'hello' * 1000, '/link/file': b'x'})
# Each field of a cpio header: the magic in one, then thirteen of eight digits.
FIELDS = [0] + list(range(6, 110, 8))


def flipped(data, at, bit):
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1:]


def broken_archives():
    """Name and bytes; each alone is what the loader brings."""
    packed = gzip.compress(GOOD, mtime=0)
    for at in FIELDS:
        yield 'cpio field at %d' % at, flipped(GOOD, at + 3, 0x40)
    for at in FIELDS[1:]:
        yield 'cpio huge at %d' % at, GOOD[:at] + b'FFFFFFFF' + GOOD[at + 8:]
    for at in range(11):
        yield 'gzip byte %d' % at, flipped(packed, at, 0x20)
    for n in (1, 6, 60, 109, 111, 120, 300, len(GOOD) // 2):
        yield 'cpio cut at %d' % n, GOOD[:n]
    for n in (1, 5, 10, 11, len(packed) // 2, len(packed) - 4, len(packed) - 1):
        yield 'gzip cut at %d' % n, packed[:n]


BROKEN = dict(broken_archives())


@pytest.mark.parametrize('name', BROKEN)
def test_broken_initrd(kernel, on_linux, tmp_path, name):
    """No init in it: the end is a panic in Linux's words, not an oops."""
    if on_linux:
        pytest.skip('it is ours that is judged')
    image = tmp_path / 'initrd'
    image.write_bytes(BROKEN[name])
    with Machine(kernel, image, 'console=ttyS0 panic=-1', mem=64) as m:
        out = m.wait_end()
    assert re.search(r'Kernel panic - not syncing: (VFS: Unable to mount root fs|'
                     r'No working init found)', out), out[-2000:]
    assert not re.search(r'BUG|WARNING|Oops|KASAN|UBSAN|general protection', out), out[-3000:]
    if name.startswith(('cpio cut', 'gzip cut')) or name.endswith('field at 0'):
        assert 'Initramfs unpacking failed' in out


@pytest.mark.parametrize('name', ['cpio field at 0', 'cpio huge at 94', 'gzip byte 2',
                                  'cpio cut at 300', 'gzip cut at 11'])
def test_what_came_before_stays(kernel, initrd, on_linux, tmp_path, name):
    """A broken archive behind the good one: the good one's init runs."""
    if on_linux:
        pytest.skip('it is ours that is judged')
    data = initrd.read_bytes()
    image = tmp_path / 'initrd'
    image.write_bytes(data + bytes(-len(data) % 4) + BROKEN[name])
    out, status = run_once(kernel, image, 'dmesg')
    assert status == 0
    assert 'Initramfs unpacking failed' in out
    assert not OOPS.search(out), out[-3000:]


@pytest.mark.parametrize('length', [2046, 2047, 2048, 3000, 20000])
def test_long_command_line(kernel, initrd, length):
    """2047 bytes of it arrive, the rest is cut off, and the boot goes on."""
    start = 'console=ttyS0 run="cat /proc/cmdline | tr -d x | wc; wc -c < /proc/cmdline" '
    with Machine(kernel, initrd, start + 'x' * (length - len(start))) as m:
        out = m.wait_end()
    assert 'init: run exited with 0' in out
    seen = [int(n) for n in re.findall(r'^(\d+)\s*$', out, re.M)]
    assert seen[-1] == min(length, 2047) + 1, out[-1500:]       # and a newline
