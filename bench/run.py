#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""run.py BUILD IMAGES [ROW...] - the bench on Yomix and on stock Linux, in one table

Both boot in the same QEMU, one CPU, counting instructions (-icount shift=0), Linux with
mitigations=off. A row's figure is instructions per operation, user space's few included.
Below the table: boot to the first program, and the size of the image.
"""
import os
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / 'tests'))

from harness.machine import Machine  # noqa: E402

ICOUNT = ['-accel', 'tcg', '-icount', 'shift=0,sleep=off']


def measure(kernel, initrd, rows, append=''):
    run = 'run="bench %s; cat /proc/uptime"' % ' '.join(rows)
    with Machine(kernel, initrd, 'console=ttyS0 quiet mitigations=off %s %s' % (append, run),
                 smp=1, mem=512, accel_args=ICOUNT, timeout=1200) as m:
        out = m.wait_end()
    return {name: int(cost) for name, cost in re.findall(r'^(\w+) (\d+)\s*$', out, re.M)}, out


def boot_cost(kernel, initrd):
    """Guest seconds, that is 1e9 instructions, from the kernel's first to init's first."""
    with Machine(kernel, initrd, 'console=ttyS0 quiet run="cat /proc/uptime"',
                 smp=1, mem=512, accel_args=ICOUNT, timeout=600) as m:
        out = m.wait_end()
    return float(re.search(r'^(\d+\.\d+) \d+\.\d+', out, re.M).group(1))


def main():
    build, images, rows = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    initrd = images / 'initramfs-bench.cpio.gz'
    ours, log = measure(build / 'bzImage', initrd, rows)
    theirs, _ = measure(images / 'linux/vmlinuz', initrd, rows)
    print('%-22s %12s %12s %7s' % ('instructions per op', 'Yomix', 'Linux', 'ratio'))
    for name, cost in ours.items():
        linux = theirs.get(name)
        print('%-22s %12d %12s %7s' % (name, cost, linux if linux is not None else '-',
                                      '%.2f' % (cost / linux) if linux else '-'))
    missing = set(theirs) - set(ours)
    if missing or not ours:
        print('Yomix did not finish: ' + ' '.join(sorted(missing)))
        print('\n'.join(log.splitlines()[-20:]))
        return 1
    if not rows:
        for name, kernel in (('Yomix', build / 'bzImage'), ('Linux', images / 'linux/vmlinuz')):
            print('boot to the first command, %s: %.2f guest seconds (1e9 instructions each)' % (
                name, boot_cost(kernel, initrd)))
        print('bzImage: %d bytes, Linux %d' % (os.path.getsize(build / 'bzImage'),
                                             os.path.getsize(images / 'linux/vmlinuz')))
    return 0


if __name__ == '__main__':
    sys.exit(main())
