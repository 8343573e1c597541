# SPDX-License-Identifier: GPL-2.0-only
"""The helpers of Linux's scripts/gdb, for this kernel: `make gdb` loads them.

lx-ps, lx-dmesg, lx-cmdline, lx-version, lx-list-check, lx-user-symbols, and the functions
$lx_current(), $lx_per_cpu(), $lx_task_by_pid(), $container_of(). `help lx-ps` and so on.
Mirrors: Linux 4.19 scripts/gdb/vmlinux-gdb.py.
"""
import os
import sys

import gdb
import gdb.printing

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from linux import utils, lists, cpus, tasks, dmesg, proc, symbols  # noqa: E402

gdb.printing.register_pretty_printer(gdb.current_objfile(), lists.printers(), replace=True)
