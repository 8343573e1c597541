# SPDX-License-Identifier: GPL-2.0-only
"""What all tests share: which kernel, which image, and the closing line."""
import os
import pathlib
import sys

import pytest

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / 'tests'))

BUILD = pathlib.Path(os.environ.get('YOMIX_BUILD', TOP / 'build')).resolve()
IMAGES = pathlib.Path(os.environ.get('YOMIX_IMAGES', BUILD)).resolve()
KERNEL = os.environ.get('YOMIX_KERNEL', 'yomix')        # or linux

results = {'passed': 0, 'failed': 0, 'skipped': 0}


@pytest.fixture(scope='session')
def build():
    return BUILD


@pytest.fixture(scope='session')
def kernel():
    """The kernel under test: ours, or stock Linux with YOMIX_KERNEL=linux."""
    return IMAGES / 'linux/vmlinuz' if KERNEL == 'linux' else BUILD / 'bzImage'


@pytest.fixture(scope='session')
def initrd():
    return IMAGES / 'initramfs-test.cpio.gz'


@pytest.fixture(scope='session')
def on_linux():
    return KERNEL == 'linux'


def pytest_runtest_logreport(report):
    if report.skipped and report.when in ('setup', 'call'):
        results['skipped'] += 1
    elif report.when == 'call' and report.passed:
        results['passed'] += 1
    elif report.failed:
        results['failed'] += 1


def pytest_collectreport(report):
    if report.failed:
        results['failed'] += 1


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """The last line that the README and CI look for."""
    if hasattr(config, 'workerinput'):
        return
    line = '%(passed)d passed, %(failed)d failed' % results
    if results['skipped']:
        line += ', %(skipped)d skipped' % results
    print(line, flush=True)
