# SPDX-License-Identifier: GPL-2.0-only
"""lib/ and pure algorithms on this machine, under AddressSanitizer and UBSan."""
import os
import pathlib
import re
import subprocess

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
IMAGES = os.environ.get('YOMIX_IMAGES', 'build')


def test_host(on_linux):
    """One process runs them all; each `not ok` is named."""
    if on_linux:
        pytest.skip('about our code')
    done = subprocess.run([str(TOP / IMAGES / 'host/host-tests')], cwd=TOP, capture_output=True,
                          text=True, check=False)
    failed = re.findall(r'^not ok.*$', done.stdout, re.M)
    assert not failed and done.returncode == 0, '\n'.join(failed) + done.stderr[-3000:]
    assert len(re.findall(r'^ok ', done.stdout, re.M)) > 20
