# SPDX-License-Identifier: GPL-2.0-only
"""Unmodified busybox, as a person uses it: typed at, interrupted, stopped, continued."""
import hashlib
import re
import time

import pytest

from harness.machine import Machine, run_once


@pytest.fixture(scope='module')
def shell(kernel, initrd):
    with Machine(kernel, initrd, 'console=ttyS0 quiet', smp=4, mem=256) as m:
        m.wait_prompt()
        yield m


# What is typed, and what must be in the answer (a regular expression); the status is 0.
COMMANDS = [
    ('ps', r'1 root +/init'),
    ('top -b -n 1', r'PID +PPID USER'),
    ('free', r'Mem: +\d+ +\d+'),
    ('dmesg | head -n 1', r'Linux version'),
    ('uptime', r'up \d+ min'),
    ('find / -xdev | wc -l', r'^\d{3,}'),
    ('uname -a', r'x86_64'),
    ('id', r'uid=0\(root\)'),
    ('mkdir /tmp/t; echo hello > /tmp/t/f; tar czf /tmp/t.tgz -C /tmp t; rm -r /tmp/t; '
     'tar xzf /tmp/t.tgz -C /tmp; cat /tmp/t/f', r'^hello'),
    ('seq 1000 > /tmp/s; gzip /tmp/s; gunzip -c /tmp/s.gz | tail -n 1', r'^1000'),
    ('echo "a b c" | awk "{print \\$2, NR}"', r'^b 1'),
    ('echo abc | sed s/b/X/', r'^aXc'),
    ('time true', r'real'),
    ('ulimit -n', r'^\d+'),
    ('nice', r'^0'),
    ('nice -n 5 nice', r'^5'),
    ('timeout 1 sleep 20; echo $?', r'^143'),
    ('nohup echo hi; cat nohup.out', r'^hi'),
    ('stty -a', r'speed \d+ baud'),
    ('stty rows 25 cols 80; stty size', r'^25 80'),
    ('mknod /tmp/null c 1 3; echo x > /tmp/null; cat /tmp/null | wc -c', r'^0'),
    ('mkdir -p /tmp/r/bin; cp /bin/busybox /tmp/r/bin/; chroot /tmp/r /bin/busybox ls /', r'^bin\s*$'),
    ('mount -t tmpfs x /mnt; mount | grep /mnt; umount /mnt', r'x on /mnt type tmpfs'),
    ('ls -l /proc/self/fd/0', r'/dev/ttyS0'),
    ('cat /proc/self/cmdline | tr "\\0" " "', r'^cat /proc/self/cmdline'),
    ('head -c 100 /dev/urandom | wc -c', r'^100'),
    ('od -A n -t x1 -N 4 /dev/zero', r'00 00 00 00'),
    ('ln -s /etc/passwd /tmp/l; readlink -f /tmp/l', r'^/etc/passwd'),
    ('echo $((6*7)) | tee /tmp/tee; cat /tmp/tee', r'^42\n42'),
    ('mkfifo /tmp/ff; (echo through > /tmp/ff &) ; cat /tmp/ff', r'through'),
    ('df /tmp', r'tmpfs'),
    ('date -u +%Y', r'^20\d\d'),
    ('cat /proc/cmdline', r'console=ttyS0 quiet'),
]


@pytest.mark.parametrize('command,answer', COMMANDS, ids=[c.split()[0] + str(i) for i, (c, _) in enumerate(COMMANDS)])
def test_command(shell, command, answer):
    out, status = shell.sh(command)
    assert re.search(answer, out, re.M), out
    assert status == 0, out


def test_sort_100000(shell):
    want = hashlib.md5(''.join('%d\n' % i for i in range(1, 100001)).encode()).hexdigest()
    out, status = shell.sh('seq 100000 | sort -n | md5sum')
    assert status == 0 and want in out


def test_500_in_background(shell):
    out, status = shell.sh('for i in $(seq 500); do /bin/true & done; wait')
    assert status == 0, out
    out, _ = shell.sh('ps | grep -c true')
    assert int(out) <= 1, 'children left behind: ' + out


def test_interrupt(shell):
    shell.type('sleep 100')
    time.sleep(0.5)
    shell.send('\x03')
    shell.wait_prompt()
    out, _ = shell.sh('true')
    assert 'sleep' not in shell.sh('ps | grep "[s]leep 100"')[0]


def test_stop_and_continue(shell):
    shell.type('sleep 100')
    time.sleep(0.5)
    shell.send('\x1a')
    shell.expect('Stopped')
    shell.wait_prompt()
    assert 'Stopped' in shell.sh('jobs')[0]
    assert re.search(r'\bT\b', shell.sh('cat /proc/$!/stat 2>/dev/null || '
                                         'cat /proc/$(pidof sleep)/stat')[0])
    shell.sh('bg')
    assert 'Running' in shell.sh('jobs')[0]
    shell.type('fg')
    time.sleep(0.5)
    shell.send('\x03')
    shell.wait_prompt()
    assert shell.sh('jobs')[0].strip() == ''


def test_kill_stop_cont(shell):
    shell.sh('sleep 100 & echo $! > /tmp/pid')
    shell.sh('kill -STOP $(cat /tmp/pid); sleep 1')
    assert ') T ' in shell.sh('cat /proc/$(cat /tmp/pid)/stat')[0]
    shell.sh('kill -CONT $(cat /tmp/pid); sleep 1')
    assert ') S ' in shell.sh('cat /proc/$(cat /tmp/pid)/stat')[0]
    shell.sh('kill $(cat /tmp/pid); wait')


def test_end_of_file(shell):
    """^D ends cat, and does not end the shell."""
    shell.type('cat > /tmp/typed')
    shell.type('one')
    shell.type('two')
    shell.send('\x04')
    shell.wait_prompt()
    assert shell.sh('cat /tmp/typed')[0] == 'one\ntwo\n'


def test_vi(shell):
    shell.type('vi /tmp/edited')
    time.sleep(1)
    shell.send('ihello from vi\x1b')
    time.sleep(0.5)
    shell.send(':wq\r')
    shell.wait_prompt()
    assert shell.sh('cat /tmp/edited')[0] == 'hello from vi\n'


def test_less(shell):
    shell.sh('seq 500 > /tmp/long')
    shell.type('less /tmp/long')
    time.sleep(1)
    shell.send('G')
    shell.expect('500')
    shell.send('q')
    shell.wait_prompt()


def test_top_interactive(shell):
    shell.type('top')
    shell.expect('Load average')
    shell.send('q')
    shell.wait_prompt()


@pytest.mark.parametrize('command,last', [('poweroff', 'Power down'), ('reboot', 'Restarting system'),
                                          ('halt', 'System halted')])
def test_the_end(kernel, initrd, command, last):
    with Machine(kernel, initrd, 'console=ttyS0', smp=2, mem=128) as m:
        m.wait_prompt()
        m.type(command)
        m.expect(last)
        if command != 'halt':
            m.wait_end()


def test_nothing_to_complain(kernel, initrd):
    """A boot without a warning; and what is in dmesg is in Linux's form."""
    out, _ = run_once(kernel, initrd, 'dmesg', append='loglevel=1', smp=2, mem=128)
    assert not re.findall(r'WARNING|BUG|cut here|already registered', out), out
    assert re.search(r'^\[ +\d+\.\d{6}\] Linux version ', out, re.M)


def test_run_reports_status(kernel, initrd):
    assert run_once(kernel, initrd, 'exit 7')[1] == 7
