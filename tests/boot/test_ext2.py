# SPDX-License-Identifier: GPL-2.0-only
"""ext2 on disks made by mke2fs: read, written, damaged, and cut off; e2fsck is the judge.

CORRUPT, CUTS and ENTRIES set how many damaged images, power cuts, and names in a directory
(make stress: 2,000, 50, 70,000), SEED what is drawn.
"""
import hashlib
import os
import pathlib
import random
import re
import subprocess
import time

import pytest

from harness import cpio, disk, ext2
from harness.machine import Machine, run_once
from harness.tap import Tap, marked

COMPLAINT = re.compile(r'BUG|WARNING|INFO: |Oops|KASAN|UBSAN|general protection|Call Trace|Busy inodes|'
                       r'possible (circular|recursive)|bad unlock balance|refcount_t')
SEED = int(os.environ.get('SEED', '1'))
CORRUPT = int(os.environ.get('CORRUPT', '36'))
CUTS = int(os.environ.get('CUTS', '3'))
ENTRIES = int(os.environ.get('ENTRIES', '12000'))

OPTIONS = {
    '1k': ['-b', '1024'], '2k': ['-b', '2048'], '4k': ['-b', '4096'], 'rev0': ['-b', '1024', '-r', '0'],
    'rev0-4k': ['-b', '4096', '-r', '0'], 'inode128': ['-I', '128'], 'inode512': ['-I', '512'],
    'no-filetype': ['-O', '^filetype'], 'no-sparse_super': ['-b', '1024', '-O', '^sparse_super,^resize_inode'],
    'no-large_file': ['-O', '^large_file'], 'meta_bg': ['-b', '1024', '-O', 'meta_bg,^resize_inode'],
    'groups': ['-b', '1024', '-g', '1024', '-N', '2048'], 'no-dir_index': ['-O', '^dir_index'],
}


def drives(paths, options=',cache=unsafe'):
    args = []
    for n, path in enumerate(paths):
        args += disk.virtio(path, drive=options, name='d%d' % n)
    return args


def quiet(out):
    lines = out.splitlines()
    bad = [n for n, line in enumerate(lines) if COMPLAINT.search(line)]
    assert not bad, '\n'.join(lines[max(0, bad[0] - 10):bad[0] + 30])


def script(kernel, initrd, tmp_path, text, paths, append='loglevel=5', **kwargs):
    """Boot with the disks, run the script, and hear no complaint. Return what it printed."""
    extra = cpio.append(initrd, {'script': text.encode()}, tmp_path / 'initrd')
    kwargs.setdefault('mem', 256)
    kwargs.setdefault('smp', 2)
    out, status = run_once(kernel, extra, 'sh /script', append, args=drives(paths), **kwargs)
    quiet(out)
    assert status == 0, out[-3000:]
    return re.sub(r'\r+\n', '\n', out)


@pytest.fixture(scope='module')
def tree(tmp_path_factory):
    """What is put into images: files of many sizes, links, holes, a deep path, and their sums."""
    top = tmp_path_factory.mktemp('tree')
    rng = random.Random(SEED)
    (top / 'dir/sub').mkdir(parents=True)
    for i in range(150):
        (top / ('dir/f%d' % i)).write_bytes(rng.randbytes(i * i * 5))
    (top / 'big').write_bytes(rng.randbytes(1500000))
    with (top / 'sparse').open('wb') as f:
        for at in (0, 300000, 20 << 20, 68 << 20):
            f.seek(at)
            f.write(b'at %d' % at)
    (top / 'fast').symlink_to('dir/f1')
    (top / 'slow').symlink_to(('y' * 99 + '/') * 3)
    (top / 'hard').hardlink_to(top / 'dir/f100')
    deep = top
    for i in range(20):
        deep = deep / ('n' * 100)
    deep.mkdir(parents=True)
    (deep / 'end').write_text('deep')
    sums = ''.join('%s  %s\n' % (hashlib.md5(p.read_bytes()).hexdigest(), p.relative_to(top))
                   for p in sorted(top.rglob('*')) if not p.is_symlink() and p.is_file() and p.name != 'sparse')
    (top / 'sums').write_text(sums)
    return top


WORK = '''
set -e
mkdir -p /m; n=0
for d in $*; do
  mount -t ext2 -o ro /dev/$d /m; cd /m
  md5sum -c sums | grep -v ': OK' && exit 1
  [ "$(readlink fast)" = dir/f1 ]; [ "$(readlink slow | wc -c)" = 301 ]
  [ "$(dd if=sparse bs=1M skip=68 2>/dev/null)" = "at 71303168" ]
  [ "$(dd if=sparse bs=1M skip=20 count=1 2>/dev/null | head -c 11)" = "at 20971520" ]
  touch x 2>/dev/null && exit 1
  cd /; umount /m; mount -t ext2 /dev/$d /m; cd /m
  mkdir new new/sub; echo hello > new/a; ln new/a new/b; ln -s a new/s; ln -s $(readlink slow) new/l
  mknod new/null c 1 3; mknod new/big b 300 70000; mkfifo new/ff
  cp big new/copy; cmp big new/copy; truncate -s 95000000 new/sparse; echo x >> new/sparse; truncate -s 400 sparse; truncate -s 80M sparse
  for i in 1 2 3 4 5 6 7 8 9; do for j in 1 2 3 4 5 6 7 8 9; do echo $i$j > dir/new-$i$j; done; done
  rm dir/new-*3 dir/f1*; mv new/a new/c; mv new/sub sub2; mv sub2 dir/moved; rmdir dir/sub
  truncate -s 100001 big; truncate -s 500000 big; echo more >> big
  chmod 4711 new/b; chown 70000:80000 new/c; touch -d '2001-02-03 04:05:06' new/c
  find . -type f -size -9000k | sort | xargs md5sum > /tmp/sums; find . | sort > /tmp/names
  cd /; umount /m; mount -t ext2 /dev/$d /m; cd /m
  md5sum -c /tmp/sums | grep -v ': OK' && exit 1
  find . | sort | cmp - /tmp/names; stat -c '%a %u %g %Y %s %h' new/c | grep -q '^711 70000 80000 981173106 6 2$'
  stat -c '%t %T %F' new/big | grep -q '^12c 11170 block'
  cd /; umount /m; echo @@done $d
done
'''


def test_every_kind_of_image(kernel, initrd, tmp_path, tree):
    """Files of Linux are read, all operations are done, and e2fsck and debugfs agree with us."""
    paths = [ext2.make(tmp_path / name, '32M', *options, tree=tree) for name, options in OPTIONS.items()]
    names = ['vd%c' % (ord('a') + n) for n in range(len(paths))]
    text = 'set -- %s\n' % ' '.join(names) + WORK
    out = script(kernel, initrd, tmp_path, text, paths, timeout=300)
    assert out.count('@@done') == len(paths), out[-3000:]
    for path in paths:
        ext2.check(path)
        # The read-only mount does not count.
        assert ext2.superblock(path)['mounts'] == 2
        out = ext2.debugfs(path, 'stat new/c')
        assert re.search(r'Mode: +0711.*\n.*\nUser: 70000 +Group: 80000.*Size: 6\n.*\nLinks: 2', out), out
        assert 'Fast link dest: "a"' in ext2.debugfs(path, 'stat new/s')
        assert re.search(r'Device major/minor number: 300:70000', ext2.debugfs(path, 'stat new/big'))


def test_refused_as_linux_does(kernel, initrd, tmp_path):
    """Unknown features, sizes that cannot be, devices that are not there: errno and message."""
    good = ext2.make(tmp_path / 'good', '4M', '-b', '1024')
    image = good.read_bytes()

    def patched(name, offset, value):
        data = bytearray(image)
        data[1024 + offset:1024 + offset + len(value)] = value
        (tmp_path / name).write_bytes(data)
        return tmp_path / name
    paths = [patched('incompat', 96, b'\x42\0\0\0'), patched('rocompat', 100, b'\x43\0\0\0'),
             patched('magic', 56, b'\0\0'), patched('blocksize', 24, b'\x09\0\0\0'),
             patched('count', 4, b'\xff\xff\xff\x7f'), patched('groups', 32, b'\0\0\0\0'),
             patched('inodesize', 88, b'\x81\0'), patched('inodes', 40, b'\1\0\0\0'), good]
    out = script(kernel, initrd, tmp_path, '''
        mkdir /m
        for d in a b c d e f g h; do mount -t ext2 /dev/vd$d /m 2>/dev/null && echo "@@mounted $d"; done
        mount -t ext2 -o ro /dev/vdb /m && echo @@ro; mount -o remount,rw /m || echo @@stays; umount /m
        mount -t ext2 -o nonsense /dev/vdi /m 2>&1; mount -t ext2 /dev/null /m 2>&1
        mount -t ext2 -o errors=panic,grpid,resuid=7 /dev/vdi /m; grep vdi /proc/mounts
        mount -o remount,errors=continue /m; grep vdi /proc/mounts; mount -o remount,ro /m
        touch /m/x 2>&1; mount -t ext2 /dev/vdi /mnt 2>&1; umount /m; dmesg | grep EXT2''', paths, 'loglevel=3')
    assert '@@mounted' not in out and '@@ro' in out and '@@stays' in out
    for word in ["couldn't mount because of unsupported optional features (40)",
                 "couldn't mount RDWR because of unsupported optional features (40)",
                 'bad blocksize', 'exceeds size of device',
                 '#blocks per group', 'unsupported inode size', '#inodes per group', 'Read-only file system',
                 'Block device required', 'rw,relatime,grpid,resuid=7,errors=panic', 'mount: mounting /dev/vdi on /mnt']:
        assert word in out, word + '\n' + out[-3000:]
    ext2.check(good)


def test_clean_flag(kernel, initrd, tmp_path):
    """Mounted for writing it is not clean; read-only again, or unmounted, it is."""
    path = ext2.make(tmp_path / 'disk', '4M')
    with Machine(kernel, initrd, 'console=ttyS0 loglevel=3', args=drives([path])) as m:
        m.wait_prompt()
        m.sh('mount -t ext2 /dev/vda /mnt; echo 1 > /mnt/a; sync')
        assert ext2.superblock(path)['state'] == 'not clean'
        m.sh('mount -o remount,ro /mnt')
        ext2.check(path)
        m.sh('mount -o remount,rw /mnt; exec 3> /mnt/b; rm /mnt/b; echo gone >&3; sync')
        assert m.sh('mount -o remount,ro /mnt')[1] != 0         # a file without a name is open
        out, _ = m.sh('exec 3>&-; mount -o remount,ro /mnt; umount /mnt; ls /mnt; dmesg | tail -3')
        quiet(out)
        ext2.check(path)
        m.sh('mount -t ext2 /dev/vda /mnt; echo 2 > /mnt/a; sync')
        m.kill()
    assert ext2.superblock(path)['state'] == 'not clean'
    out = script(kernel, initrd, tmp_path, 'mount -t ext2 /dev/vda /mnt; umount /mnt; dmesg', [path])
    assert 'EXT2-fs (vda): warning: mounting unchecked fs, running e2fsck is recommended' in out


LIMITS = '''
mkdir /m; mount -t ext2 /dev/vda /m; cd /m
say() { echo "@@$*"; }
dd if=/dev/zero of=fill bs=64k 2>&1 | grep -q 'No space left' && say enospc; df . | tail -1
rm fill; chmod 777 .
su -s /bin/sh nobody -c 'dd if=/dev/zero of=/m/user bs=64k 2>/dev/null'
say free $(stat -f -c '%f %a' .); rm -f user
mkdir i; cd i; i=0; while touch i$i 2>/dev/null; do i=$((i+1)); done; cd ..; say inodes $i $(stat -f -c %d .); rm -rf i
echo x > file; /tests/manylinks file 40000 2>&1 | grep -q 'Too many links'; say links $(stat -c %h file); rm -f name-*
touch $(printf '%256s' '' | tr ' ' x) 2>&1 | grep -q 'too long' && say nametoolong
ln -s $(printf '%4094s' '' | tr ' ' x) s1 && say symlink; ln -s $(printf '%4096s' '' | tr ' ' x) s2 || say long
truncate -s 3000G file 2>&1 | grep -q 'too large' && say efbig
dd if=/dev/zero of=file bs=1 count=1 seek=1500G 2>/dev/null; say size $(stat -c '%s' file)
truncate -s 0 file; say blocks $(stat -c '%s %b' file)
cd /; umount /m
'''


def test_limits(kernel, initrd, tmp_path):
    """Space, inodes, links, names, sizes: the errno of Linux, and nothing lost."""
    path = ext2.make(tmp_path / 'disk', '12M', '-b', '4096', '-m', '10', '-N', '256')
    before = ext2.superblock(path)['free']
    out = script(kernel, initrd, tmp_path, LIMITS, [path], timeout=300)
    said = dict((x.split(' ', 1) + [''])[:2] for x in re.findall(r'^@@(.*)', out, re.M))
    free, available = map(int, said['free'].split())
    assert available <= 3 and 307 <= free <= 310, said    # the reserved tenth
    assert said['links'] == '32000' and said['inodes'].split()[1] == '0'
    for word in ('enospc', 'nametoolong', 'symlink', 'long', 'efbig'):
        assert word in said, word + out[-3000:]
    assert said['size'] == str((1500 << 30) + 1) and said['blocks'] == '0 0'
    ext2.check(path)
    assert before - ext2.superblock(path)['free'] < 300      # directories stay large


def test_large_directory(kernel, initrd, tmp_path):
    """Links by the thousand (ENTRIES=70000 in make stress), listed, found, and removed."""
    path = ext2.make(tmp_path / 'disk', '40M', '-b', '4096', '-N', '2000')
    per = ENTRIES // 3
    out = script(kernel, initrd, tmp_path, '''
        mkdir /m; mount -t ext2 /dev/vda /m; mkdir /m/d; cd /m/d; for s in 0 1 2; do echo $s > base$s; done
        /tests/manylinks base0 base1 base2 %d && echo @@made; ls | wc -l; ls | uniq -d; cat name-1-%d
        rm -f name-1-*; ls | wc -l; echo 3 > /proc/sys/vm/drop_caches; ls | wc -l
        touch after; ls | grep name- | xargs rm -f; ls -1; cd /; umount /m''' % (per, per - 1), [path], timeout=900)
    assert '@@made' in out and 'after\nbase0\nbase1\nbase2\n' in out, out[-2000:]
    counts = [int(x) for x in re.findall(r'^ *(\d+)$', out, re.M)]
    assert counts == [3 * per + 3, 1, 2 * per + 3, 2 * per + 3], counts
    ext2.check(path)


def test_readdir_while_it_changes(kernel, initrd, tmp_path):
    """Names that stay are seen once in each listing, whatever is made and removed beside them."""
    path = ext2.make(tmp_path / 'disk', '8M', '-b', '1024')
    out = script(kernel, initrd, tmp_path, '''
        mkdir /m; mount -t ext2 /dev/vda /m; mkdir /m/d; cd /m/d
        i=0; while [ $i -lt 300 ]; do : > stays-with-a-rather-long-name-$i; : > goes-$i; i=$((i+1)); done
        for k in 1 2 3; do (while [ ! -e /m/stop ]; do for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        rm -f goes-$k$i new-$k-$i-with-another-length; : > new-$k-$i-with-another-length; : > goes-$k$i; done; done) & done
        n=0; while [ $n -lt 60 ]; do ls > /tmp/l; [ $(grep -c stays /tmp/l) = 300 ] || echo @@lost
        sort /tmp/l | uniq -d | grep stays && echo @@twice; n=$((n+1)); done
        touch /m/stop; wait; cd /; umount /m; echo @@end''', [path], smp=4, timeout=300)
    assert '@@end' in out and '@@lost' not in out and '@@twice' not in out, out[-2000:]
    ext2.check(path)


PROGRAMS = ['chattr', 'manylinks', 'open', 'exec', 'memory', 'vfsstorm', 'poll', 'pipe', 'process', 'storm']


def test_user_tests_on_ext2(kernel, initrd, tmp_path):
    """The programs that work in /tmp, with ext2 there; and the storms among them, on 4 CPUs."""
    path = ext2.make(tmp_path / 'disk', '64M', '-b', '1024')
    out = script(kernel, initrd, tmp_path, 'mount -t ext2 /dev/vda /tmp; chmod 1777 /tmp; '
                 'sh /tests/run-all.sh %s vfsstorm; umount /tmp' % ' '.join(PROGRAMS), [path],
                 smp=4, mem=512, timeout=900)
    found = marked(out)
    for name in PROGRAMS:
        assert name in found, out[-3000:]
        Tap(found[name][0]).check(*found[name])
    ext2.check(path)


def test_little_memory(kernel, initrd, tmp_path):
    """Much more data than RAM: pages are written back and reclaimed, and come back right."""
    path = ext2.make(tmp_path / 'disk', '160M')
    out = script(kernel, initrd, tmp_path, '''
        mkdir /m; mount -t ext2 /dev/vda /m; cd /m; dd if=/dev/urandom of=a bs=1M count=30 2>/dev/null
        for f in b c d; do cp a $f & done; wait; md5sum a b c d | cut -c1-32 | uniq | wc -l; cd /; umount /m''',
                 [path], mem=24, timeout=300)
    assert re.search(r'^1$', out, re.M), out[-2000:]
    ext2.check(path)


def test_same_disk_on_linux(kernel, initrd, tmp_path, tree, request):
    """We write, Linux reads and writes, we read: by checksums, on one image."""
    linux = request.getfixturevalue('build').parent / 'linux'
    for place in (linux, request.config.rootpath / 'build/linux', kernel.parent / 'linux'):
        if (place / 'vmlinuz').exists():
            linux = place
    if not (linux / 'vmlinuz').exists():
        pytest.skip('no stock Linux here: make test-linux fetches it')
    both = ext2.linux_initrd(linux, initrd, tmp_path / 'both')
    path = ext2.make(tmp_path / 'disk', '64M', '-b', '1024', tree=tree)
    make = '''
        mkdir /m; mount -t ext2 /dev/vda /m; cd /m; [ -e all ] && { md5sum -c all | grep -v ': OK'; rm all; }
        mkdir %s; i=0; while [ $i -lt 1500 ]; do mkdir -p %s/d$((i%%30)); echo $i-%s > %s/d$((i%%30))/$i; i=$((i+1)); done
        cp -r dir %s/; rm -rf dir/f2*; truncate -s 5000000 big; echo tail >> sparse; ln hard %s/hard
        find . -type f -size -9000k | sort | xargs md5sum > /tmp/all; cp /tmp/all .; cd /; umount /m; echo @@made'''
    for n, (who, image) in enumerate(((kernel, initrd), (linux / 'vmlinuz', both), (kernel, initrd),
                                      (linux / 'vmlinuz', both))):
        prefix = 'sh /disks\n' if who != kernel else ''
        name = 'round%d' % n
        extra = cpio.append(image, {'script': (prefix + make.replace('%s', name).replace('%%', '%')).encode()},
                            tmp_path / 'initrd')
        out, _ = run_once(who, extra, 'sh /script', 'loglevel=3', args=drives([path]), mem=512, smp=2, timeout=300)
        assert '@@made' in out and 'FAILED' not in out and 'WARNING' not in out, out[-3000:]
        ext2.check(path)


WALK = '''
cd /m; ls -lR . >/dev/null 2>&1
find . -type f | head -100 | while read f; do head -c 300000 "$f" | cat >/dev/null; done 2>/dev/null
mkdir nd; echo text > nd/new; echo more >> ind; dd if=/dev/zero of=nd/big bs=4096 count=30; ln ind nd/l
ln -s a nd/s; mv d nd/dd; truncate -s 5000 sparse; truncate -s 20000000 ind; rm -f hard; rm -rf nd/dd/e
chmod 600 fast; sync; rm -rf nd d; rm -f sparse ind; df .; cd /
'''
DAMAGED = '''
n=0; mkdir /m
while [ $n -lt %d ]; do
  dd if=/dev/vda of=/dev/vdb bs=1M skip=$n count=1 2>/dev/null; echo "@@ $n"
  if mount -t ext2 /dev/vdb /m 2>/dev/null; then
    timeout -s KILL 60 sh /walk >/dev/null 2>&1 </dev/null || echo "@@ walk $?"; umount /m || umount -l /m
  fi
  n=$((n+1))
done; echo @@end
'''


def test_damaged_images(kernel, initrd, tmp_path):
    """Mounted, walked, read, written to and deleted: no oops, no hang, a message with the block."""
    for first in range(0, CORRUPT, 100):
        count = min(100, CORRUPT - first)
        where = tmp_path / str(first)
        where.mkdir()
        carrier = ext2.damaged_images(where, count, SEED + first)
        (where / 'scratch').write_bytes(bytes(1 << 20))
        image = cpio.append(initrd, {'walk': WALK.encode()}, where / 'walks')
        out = script(kernel, image, where, DAMAGED % count, [carrier, where / 'scratch'], 'loglevel=6',
                     mem=300, timeout=120 + 10 * count)
        assert '@@end' in out, out[-2000:]
        hung = re.search(r'@@ (\d+)\n(?:(?!@@).*\n)*@@ walk 137', out)
        assert not hung, 'image %s of SEED=%d hangs' % (hung.group(1), SEED + first)
        assert 'EXT2-fs (vdb): error: ext2_' in out
        carrier.unlink()


CUT = '''
mkdir /m; mount -t ext2 /dev/vda /m; cd /m; mkdir n; sync
(i=0; while :; do cp -r n n$i; rm -rf n$((i-2)); i=$((i+1)); done) 2>/dev/null &
(i=0; while :; do head -c $((i%50000)) /dev/urandom > n/$((i%40)); i=$((i+7919)); done) &
/cut-writer s
'''


@pytest.fixture(scope='module')
def writer(tmp_path_factory):
    path = tmp_path_factory.mktemp('writer') / 'cut-writer'
    source = pathlib.Path(__file__).parent / 'programs/cut-writer.c'
    subprocess.run(['musl-gcc', '-static', '-O1', '-o', path, source], check=True)
    return path.read_bytes()


def cut_data(number, size):
    # As in programs/cut-writer.c.
    return bytes((number * 31 + k * 7 + (k >> 8)) & 255 for k in range(size))


@pytest.mark.parametrize('cut', range(CUTS))
def test_power_cut(kernel, initrd, tmp_path, writer, cut):
    """Killed in the middle of writing: e2fsck -fy repairs, and what was fsynced is whole."""
    rng = random.Random(SEED * 1000 + cut)
    path = ext2.make(tmp_path / 'disk', '48M', '-b', rng.choice(('1024', '2048', '4096')), '-N', '8192')
    image = cpio.append(initrd, {'cut': CUT.encode(), 'cut-writer': writer}, tmp_path / 'initrd')
    with Machine(kernel, image, 'console=ttyS0 loglevel=3 run="sh /cut"', args=drives([path], ',cache=writeback'),
                 smp=2) as m:
        m.expect(r'@@%d ' % rng.randrange(3, 60))
        time.sleep(rng.random())        # anywhere between two reports; no time is measured
        m.kill()
        log = m.log
    quiet(log)
    ext2.tool('e2fsck', '-fy', path, check=False)
    assert 'WARNING' not in ext2.tool('e2fsck', '-fn', path)
    (tmp_path / 'back').mkdir()
    ext2.debugfs(path, 'rdump s %s' % (tmp_path / 'back'))
    synced = re.findall(r'@@(\d+) (\d+)\r', log)
    assert synced
    for number, size in synced:
        data = (tmp_path / 'back/s' / ('f' + number)).read_bytes()
        assert data == cut_data(int(number), int(size)), 'f%s of %d bytes' % (number, len(data))
