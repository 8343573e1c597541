# SPDX-License-Identifier: GPL-2.0-only
"""ext2 images: made by mke2fs, judged by e2fsck, damaged byte by byte."""
import os
import pathlib
import random
import re
import struct
import subprocess

from harness import cpio

# Debian keeps them out of an ordinary user's PATH.
ENV = dict(os.environ, PATH=os.environ.get('PATH', '') + ':/usr/sbin:/sbin')


def tool(*argv, check=True):
    out = subprocess.run([str(a) for a in argv], capture_output=True, text=True, env=ENV, check=False)
    assert not check or out.returncode == 0, '%s: %s' % (argv, out.stdout + out.stderr)
    return out.stdout + out.stderr


def make(path, size, *options, tree=None):
    """An image of size (mke2fs's words), with what is below tree in it."""
    path.unlink(missing_ok=True)
    more = ['-d', tree] if tree else []
    tool('mke2fs', '-q', '-F', '-t', 'ext2', *options, *more, path, size)
    return path


def check(path):
    """e2fsck finds nothing to say, and nobody left the image dirty."""
    out = subprocess.run(['e2fsck', '-fn', str(path)], capture_output=True, text=True, env=ENV, check=False)
    lines = [x for x in (out.stdout + out.stderr).splitlines()
             if not re.match(r'e2fsck |Pass \d: |.*: \d+/\d+ files ', x) and x.strip()]
    assert out.returncode == 0 and not lines, '\n'.join(lines)
    assert superblock(path)['state'] == 'clean'


def superblock(path):
    out = tool('dumpe2fs', '-h', path)
    return {'state': re.search(r'Filesystem state: +(.*)', out).group(1),
            'mounts': int(re.search(r'Mount count: +(\d+)', out).group(1)),
            'features': re.search(r'Filesystem features: +(.*)', out).group(1).split(),
            'free': int(re.search(r'Free blocks: +(\d+)', out).group(1))}


def debugfs(path, request, write=False):
    return tool('debugfs', *(['-w'] if write else []), '-R', request, path)


def linux_initrd(linux, initrd, to):
    """The initramfs with what stock Linux needs to see a virtio disk, and /disks to load it."""
    names = ['virtio', 'virtio_ring', 'virtio_pci_legacy_dev', 'virtio_pci_modern_dev', 'virtio_pci',
             'virtio_blk']
    files, lines = {}, '#!/bin/sh\n'
    for name in names:
        found = list(pathlib.Path(linux).glob('lib/modules/*/kernel/**/%s.ko' % name))
        files['modules/%s.ko' % name] = found[0].read_bytes()
        lines += 'insmod /modules/%s.ko\n' % name
    files['disks'] = lines.encode()
    return cpio.append(initrd, files, to)


def metadata(image, size):
    """The blocks with anything in them."""
    return [b for b in range(len(image) // size) if any(image[b * size:(b + 1) * size])]


def damage(image, size, rng, blocks):
    """Some bytes, words or blocks become something else, most often in metadata."""
    data = bytearray(image)
    numbers = [0, 1, 2, 3, 1023, 1024, 0xfff, 0x7fffffff, 0x80000000, 0xffffffff]
    for _ in range(rng.choice((1, 1, 2, 3, 8, 40))):
        at = rng.choice(blocks) * size + rng.randrange(size)
        if rng.random() < .08:
            at = 1024 + rng.randrange(264)
        kind = rng.random()
        if kind < .3:
            data[at] ^= 1 << rng.randrange(8)
        elif kind < .5:
            data[at] = rng.choice((0, 255, 1, 127, 128, rng.randrange(256)))
        elif kind < .8:
            at &= ~3
            data[at:at + 4] = struct.pack('<I', rng.choice(
                numbers + [rng.randrange(1024), rng.randrange(1 << 32), rng.choice(blocks)]))
        elif kind < .95:
            at &= ~1
            data[at:at + 2] = struct.pack('<H', rng.choice((0, 1, 2, 4, 8, 12, 0xffff, rng.randrange(1 << 16))))
        else:
            to, source = at // size * size, rng.choice(blocks) * size
            data[to:to + size] = data[source:source + size]
    return bytes(data[:len(image)])


def damaged_images(folder, count, seed):
    """One file with count damaged images of 1 MiB, one after the other."""
    tree = folder / 'tree'
    (tree / 'd/e/f').mkdir(parents=True)
    rng = random.Random(seed)
    for i in range(40):
        (tree / ('d/file%d' % i)).write_bytes(bytes([i]) * (i * 97))
    (tree / 'fast').symlink_to('d/file1')
    (tree / 'slow').symlink_to('x' * 150)
    (tree / 'hard').hardlink_to(tree / 'd/file2')
    bases = []
    for size in (1024, 2048, 4096):
        (tree / 'ind').write_bytes(rng.randbytes(size * 60))
        with (tree / 'sparse').open('wb') as f:
            for block in (0, 14, 12 + size // 4 + 5, 12 + size // 4 + (size // 4) ** 2 + 7):
                f.seek(block * size)
                f.write(b'data%d' % block)
        path = make(folder / 'base', '%dk' % (1024 - size // 1024 * (size > 1024)), '-b', str(size), '-N', '96',
                    tree=tree)
        image = path.read_bytes().ljust(1 << 20, b'\0')
        bases.append((image, size, metadata(image, size)))
    with (folder / 'damaged').open('wb') as f:
        for i in range(count):
            image, size, blocks = bases[i % 3]
            f.write(damage(image, size, rng, blocks))
    return folder / 'damaged'
