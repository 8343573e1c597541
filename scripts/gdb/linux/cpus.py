# SPDX-License-Identifier: GPL-2.0-only
"""Per-CPU variables and the running task.

A per-CPU variable's symbol is its place in the image; a CPU's copy lies
__per_cpu_offset[cpu] bytes further (include/linux/percpu.h). Before
setup_per_cpu_areas() all offsets are 0 and the image is the boot CPU's copy.
"""
import gdb

from linux import utils


def current_cpu():
    """QEMU shows each CPU as a thread; their numbers begin with 1."""
    thread = gdb.selected_thread()
    if thread is None:
        raise gdb.GdbError('no CPU: nothing runs')
    return thread.num - 1


def per_cpu(var, cpu=None):
    """The copy of a per-CPU variable (a gdb.Value) on a CPU, this one by default."""
    cpu = current_cpu() if cpu is None or cpu < 0 else cpu
    offset = int(gdb.parse_and_eval('__per_cpu_offset[%d]' % cpu))
    address = (int(var.address) + offset) & (2 ** 64 - 1)
    return gdb.Value(address).cast(var.type.pointer()).dereference()


def current_task(cpu=None):
    return per_cpu(gdb.parse_and_eval('current_task'), cpu)


def each_online_cpu():
    bits = gdb.parse_and_eval('__cpu_online_mask.bits')
    for cpu in range(64):
        if int(bits[cpu // 64]) >> (cpu % 64) & 1:
            yield cpu


class PerCpu(gdb.Function):
    """$lx_per_cpu(VAR [, CPU]): a CPU's copy of a per-CPU variable, this CPU's by default.

For example: p $lx_per_cpu("runqueues", 1).nr_running. The quotes are Linux's; without works too."""

    def __init__(self):
        super().__init__('lx_per_cpu')

    @utils.helper
    def invoke(self, var, cpu=-1):
        if var.address is None:         # a literal: the variable's name
            var = gdb.parse_and_eval(var.string())
        return per_cpu(var, int(cpu))


class LxCurrent(gdb.Function):
    """$lx_current([CPU]): the task that runs on a CPU, this one by default.

For example: p $lx_current()->comm"""

    def __init__(self):
        super().__init__('lx_current')

    @utils.helper
    def invoke(self, cpu=-1):
        return current_task(int(cpu))


PerCpu()
LxCurrent()
