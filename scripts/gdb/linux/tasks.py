# SPDX-License-Identifier: GPL-2.0-only
"""Tasks: lx-ps, and finding one by its number."""
import gdb

from linux import cpus, lists, utils

STATES = ((0x20, 'Z'), (0x10, 'X'), (0x4, 'T'), (0x8, 't'), (0x2, 'D'), (0x1, 'S'))


def task_lists():
    """Every thread: init_task, then each process and its threads."""
    init = gdb.parse_and_eval('init_task').address
    yield init
    for leader in lists.list_for_each_entry(init['tasks'], 'struct task_struct', 'tasks'):
        yield leader
        for thread in lists.list_for_each_entry(leader['thread_group'], 'struct task_struct',
                                                'thread_group'):
            yield thread


def task_by_pid(pid):
    return next((t for t in task_lists() if int(t['pid']) == pid), None)


def state_letter(task):
    state = int(task['state']) | int(task['exit_state'])
    return next((letter for bit, letter in STATES if state & bit), 'R')


class LxPs(gdb.Command):
    """lx-ps: all tasks: address, number, parent, state, CPU, name. A star marks those that run."""

    def __init__(self):
        super().__init__('lx-ps', gdb.COMMAND_DATA)

    @utils.helper
    def invoke(self, argument, from_tty):
        running = {int(cpus.current_task(c)) for c in cpus.each_online_cpu()}
        gdb.write('  %-18s %6s %6s S CPU COMM\n' % ('TASK', 'PID', 'PPID'))
        for task in task_lists():
            gdb.write('%s 0x%016x %6d %6d %s %3d %s\n' % (
                '*' if int(task) in running else ' ', int(task), int(task['pid']),
                int(task['real_parent']['tgid']), state_letter(task), int(task['cpu']),
                utils.c_string(task['comm'])))


class LxTaskByPid(gdb.Function):
    """$lx_task_by_pid(PID): the task with this number in the first pid namespace."""

    def __init__(self):
        super().__init__('lx_task_by_pid')

    @utils.helper
    def invoke(self, pid):
        task = task_by_pid(int(pid))
        if task is None:
            raise gdb.GdbError('no task has the number %d' % int(pid))
        return task


LxPs()
LxTaskByPid()
