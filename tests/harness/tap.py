# SPDX-License-Identifier: GPL-2.0-only
"""Reading TAP and KTAP: `1..N`, `ok 1 - name`, `not ok 2 - name`, `# text`."""
import re

RESULT = re.compile(r'^\s*(not ok|ok) (\d+)(?: -)? ?(.*?)(?: # (SKIP|SKEW)\b ?(.*))?\s*$')
# The kernel's own messages come at once, also in the middle of a program's line.
MESSAGE = re.compile(r'\[ *\d+\.\d{6}\] [^\n]*\n')
PLAN = re.compile(r'^\s*1\.\.(\d+)')


def programs_only(text):
    """@text without what the kernel said meanwhile."""
    return MESSAGE.sub('', text)


def marked(log):
    """What tests/user/run-all.sh ran to its end: {name: (text, exit status)}."""
    ran = re.findall(r'@@ begin (\S+)\n(.*?)@@ end \1 (\d+)\n', programs_only(log), re.S)
    return {name: (text, int(status)) for name, text, status in ran}


class Tap:
    """The results of one test program."""

    def __init__(self, text):
        self.ok, self.failed, self.skipped, self.plan = [], [], [], None
        for line in programs_only(text).splitlines():
            plan = PLAN.match(line)
            if plan:
                self.plan = int(plan.group(1))
            result = RESULT.match(line)
            if not result:
                continue
            name = result.group(3)
            if result.group(1) == 'not ok':
                self.failed.append(name)
            elif result.group(4) == 'SKIP':
                self.skipped.append(name)
            else:
                self.ok.append(name)

    def check(self, text, status):
        """Fail with what the reader needs to see."""
        assert not self.failed, 'failed: %s\n%s' % (', '.join(self.failed), text)
        assert status == 0, 'exit status %d\n%s' % (status, text)
        assert self.plan is not None, 'no plan (1..N):\n' + text
        total = len(self.ok) + len(self.skipped)
        assert total == self.plan, 'planned %d, ran %d\n%s' % (self.plan, total, text)
        assert self.ok or self.skipped, 'nothing ran'
