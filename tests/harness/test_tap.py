# SPDX-License-Identifier: GPL-2.0-only
"""The reader of results reads what a console really shows, and is not content with less."""
import pytest

from harness.tap import Tap, marked

LOG = '''[    1.000000] Run /init as init process
@@ be[    1.200000] tty: first
gin good
ok 1 - one
o[    1.300000] a message
[    1.300001] <3>another
k 2 - two
1..2
@@ end good 0
@@ begin lost
ok 1 - one
1..2
@@ end lost 0
@@ begin hangs
ok 1 - one
'''


def test_messages_in_the_middle_of_a_line():
    text, status = marked(LOG)['good']
    Tap(text).check(text, status)
    assert Tap('o[    1.300000] a message\nk 1 - one\n1..1\n').ok == ['one']


@pytest.mark.parametrize('text, status', [
    ('ok 1 - one\n1..2\n', 0), ('ok 1 - one\n1..1\n', 1), ('ok 1 - one\n', 0), ('1..0\n', 0),
    ('ok 1 - one\nnot ok 2 - two\n1..2\n', 0)])
def test_what_is_not_whole_fails(text, status):
    with pytest.raises(AssertionError):
        Tap(text).check(text, status)


def test_only_what_ended_counts():
    assert sorted(marked(LOG)) == ['good', 'lost']
