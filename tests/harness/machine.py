# SPDX-License-Identifier: GPL-2.0-only
"""A machine in QEMU: started, typed at, read, and always ended.

    with Machine(kernel, initrd, append='console=ttyS0', smp=4) as m:
        m.wait_prompt()
        output, status = m.sh('ls /proc')

    output, status = run_once(kernel, initrd, 'ls /; false')

Time limits are for hangs only and generous: nothing here measures time.
QEMU is started directly, so its pid is the one we kill.
"""
import functools
import os
import pathlib
import re
import shutil
import signal
import subprocess

import pexpect

PROMPT = r'[\w.-]+:[^\r\n]{0,60}[$#] '
# What a kernel under load must never say.
COMPLAINT = re.compile(r'BUG|WARNING|INFO: |KASAN|UBSAN|Oops|Call Trace|general protection|'
                       r'possible (circular|recursive)|bad unlock balance|refcount_t')
# A hang is a hang after this many seconds, on a slow host under TCG too.
PATIENCE = int(os.environ.get('TEST_PATIENCE', '120'))


@functools.lru_cache(maxsize=None)
def accel():
    """KVM where a guest really runs with it, else TCG."""
    probe = pathlib.Path(__file__).resolve().parents[2] / 'scripts/kvm-works'
    if subprocess.run(['sh', str(probe)], check=False).returncode == 0:
        return ['-accel', 'kvm', '-cpu', 'host']
    return ['-accel', 'tcg', '-cpu', 'max,la57=off']


class Machine:
    """One QEMU with its first serial port on our hands."""

    def __init__(self, kernel=None, initrd=None, append='', smp=1, mem=256,
                 machine='q35', args=(), accel_args=None, timeout=None,
                 argv=None):
        self.timeout = timeout or PATIENCE
        self.argv = argv or self.arguments(kernel, initrd, append, smp, mem,
                                           machine, args, accel_args)
        self.child = pexpect.spawn(self.argv[0], self.argv[1:],
                                   timeout=self.timeout,
                                   encoding='utf-8', codec_errors='replace',
                                   echo=False, dimensions=(24, 200))
        self.log = ''

    @staticmethod
    def arguments(kernel, initrd, append, smp, mem, machine, args, accel_args):
        qemu = shutil.which('qemu-system-x86_64')
        argv = ['-M', machine, '-m', str(mem), '-smp', str(smp),
                '-display', 'none', '-vga', 'std', '-nic', 'none', '-no-reboot',
                '-monitor', 'none', '-chardev', 'stdio,id=tty,signal=off',
                '-serial', 'chardev:tty']
        argv += accel() if accel_args is None else list(accel_args)
        if kernel:
            argv += ['-kernel', str(kernel)]
            if initrd:
                argv += ['-initrd', str(initrd)]
            argv += ['-append', append]
        return [qemu] + argv + list(args)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.kill()

    def kill(self):
        """End it, whatever state it is in."""
        if self.child.isalive():
            os.kill(self.child.pid, signal.SIGKILL)
        self.child.close(force=True)

    def _note(self):
        after = self.child.after if isinstance(self.child.after, str) else ''
        self.log += (self.child.before or '') + after

    def expect(self, pattern, timeout=None):
        """Wait for pattern; return what came before it."""
        try:
            self.child.expect(pattern, timeout=timeout or self.timeout)
        except (pexpect.TIMEOUT, pexpect.EOF) as e:
            self.log += self.child.before or ''
            what = 'no' if isinstance(e, pexpect.TIMEOUT) else 'machine ended without'
            raise AssertionError('%s %r; the last lines were:\n%s' % (
                what, pattern, '\n'.join(self.log.splitlines()[-40:]))) from None
        self._note()
        return self.child.before

    def send(self, text):
        self.child.send(text)

    def type(self, line):
        """Type a line and Enter, as a person does."""
        self.child.send(line + '\r')

    def wait_prompt(self, timeout=None):
        return self.expect(PROMPT, timeout)

    def sh(self, command, timeout=None):
        """Run a line in the shell. Return its output and exit status.

        The marks are written so that their echo does not look like them, however the
        line editor wraps it.
        """
        self.type('echo "@@""begin"; ' + command + '; echo "<<"$?">>"')
        self.expect('@@begin\r*\n', timeout)
        before = self.expect(r'<<(\d+)>>', timeout)
        status = int(self.child.match.group(1))
        self.wait_prompt(timeout)
        return re.sub(r'\r+\n', '\n', before), status

    def wait_end(self, timeout=None):
        """Wait until QEMU has ended by itself; return everything it printed."""
        self.expect(pexpect.EOF, timeout)
        return re.sub(r'\r+\n', '\n', self.log)


def run_once(kernel, initrd, commands, append='', **kwargs):
    """Boot, let init run the commands, power off. Return output and status."""
    quoted = commands.replace('"', "'")
    line = ('console=ttyS0 %s run="%s"' % (append, quoted)).strip()
    with Machine(kernel, initrd, line, **kwargs) as m:
        out = m.wait_end()
    found = re.search(r'init: run exited with (\d+)', out)
    assert found, 'init did not come to an end:\n' + '\n'.join(out.splitlines()[-40:])
    return out, int(found.group(1))
