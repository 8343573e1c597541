# SPDX-License-Identifier: GPL-2.0-only
"""gdb: every helper runs, and backtraces end where a reader expects them to."""
import os
import pathlib
import re
import socket
import subprocess

import pexpect
import pytest

from harness.machine import Machine

TOP = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Session:
    """A stopped machine, and gdb to run scripts on it."""

    def __init__(self, build, initrd, append, smp=1):
        self.build, self.port = build, free_port()
        self.machine = Machine(build / 'bzImage', initrd, append, smp=smp, mem=256,
                               accel_args=['-accel', 'tcg', '-cpu', 'max'],
                               args=['-S', '-gdb', 'tcp:127.0.0.1:%d' % self.port])

    def gdb(self, *commands, timeout=90):
        argv = ['gdb', '-q', '-batch', '-nx', '-ex', 'set pagination off', '-ex', 'set confirm off',
                '-ex', 'source %s' % (TOP / 'scripts/gdb/yomix-gdb.py'),
                '-ex', 'lx-user-path %s %s' % (self.build / 'user', self.build / 'tests/user'),
                '-ex', 'target remote 127.0.0.1:%d' % self.port]
        for c in commands:
            argv += ['-ex', c]
        done = subprocess.run(argv + [str(self.build / 'vmlinux')], capture_output=True, text=True,
                              timeout=timeout, check=False, env=dict(os.environ, DEBUGINFOD_URLS=''))
        assert 'Python Exception' not in done.stderr + done.stdout, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def session(build, initrd, on_linux):
    if on_linux:
        pytest.skip('about our kernel')
    opened = []

    def start(append='console=ttyS0 quiet norandmaps', smp=1):
        s = Session(build, initrd, append, smp)
        opened.append(s)
        return s
    yield start
    for s in opened:
        s.machine.kill()


def test_first_instruction(session):
    # It runs where the loader put it, at 2 MiB, before the high addresses exist.
    out = session().gdb('hbreak *0x%x' % 0x200200, 'continue', 'p/x $rip', 'p/x &boot_startup_64',
                        'lx-ps', 'lx-dmesg', 'p $lx_current()')
    assert re.search(r'= 0x200200$', out, re.M), out
    assert '0xffffffff80200200' in out
    assert out.count('not mapped yet?') == 3


def test_helpers(session):
    out = session(smp=2).gdb(
        'thbreak run_init_process', 'continue', 'lx-version', 'lx-cmdline', 'lx-dmesg', 'lx-ps',
        'lx-list-check init_task.tasks', 'p $lx_current()->comm', 'p $lx_per_cpu(cpu_number, 1)',
        'p $lx_per_cpu("runqueues", 1).cpu', 'p $lx_per_cpu("nosuch")', 'lx-list-check 5',
        'p $lx_task_by_pid(2)->comm',
        'p $container_of(init_task.tasks.next, "struct task_struct", "tasks")->pid',
        'p init_task.tasks')
    assert 'Linux version 4.19.0-yomix' in out
    assert 'norandmaps' in out
    assert re.search(r'\[ +\d+\.\d+\] ', out)
    assert re.search(r'0x[0-9a-f]+ +2 +0 \w +\d+ kthreadd', out)
    assert 'list is consistent' in out
    assert '"kthreadd' in out
    assert len(re.findall(r'\$\d+ = 1\b', out)) >= 2
    assert 'No symbol "nosuch"' in out
    assert 'other node(s)' in out


def frames(out):
    return re.findall(r'^#\d+ +(?:0x[0-9a-f]+ in )?(\S+)', out, re.M)


def test_bt_from_a_system_call(session):
    """From inside getpid() to the program's main()."""
    s = session(append='console=ttyS0 quiet norandmaps run="/tests/process"')
    out = s.gdb('break sys_newuname', 'thbreak run_init_process', 'continue', 'continue', 'bt')
    names = frames(out)
    assert any('newuname' in n for n in names), out
    assert 'do_syscall_64' in names, out
    assert 'corrupt' not in out


@pytest.mark.parametrize('where', ['handle_mm_fault', 'do_IRQ', 'scheduler_tick'])
def test_bt_reaches_the_end(session, where):
    """From a page fault and an interrupt: the walk ends by itself, in user space or a thread."""
    s = session()
    out = s.gdb('thbreak run_init_process', 'continue', 'break %s' % where, 'continue', 'bt')
    names = frames(out)
    assert where in names, out
    assert 'Backtrace stopped' not in out or 'outermost' in out, out
    assert 'corrupt' not in out, out


def test_bt_of_a_sleeping_thread(session):
    """A kernel thread that was switched out: from __schedule() to its entry."""
    s = session()
    out = s.gdb('thbreak run_init_process', 'continue', 'break __schedule', 'continue', 'bt')
    assert any(n in frames(out) for n in ('kthread', 'ret_from_fork', 'kthreadd', 'start_kernel',
                                         'cpu_startup_entry', 'kernel_init')), out


def test_recorded_run_goes_backwards(build, initrd, on_linux):
    """make gdb RECORD=1: what was typed happens again, and gdb goes back from it."""
    if on_linux:
        pytest.skip('about our kernel')
    gdb = pexpect.spawn('sh', ['scripts/run-gdb', '--record', str(build), str(initrd), '1',
                               'console=ttyS0 quiet run="echo ready; read x; echo got $x | cat"'], cwd=TOP, timeout=120,
                        encoding='utf-8', codec_errors='replace', dimensions=(50, 200),
                        env=dict(os.environ, GDB_PORT=str(free_port()), DEBUGINFOD_URLS='',
                                 GDB_ARGS='-nx', TERM='dumb'))

    def tell(command, want):
        gdb.sendline(command)
        gdb.expect(want)
        gdb.expect(r'\(gdb\) ')

    try:
        gdb.expect('Recording')
        gdb.expect('ready')
        gdb.send('a word\r')
        gdb.expect('got a word')
        gdb.expect(r'\(gdb\) ')
        tell('thbreak pipe_write', 'reakpoint')
        tell('continue', 'pipe_write')
        tell('print (int)$lx_current().pid > 1', '= 1')
        tell('reverse-stepi', '0x')
        tell('bt 1', '#0 ')
        tell('delete', '')
        tell('thbreak create_pipe_files', 'reakpoint')
        tell('reverse-continue', 'create_pipe_files')
        tell('bt', 'create_pipe_files.*do_syscall_64')
    finally:
        gdb.sendline('quit')
        gdb.close(force=True)
