# SPDX-License-Identifier: GPL-2.0-only
"""Programs against several C libraries, static and dynamic, with threads."""
import pathlib
import re
import shutil
import subprocess

import pytest

from harness import cpio
from harness.machine import run_once

SOURCE = pathlib.Path(__file__).parent / 'programs/threads.c'
BUILDS = {
    'musl_static': ['musl-gcc', '-static'],
    'glibc_static': ['gcc', '-static', '-pthread'],
    'glibc_static_pie': ['gcc', '-static-pie', '-fPIE', '-pthread'],
    'glibc_dynamic': ['gcc', '-pthread'],
    'glibc_dynamic_no_pie': ['gcc', '-no-pie', '-pthread'],
    'musl_dynamic': ['musl-gcc'],
}


def libraries(program):
    """What a dynamic program needs: its interpreter, and what that finds.

    glibc loads libgcc_s itself when a thread is cancelled.
    """
    out = subprocess.run(['ldd', str(program)], capture_output=True, text=True,
                         check=False).stdout
    found = set(re.findall(r'(/\S+)', out))
    headers = subprocess.run(['readelf', '-lW', str(program)], capture_output=True,
                             text=True, check=True).stdout
    found |= set(re.findall(r'interpreter: (/[^\]]+)\]', headers))
    found.add('/lib/x86_64-linux-gnu/libgcc_s.so.1')
    return {lib: pathlib.Path(lib).resolve().read_bytes()
            for lib in found if pathlib.Path(lib).exists()}


@pytest.fixture(scope='module')
def output(kernel, initrd, tmp_path_factory):
    """Build all, run all in one boot."""
    tmp = tmp_path_factory.mktemp('programs')
    files, script = {}, []
    for name, (cc, *flags) in BUILDS.items():
        if not shutil.which(cc):
            continue
        program = tmp / name
        subprocess.run([cc, '-O2', '-w', *flags, '-o', str(program), str(SOURCE)], check=True)
        files['/programs/' + name] = program.read_bytes()
        if 'dynamic' in name:
            files.update(libraries(program))
        script.append('echo @@%s; timeout 60 /programs/%s; echo @@status $?' % (name, name))
    image = cpio.append(initrd, files, tmp / 'initrd')
    return run_once(kernel, image, '; '.join(script), 'loglevel=5', smp=4, mem=256)[0]


@pytest.mark.parametrize('name', BUILDS)
def test_threads(output, name):
    if '@@%s' % name not in output:
        pytest.skip('%s is not installed' % BUILDS[name][0])
    said = re.search(r'@@%s\s(.*?)@@status (\d+)' % name, output, re.S)
    assert said and said.group(2) == '0' and 'all good' in said.group(1), output[-3000:]


def test_no_complaint(output):
    assert not re.search(r'BUG|WARNING|KASAN|UBSAN|Oops|Call Trace', output), output[-3000:]
