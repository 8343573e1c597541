# SPDX-License-Identifier: GPL-2.0-only
"""Disks: virtio in all its ways, partition tables good and broken, loop devices, root=."""
import hashlib
import os
import random
import re
import shutil
import subprocess
import uuid

import pytest

from harness import disk
from harness.machine import Machine, run_once

pytestmark = pytest.mark.skipif(os.environ.get('YOMIX_KERNEL') == 'linux',
                                reason='stock Linux has its disk drivers in modules')
OOPS = re.compile(r'BUG|WARNING|Oops|KASAN|UBSAN|general protection|Call Trace')
MIB = 1 << 20
ONE = uuid.UUID('11111111-2222-3333-4444-555555555555')
TWO = uuid.UUID('aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee')


def md5(data):
    return hashlib.md5(data).hexdigest()


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


@pytest.fixture
def image(tmp_path):
    """A file that the guest may write, 8 MiB of noise."""
    path = tmp_path / 'disk.img'
    path.write_bytes(noise(8 * MIB))
    return path


def boot(kernel, initrd, args, **kwargs):
    kwargs.setdefault('mem', 128)
    return Machine(kernel, initrd, 'console=ttyS0', args=args, **kwargs)


WAYS = [
    ('q35', 1, ''), ('q35', 4, ',disable-legacy=on,num-queues=4'), ('q35', 2, ',disable-modern=on'),
    ('q35', 2, ',vectors=0'), ('pc', 1, ',disable-modern=on'), ('pc', 4, ',disable-legacy=on'),
    ('pc', 1, ',disable-modern=on,vectors=0'), ('pc', 1, ',queue-size=4,seg-max-adjust=off'),
    ('q35', 1, ',logical_block_size=4096,physical_block_size=4096'), ('q35', 2, ',packed=on,event_idx=off'),
]


@pytest.mark.parametrize('machine,smp,options', WAYS, ids=['%s-%d%s' % w for w in WAYS])
def test_read_and_write(kernel, initrd, image, machine, smp, options):
    """Every byte of the disk is read; what is written is on the host after a flush."""
    old = image.read_bytes()
    with boot(kernel, initrd, disk.virtio(image, options), machine=machine, smp=smp) as m:
        m.wait_prompt()
        out, _ = m.sh('md5sum /dev/vda')
        assert md5(old) in out
        m.sh('dd if=/dev/vda of=/tmp/a bs=64k count=16 2>/dev/null; '
             'dd if=/tmp/a of=/dev/vda bs=64k seek=48 conv=fsync 2>/dev/null')
        new = bytearray(old)
        new[3 * MIB:4 * MIB] = old[:MIB]
        assert image.read_bytes() == new            # by fsync, before anything else
        out, _ = m.sh('echo 3 > /proc/sys/vm/drop_caches; md5sum /dev/vda')
        assert md5(new) in out
        m.type('poweroff -f')
        assert not OOPS.search(m.wait_end())


def test_many_requests_in_flight(kernel, initrd, image):
    """Four programs write interleaved pieces; every piece arrives, and requests overlap."""
    with boot(kernel, initrd, disk.virtio(image, ',num-queues=4'), smp=4) as m:
        m.wait_prompt()
        m.sh('for i in 0 1 2 3; do dd if=/dev/urandom of=/tmp/f$i bs=1M count=2 2>/dev/null; done')
        sums, _ = m.sh('cat /tmp/f0 /tmp/f1 /tmp/f2 /tmp/f3 | md5sum')
        m.sh('for i in 0 1 2 3; do (dd if=/tmp/f$i of=/dev/vda bs=4k seek=$((i*512)) 2>/dev/null; '
             'md5sum /dev/vda > /dev/null) & done; wait; sync')
        out, _ = m.sh('cat /proc/diskstats')
        assert md5(image.read_bytes()) in sums
        fields = re.search(r'vda (.*)', out).group(1).split()
        assert int(fields[6]) == 8 * MIB // 512     # sectors written
        assert int(fields[8]) == 0                  # nothing left in flight
        m.type('poweroff -f')
        assert not OOPS.search(m.wait_end())


def test_read_only_disk(kernel, initrd, image):
    with boot(kernel, initrd, disk.virtio(image, drive=',readonly=on')) as m:
        m.wait_prompt()
        assert m.sh('blockdev --getro /dev/vda')[0].strip() == '1'
        out, status = m.sh('echo x | dd of=/dev/vda')
        assert status == 1 and 'Operation not permitted' in out
        assert image.read_bytes() == noise(8 * MIB)


def test_sizes_and_ends(kernel, initrd, image):
    """ioctls, and what happens at the end of the disk."""
    with boot(kernel, initrd, disk.virtio(image)) as m:
        m.wait_prompt()
        for option, answer in (('--getsize64', 8 * MIB), ('--getsz', 16384), ('--getss', 512),
                               ('--getro', 0), ('--getbsz', 4096)):
            assert m.sh('blockdev %s /dev/vda' % option)[0].strip() == str(answer)
        out, status = m.sh('dd if=/dev/zero of=/dev/vda bs=1M seek=7')
        assert status == 1 and 'No space left on device' in out
        assert m.sh('dd if=/dev/vda bs=1M skip=8 2>/dev/null | wc -c')[0].strip() == '0'
        assert m.sh('dd if=/dev/vda bs=1000 skip=8388 2>/dev/null | wc -c')[0].strip() == '608'
        assert m.sh('blockdev --setro /dev/vda; echo x > /dev/vda')[1] != 0
        assert m.sh('blockdev --setrw /dev/vda; echo x > /dev/vda')[1] == 0
        assert 'vda' in m.sh('cat /proc/partitions')[0]
        assert re.search(r'\d+ virtblk', m.sh('cat /proc/devices')[0])


def test_disk_errors(kernel, initrd, image, tmp_path):
    """A sector that cannot be read is EIO for whom wants it, and named in the log."""
    rules = tmp_path / 'rules'
    rules.write_text('[inject-error]\nevent = "read_aio"\nerrno = "5"\nsector = "8000"\n')
    drive = ['-drive', 'file=blkdebug:%s:%s,if=none,id=d0,format=raw,cache=none' % (rules, image),
             '-device', 'virtio-blk-pci,drive=d0,werror=report,rerror=report']
    with boot(kernel, initrd, drive) as m:
        m.wait_prompt()
        out, status = m.sh('dd if=/dev/vda of=/dev/null bs=512 skip=8000 count=1')
        assert status == 1 and re.search('Input/output|I/O error', out), out
        out, status = m.sh('dd if=/dev/vda bs=4k count=1 2>/dev/null | md5sum')
        assert status == 0 and md5(noise(8 * MIB)[:4096]) in out
        assert 'I/O error, dev vda, sector 8000' in m.sh('dmesg')[0]
        m.type('poweroff -f')
        assert not OOPS.search(m.wait_end())


def names(kernel, initrd, path, options=''):
    """What /proc/partitions and the log say about this disk."""
    out, status = run_once(kernel, initrd, 'cat /proc/partitions', mem=64,
                           args=disk.virtio(path, options))
    assert status == 0
    assert not OOPS.search(out), out[-3000:]
    found = re.findall(r'^ *(\d+) +(\d+) +(\d+) (vda\w*)\s*$', out, re.M)
    return {name: int(blocks) for _, _, blocks, name in found}, out


def test_mbr(kernel, initrd, tmp_path):
    """Primary and logical partitions, and the bytes behind their names."""
    data = bytearray(noise(8 * MIB))
    disk.put(data, 0, disk.mbr([(0x83, 2048, 2048, 0x80), (0, 0, 0), (5, 8192, 8192)]))
    disk.logical(data, 8192, [(64, 1000, 2000), (64, 500, 4000), (64, 100, None)])
    path = tmp_path / 'disk.img'
    path.write_bytes(data)
    with boot(kernel, initrd, disk.virtio(path)) as m:
        m.wait_prompt()
        assert ' vda: vda1 vda3 < vda5 vda6 vda7 >' in m.sh('dmesg')[0]
        for name, start, size in (('vda1', 2048, 2048), ('vda5', 8256, 1000), ('vda7', 12256, 100)):
            assert md5(data[start * 512:(start + size) * 512]) in m.sh('md5sum /dev/' + name)[0]
        m.sh('dd if=/dev/vda1 of=/dev/vda5 bs=512 count=1 conv=fsync,notrunc 2>/dev/null')
        assert path.read_bytes()[8256 * 512:8257 * 512] == data[2048 * 512:2049 * 512]
        # A table that changes under open partitions is not read.
        assert m.sh('(sleep 3 < /dev/vda1 & sleep 1; blockdev --rereadpt /dev/vda)')[1] != 0
        m.sh('sleep 3; dd if=/dev/zero of=/dev/vda bs=512 count=1 2>/dev/null')
        assert m.sh('blockdev --rereadpt /dev/vda')[1] == 0
        assert m.sh('grep -c vda /proc/partitions; ls /dev/vda*')[0].split() == ['1', '/dev/vda']


@pytest.mark.parametrize('unit', [512, 4096])
def test_gpt(kernel, initrd, tmp_path, unit):
    data = bytearray(noise(8 * MIB))
    scale = 4096 // unit
    disk.gpt(data, [(100 * scale, 299 * scale, ONE, 'first'), (300 * scale, 999 * scale, TWO, 'second')], unit)
    path = tmp_path / 'disk.img'
    path.write_bytes(data)
    options = ',logical_block_size=%d,physical_block_size=4096' % unit
    with boot(kernel, initrd, disk.virtio(path, options)) as m:
        m.wait_prompt()
        assert ' vda: vda1 vda2' in m.sh('dmesg')[0]
        start, end = 300 * 4096, (999 * scale + 1) * unit
        assert md5(data[start:end]) in m.sh('md5sum /dev/vda2')[0]


def good_gpt():
    data = bytearray(4 * MIB)
    disk.gpt(data, [(2048, 4095, ONE, 'one'), (4096, 6143, TWO, 'two')])
    return data


def broken_tables():
    """Name, image, partitions that must be seen (None: any), and a line of the log."""
    def damaged(*at):
        data = good_gpt()
        for where in at:
            data[where] ^= 0x10
        return data
    last = 4 * MIB - 512
    both = {'vda1': 1024, 'vda2': 1024}
    yield 'primary header', damaged(512 + 40), both, 'Primary GPT is invalid, using alternate'
    yield 'primary entries', damaged(1024 + 33), both, 'Primary GPT is invalid, using alternate'
    yield 'alternate header', damaged(last + 16), both, 'Alternate GPT is invalid, using primary'
    yield 'both headers', damaged(512 + 40, last + 40), {}, 'unknown partition table'
    yield 'no protective entry', damaged(450), None, 'vda:'
    for field in ({'count': 0xffffffff}, {'count': 0}, {'size': 0}, {'size': 0x80000000}):
        data = bytearray(4 * MIB)
        disk.gpt(data, [(2048, 4095, ONE, 'one')], **field)
        yield 'gpt %r' % field, data, {}, 'unknown partition table'
    data = bytearray(4 * MIB)
    disk.gpt(data, [(1 << 60, 1 << 61, ONE, ''), (4000, 3000, ONE, ''), (2048, 2 ** 64 - 1, ONE, ''),
                    (2048, 4095, TWO, '')])
    yield 'entries outside', data, {'vda4': 1024}, 'vda: vda4'
    data = bytearray(4 * MIB)
    disk.put(data, 0, disk.mbr([(0x83, 100, 0xffffffff), (0x83, 0xfffffff0, 100), (0x83, 64, 32)]))
    yield 'mbr beyond the end', data, {'vda1': 4046, 'vda3': 16}, 'p2 start 4294967280 is beyond EOD'
    data = bytearray(4 * MIB)
    disk.put(data, 0, disk.mbr([(5, 64, 4096)]))
    disk.logical(data, 64, [(64, 10, 0)])
    yield 'chain into itself', data, None, 'vda: vda1 < vda5'
    data = bytearray(4 * MIB)
    disk.put(data, 0, disk.mbr([(5, 64, 0xffffffff), (5, 64, 100), (15, 0xffffffff, 0xffffffff)]))
    disk.logical(data, 64, [(64, 10, 1000), (0xffffffff, 0xffffffff, 0xfffffff0)])
    yield 'chain outside', data, None, 'vda: vda1 < vda5'
    data = bytearray(noise(4 * MIB))
    data[510:512] = b'\x55\xaa'
    yield 'noise', data, {}, 'unknown partition table'


BROKEN = {name: rest for name, *rest in broken_tables()}


@pytest.mark.parametrize('name', BROKEN)
def test_broken_table(kernel, initrd, tmp_path, name):
    data, want, line = BROKEN[name]
    path = tmp_path / 'disk.img'
    path.write_bytes(data)
    found, out = names(kernel, initrd, path)
    assert line in out, out[-3000:]
    if want is not None:
        assert found == dict(want, vda=4096)


def test_tiny_and_odd_disks(kernel, initrd, tmp_path):
    """One sector, a size that is no multiple of a page, a hundred disks' worth of nothing."""
    path = tmp_path / 'disk.img'
    for size in (512, 1024, 4096 + 512):
        path.write_bytes(noise(size))
        out, _ = run_once(kernel, initrd, 'md5sum /dev/vda; wc -c < /dev/vda', mem=64,
                          args=disk.virtio(path))
        assert md5(noise(size)) in out and re.search(r'^%d\s*$' % size, out, re.M)
        assert not OOPS.search(out)


def test_many_disks(kernel, initrd, tmp_path):
    args = []
    for i in range(8):
        (tmp_path / str(i)).write_bytes(noise(MIB, i))
        args += disk.virtio(tmp_path / str(i), name='d%d' % i)
    out, _ = run_once(kernel, initrd, 'cat /dev/vd? | md5sum', mem=64, args=args, smp=2)
    assert md5(b''.join(noise(MIB, i) for i in range(8))) in out


def test_behind_a_bridge(kernel, initrd, image):
    args = ['-device', 'pcie-root-port,id=rp,chassis=1'] + disk.virtio(image, ',bus=rp,disable-legacy=on')
    out, _ = run_once(kernel, initrd, 'md5sum /dev/vda', mem=64, args=args)
    assert md5(noise(8 * MIB)) in out


def test_loop(kernel, initrd, image):
    """A file is a disk, a disk is a file, with offsets, and none stands on itself."""
    with boot(kernel, initrd, disk.virtio(image), smp=2) as m:
        m.wait_prompt()
        assert m.sh('losetup -f')[0].strip() == '/dev/loop0'
        m.sh('dd if=/dev/vda of=/tmp/f bs=1M count=2 2>/dev/null; losetup /dev/loop0 /tmp/f')
        assert md5(noise(8 * MIB)[:2 * MIB]) in m.sh('md5sum /dev/loop0')[0]
        assert '/tmp/f' in m.sh('losetup -a')[0]
        assert m.sh('losetup -f')[0].strip() == '/dev/loop1'
        m.sh('dd if=/dev/zero of=/dev/loop0 bs=4k seek=3 count=5 conv=fsync 2>/dev/null')
        same, _ = m.sh('md5sum /dev/loop0 /tmp/f')
        assert len(set(re.findall(r'^(\w{32}) ', same, re.M))) == 1
        m.sh('losetup -o 1048576 /dev/loop1 /dev/vda')
        assert md5(noise(8 * MIB)[MIB:]) in m.sh('md5sum /dev/loop1')[0]
        assert m.sh('losetup /dev/loop2 /dev/loop1')[1] == 0
        assert m.sh('losetup /dev/loop3 /dev/loop3')[1] != 0
        for n in (2, 1, 0):
            assert m.sh('losetup -d /dev/loop%d' % n)[1] == 0
        assert m.sh('losetup -d /dev/loop0')[1] != 0
        assert 'loop' not in m.sh('cat /proc/partitions')[0]
        out, _ = m.sh('for i in 0 1 2 3 4 5 6 7; do losetup /dev/loop$i /tmp/f; done; losetup -f')
        assert out.strip() == '/dev/loop8'
        m.type('poweroff -f')
        assert not OOPS.search(m.wait_end())


def test_mount_loop(kernel, initrd):
    """mount -o loop takes a device and gives it back."""
    with boot(kernel, initrd, []) as m:
        m.wait_prompt()
        m.sh('dd if=/dev/zero of=/tmp/f bs=1M count=4 2>/dev/null; mke2fs -F /tmp/f > /dev/null')
        assert m.sh('mount -o loop -t ext2 /tmp/f /mnt')[1] == 0
        m.sh('echo hello > /mnt/file; umount /mnt')
        assert m.sh('losetup -a')[0].strip() == ''
        out, _ = m.sh('mount -o loop -t ext2 /tmp/f /mnt; cat /mnt/file; umount /mnt')
        assert 'hello' in out
        m.type('poweroff -f')
        assert not OOPS.search(m.wait_end())


@pytest.fixture(scope='module')
def root_image(tmp_path_factory):
    """An ext2 file system with busybox and an init that says where it is."""
    top = tmp_path_factory.mktemp('root')
    tree = top / 'tree'
    for folder in ('bin', 'sbin', 'dev', 'proc', 'tmp'):
        (tree / folder).mkdir(parents=True)
    shutil.copy(shutil.which('busybox') or '/bin/busybox', tree / 'bin/busybox')
    init = tree / 'sbin/init'
    init.write_text('#!/bin/busybox sh\n/bin/busybox mount -t proc proc /proc\n'
                    '/bin/busybox grep " / " /proc/mounts\n'
                    '/bin/busybox touch /written && /bin/busybox echo writable\n'
                    '/bin/busybox sync\n/bin/busybox poweroff -f\n')
    os.chmod(init, 0o755)
    path = top / 'root.ext2'
    subprocess.run(['mke2fs', '-q', '-F', '-t', 'ext2', '-d', str(tree), str(path), '8M'], check=True)
    return path.read_bytes()


ROOTS = [('/dev/vda', 'vda'), ('/dev/vda2', 'vda2'), ('PARTUUID=' + str(TWO).upper(), 'vda2'), ('254:2', 'vda2')]


@pytest.mark.parametrize('name,where', ROOTS, ids=[r[0] for r in ROOTS])
@pytest.mark.parametrize('mode', ['ro', 'rw'])
def test_root(kernel, tmp_path, root_image, name, where, mode):
    """Without an initramfs: the disk's own /sbin/init runs, from a root that is ro or rw."""
    data = bytearray(root_image)
    if where != 'vda':
        data = bytearray(2048 * 512) + data + bytes(MIB)
        disk.gpt(data, [(1024, 2047, ONE, 'boot'), (2048, 2047 + len(root_image) // 512, TWO, 'root')])
    path = tmp_path / 'disk.img'
    path.write_bytes(data)
    line = 'console=ttyS0 root=%s %s rootfstype=ext2 rootwait panic=-1' % (name, mode)
    with Machine(kernel, None, line, mem=64, args=disk.virtio(path)) as m:
        out = m.wait_end()
    assert 'VFS: Mounted root (ext2 filesystem)%s' % (' readonly' if mode == 'ro' else '') in out, out[-2000:]
    assert re.search(r'^/dev/root / ext2 %s' % mode, out, re.M), out[-2000:]
    assert ('writable' in out) == (mode == 'rw')
    assert not OOPS.search(out)


def test_no_such_root(kernel, image):
    """What could have been said instead is listed before the panic."""
    line = 'console=ttyS0 root=/dev/vdb7 panic=-1'
    with Machine(kernel, None, line, mem=64, args=disk.virtio(image)) as m:
        out = m.wait_end()
    assert re.search(r'available partitions:\s*\n.*fe00 +8192 vda', out), out[-2000:]
    assert 'Unable to mount root fs on unknown-block(0,0)' in out
