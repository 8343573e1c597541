# SPDX-License-Identifier: GPL-2.0-only
"""cpio archives (newc), to add files to an initramfs: the kernel takes several in a row."""
import os
import stat


def entry(name, data=b'', mode=stat.S_IFREG | 0o755, ino=0):
    """One member: header, name, data, padded as the format wants."""
    raw = name.encode() + b'\0'
    fields = [ino, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(raw), 0]
    out = b'070701' + b''.join(b'%08X' % f for f in fields) + raw
    out += bytes(-len(out) % 4) + data
    return out + bytes(-len(data) % 4)


def archive(files):
    """From {path: bytes}; the folders on the way are made."""
    out, made = b'', set()
    for n, (path, data) in enumerate(sorted(files.items())):
        path = path.lstrip('/')
        parts = os.path.dirname(path).split('/')
        for i in range(len(parts)):
            folder = '/'.join(parts[:i + 1])
            if folder and folder not in made:
                made.add(folder)
                out += entry(folder, mode=stat.S_IFDIR | 0o755)
        out += entry(path, data, ino=n + 1)
    return out + entry('TRAILER!!!', mode=0)


def append(initrd, files, to):
    """Write to @to what the archive @initrd holds, and then @files."""
    data = initrd.read_bytes()
    to.write_bytes(data + bytes(-len(data) % 4) + archive(files))
    return to
