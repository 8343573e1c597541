# SPDX-License-Identifier: GPL-2.0-only
"""The platform: CPUs, how the machine ends, which clocks it finds. See test_machine.py."""
import re

import pytest

from harness.machine import Machine, run_once

def test_sixteen_cpus_of_two_sockets(kernel, initrd, on_linux):
    """Both count: what the kernel says, and what programs see."""
    if on_linux:
        pytest.skip('about our message')
    out, status = run_once(kernel, initrd, 'nproc', 'maxcpus=9',
                           smp='16,sockets=2,cores=4,threads=2')
    assert status == 0
    assert 'smp: 9 of 16 CPUs up' in out
    assert re.search(r'^9\r?$', out, re.M)


def test_without_acpi(kernel, initrd, on_linux):
    """No tables: one CPU, no way to power off, and the devices' interrupts still come."""
    if on_linux:
        pytest.skip('Linux wants MP tables then')
    append = 'console=ttyS0 acpi=off run="cat /proc/interrupts"'
    with Machine(kernel, initrd, append, smp=4) as m:
        assert 'smp: 1 of 1 CPUs up' in m.expect('Run /init')
        assert re.search(r'IO-APIC +4-edge +serial', m.expect('run exited with 0'))
        m.expect('cannot be powered off')


@pytest.mark.parametrize('machine', ['pc', 'q35'])
@pytest.mark.parametrize('how', ['', 'reboot=k', 'reboot=p', 'reboot=t'])
def test_panic_reboots(kernel, on_linux, machine, how):
    """All CPUs stop, and each way to reset ends the machine (-no-reboot)."""
    if on_linux:
        pytest.skip('about our ways to reset')
    with Machine(kernel, append='console=ttyS0 panic=1 ' + how, smp=4,
                 machine=machine) as m:
        assert 'Kernel panic' in m.wait_end()


def test_clock_is_the_machines(kernel, initrd):
    """The wall clock comes from the RTC; an instruction is a nanosecond."""
    out, status = run_once(kernel, initrd, 'date -u +%Y-%m-%dT%H:%M; cat /proc/interrupts',
                           args=['-rtc', 'base=2031-03-04T05:06:00,clock=vm',
                                 '-icount', 'shift=0,sleep=off'],
                           accel_args=['-accel', 'tcg'])
    assert status == 0
    assert '2031-03-04T05:06' in out
    assert re.search(r'LOC: +[1-9]', out)


def test_tsc_rate_is_measured(kernel, initrd, on_linux):
    if on_linux:
        pytest.skip('about our message')
    out, _ = run_once(kernel, initrd, 'true',
                      args=['-icount', 'shift=0,sleep=off'],
                      accel_args=['-accel', 'tcg'])
    mhz = float(re.search(r'tsc: Detected ([\d.]+) MHz', out).group(1))
    assert abs(mhz - 1000) < 1


@pytest.mark.parametrize('smp', [1, 4])
def test_idle_machine_has_no_ticks(kernel, initrd, smp):
    """Two idle seconds of the guest's clock cost few timer interrupts."""
    script = ('s() { sed -n "s/^LOC:\\(.*\\)L.*/\\1/p" /proc/interrupts; }; '
              'a=$(s); sleep 2; b=$(s); echo before $a; echo after $b')
    out, status = run_once(kernel, initrd, script, smp=smp,
                           args=['-icount', 'shift=0,sleep=off'],
                           accel_args=['-accel', 'tcg'])
    assert status == 0
    before = sum(map(int, re.search(r'^before (.*)', out, re.M).group(1).split()))
    after = sum(map(int, re.search(r'^after (.*)', out, re.M).group(1).split()))
    assert after - before < 100 + 20 * smp      # with ticks: 500 each
