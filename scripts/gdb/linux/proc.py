# SPDX-License-Identifier: GPL-2.0-only
"""lx-cmdline and lx-version: what /proc/cmdline and /proc/version would say."""
import gdb

from linux import utils


class LxCmdline(gdb.Command):
    """lx-cmdline: the kernel's command line."""

    def __init__(self):
        super().__init__('lx-cmdline', gdb.COMMAND_DATA)

    @utils.helper
    def invoke(self, argument, from_tty):
        saved = gdb.parse_and_eval('saved_command_line')
        if int(saved) == 0:
            saved = gdb.parse_and_eval('boot_command_line')
        gdb.write(utils.c_string(saved) + '\n')


class LxVersion(gdb.Command):
    """lx-version: the kernel's banner."""

    def __init__(self):
        super().__init__('lx-version', gdb.COMMAND_DATA)

    @utils.helper
    def invoke(self, argument, from_tty):
        gdb.write(utils.c_string(gdb.parse_and_eval('linux_banner')))


LxCmdline()
LxVersion()
