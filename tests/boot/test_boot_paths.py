# SPDX-License-Identifier: GPL-2.0-only
"""Every way to boot: a shell comes up, and the command line arrived as given."""
import pathlib
import shlex
import subprocess

import pexpect
import pytest

from harness.machine import Machine, accel

TOP = pathlib.Path(__file__).resolve().parents[2]

# Spaces, quotes, an umlaut, and words that are not the kernel's.
GIVEN = 'console=ttyS0 foo=bar "two words" key="a b" name=\u00fc\u00f1 -- last'
# GRUB takes the quotes off and puts them around the whole word again.
BY_GRUB = 'BOOT_IMAGE=/boot/bzImage ' + GIVEN.replace('key="a b"', '"key=a b"')

# OVMF makes UTF-16 of QEMU's line byte by byte; the kernel cannot undo it.
BY_OVMF = GIVEN.encode('utf-8').decode('latin-1') + ' initrd=initrd'

SEEN = {
    'kernel': GIVEN,
    'kernel-uefi': BY_OVMF,
    'grub-bios': BY_GRUB,
    'grub-uefi': BY_GRUB,
    'systemd-boot': r'initrd=\initrd.img ' + GIVEN,
    'efi': r'initrd=\initrd.img console=tty0 console=ttyS0',
}


class BootMachine(Machine):
    """A machine as scripts/run-qemu starts it."""

    def __init__(self, boot, build, initrd, workdir, append=GIVEN, extra=()):
        kind = accel()[1]
        out = subprocess.run(
            [str(TOP / 'scripts/run-qemu'), '--dry-run', '--boot', boot,
             '--kernel', str(build / 'bzImage'), '--initrd', str(initrd),
             '--workdir', str(workdir), '--accel', kind, '--append=' + append],
            check=True, capture_output=True, text=True).stdout
        argv = shlex.split(out.splitlines()[-1]) + ['-no-reboot'] + list(extra)
        argv[argv.index('mon:stdio')] = 'stdio'
        super().__init__(argv=argv)


@pytest.mark.parametrize('boot', SEEN)
def test_boot_path(boot, build, initrd, on_linux, tmp_path):
    if on_linux:
        pytest.skip('about our image')
    with BootMachine(boot, build, initrd, tmp_path) as m:
        m.wait_prompt()
        m.sh('dmesg -n 1')          # late messages must not come between
        assert m.sh('cat /proc/cmdline') == (SEEN[boot] + '\n', 0)


def test_pc_machine(build, initrd, on_linux, tmp_path):
    if on_linux:
        pytest.skip('about our image')
    with BootMachine('kernel', build, initrd, tmp_path,
                     extra=['-M', 'pc']) as m:
        m.wait_prompt()
        m.sh('dmesg -n 1')          # late messages must not come between
        assert m.sh('cat /proc/cmdline') == (GIVEN + '\n', 0)


def test_bios_without_enough_memory(build, on_linux):
    """16-bit code says so when the kernel does not even fit."""
    if on_linux:
        pytest.skip('about our message')
    with Machine(build / 'bzImage', mem=2, append='console=ttyS0') as m:
        m.expect(r'Not enough memory: Yomix needs \d+ MiB')


def test_bios_without_room_for_the_initramfs(build, initrd, on_linux):
    """The loader put it where the kernel goes: without a word from 16-bit code nothing is said."""
    if on_linux:
        pytest.skip('about our message')
    with Machine(build / 'bzImage', initrd, mem=5, append='console=ttyS0') as m:
        m.expect(r'Not enough memory: Yomix needs \d+ MiB')


@pytest.mark.parametrize('mem', [5, 6])
def test_kernel_without_enough_memory(build, initrd, on_linux, mem):
    """Before there is a console, and while unpacking; a large image is refused by 16-bit code."""
    if on_linux:
        pytest.skip('about our message')
    small = initrd.with_name('initramfs.cpio.gz')
    with Machine(build / 'bzImage', small, mem=mem, append='console=ttyS0') as m:
        m.expect(r'Not enough memory: .* needs \d+ MiB (of RAM|to start), this machine has \d+ MiB')
        with pytest.raises(pexpect.TIMEOUT):
            m.child.expect('Not enough memory: .*\n.*Not enough', timeout=1)
