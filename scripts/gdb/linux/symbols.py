# SPDX-License-Identifier: GPL-2.0-only
"""Symbols of user programs: loaded by themselves when a program is started.

A silent breakpoint where exec has decided (start_thread()) takes the program's name,
looks for build/user, build/tests/user and the folders of lx-user-path, and loads what it
finds at the address it runs at. After that `break main` and `bt` reach user space.
"""
import os

import gdb

from linux import cpus, utils

search = []
loaded = {}


def find_program(name):
    for folder in search:
        for sub in ('', 'demo'):
            path = os.path.join(folder, sub, name)
            if os.path.isfile(path):
                return path
    return None


def load_bias(path):
    """0 for a program linked at fixed addresses; for a PIE where it was put."""
    with open(path, 'rb') as f:
        is_pie = f.read(18)[16] == 3       # e_type ET_DYN
    if not is_pie:
        return 0
    task = cpus.current_task()
    return int(task['mm']['start_code']) & ~0xfff


def load_current():
    """Load the symbols of the program that runs on this CPU. Return its path or None."""
    name = utils.c_string(cpus.current_task()['comm'])
    path = find_program(name)
    if not path or loaded.get(path) is not None:
        return path
    bias = load_bias(path)
    gdb.execute('add-symbol-file %s -o 0x%x' % (path, bias), to_string=True)
    loaded[path] = bias
    gdb.write('[symbols of %s]\n' % path)
    return path


class ExecBreakpoint(gdb.Breakpoint):
    """Stops nobody: it looks, and lets the machine go on."""

    def __init__(self):
        super().__init__('start_thread', internal=True)
        self.silent = True

    def stop(self):
        try:
            load_current()
        except gdb.error as e:
            gdb.write('lx: no symbols: %s\n' % e)
        return False


class LxUserSymbols(gdb.Command):
    """lx-user-symbols [PROGRAM]: load the symbols of the running program, or of a file."""

    def __init__(self):
        super().__init__('lx-user-symbols', gdb.COMMAND_FILES, gdb.COMPLETE_FILENAME)

    @utils.helper
    def invoke(self, argument, from_tty):
        if argument:
            gdb.execute('add-symbol-file ' + argument, to_string=True)
        elif not load_current():
            raise gdb.GdbError('no file for this program in: ' + ' '.join(search))


class LxUserPath(gdb.Command):
    """lx-user-path DIR...: where the programs of the image are kept, unstripped."""

    def __init__(self):
        super().__init__('lx-user-path', gdb.COMMAND_FILES, gdb.COMPLETE_FILENAME)

    @utils.helper
    def invoke(self, argument, from_tty):
        search.extend(os.path.abspath(d) for d in argument.split())


LxUserSymbols()
LxUserPath()
