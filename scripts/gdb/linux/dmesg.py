# SPDX-License-Identifier: GPL-2.0-only
"""lx-dmesg: the kernel's log out of memory, also when the kernel cannot print."""
import struct

import gdb

from linux import utils


class LxDmesg(gdb.Command):
    """lx-dmesg: print the kernel's log."""

    def __init__(self):
        super().__init__('lx-dmesg', gdb.COMMAND_DATA)

    @utils.helper
    def invoke(self, argument, from_tty):
        log = utils.read_bytes(gdb.parse_and_eval('log_buf'),
                               int(gdb.parse_and_eval('log_buf_len')))
        idx = int(gdb.parse_and_eval('log_first_idx'))
        left = int(gdb.parse_and_eval('log_next_seq')) - int(gdb.parse_and_eval('log_first_seq'))
        header = utils.get_type('struct printk_log').sizeof
        while left > 0:
            # struct printk_log: ts_nsec, len, text_len, ...; len 0 goes on at the start.
            ts, length, text_len = struct.unpack_from('<QHH', log, idx)
            if length == 0:
                idx = 0
                continue
            text = log[idx + header:idx + header + text_len].decode(errors='replace')
            for line in text.splitlines():
                gdb.write('[%5d.%06d] %s\n' % (ts // 10 ** 9, ts % 10 ** 9 // 1000, line))
            idx += length
            left -= 1


LxDmesg()
