# SPDX-License-Identifier: GPL-2.0-only
"""Machines of all sizes: every CPU counts, and little memory is enough or is named."""
import re

import pytest

from harness.machine import Machine, run_once

TOPOLOGIES = ['1', '2', '4', '4,sockets=2', '4,sockets=1,cores=2,threads=2', '2,threads=2']


@pytest.mark.parametrize('machine', ['q35', 'pc'])
@pytest.mark.parametrize('smp', TOPOLOGIES)
def test_cpus(kernel, initrd, machine, smp):
    n = int(smp.split(',')[0])
    out, status = run_once(kernel, initrd, 'grep -c ^processor /proc/cpuinfo', smp=smp,
                           machine=machine, mem=128)
    assert status == 0
    assert 'smp: %d of %d CPUs up' % (n, n) in out
    assert re.search(r'^%d\s*$' % n, out, re.M), out


def test_64_cpus(kernel, initrd):
    out, _ = run_once(kernel, initrd, 'grep -c ^processor /proc/cpuinfo', smp=64, mem=512,
                      timeout=600)
    assert 'smp: 64 of 64 CPUs up' in out
    assert re.search(r'^64\s*$', out, re.M)


@pytest.mark.parametrize('option,count', [('nosmp', 1), ('maxcpus=2', 2), ('maxcpus=0', 1)])
def test_fewer_cpus(kernel, initrd, option, count):
    out, _ = run_once(kernel, initrd, 'grep -c ^processor /proc/cpuinfo', append=option,
                      smp=4, mem=128)
    assert re.search(r'^%d\s*$' % count, out, re.M), out


@pytest.mark.parametrize('mem', [8, 16, 32, 64, 128, 512, 4096])
def test_memory(kernel, build, mem, initrd):
    """A prompt; or, in a build that checks itself, one line that says how much is needed."""
    prompt = r'[\w.-]+:[^\r\n]{0,60}[$#] '
    if build != initrd.parent:
        prompt += r'|Not enough memory: .* needs \d+ MiB (of RAM|to start), this machine has %d MiB' % mem
    with Machine(kernel, initrd.parent / 'initramfs.cpio.gz', 'console=ttyS0', mem=mem) as m:
        m.expect(prompt)


def test_mem_option(kernel, initrd):
    out, _ = run_once(kernel, initrd, 'cat /proc/meminfo', append='mem=64M', mem=256)
    total = int(re.search(r'MemTotal: +(\d+) kB', out).group(1))
    assert 40000 < total <= 65536
