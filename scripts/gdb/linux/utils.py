# SPDX-License-Identifier: GPL-2.0-only
"""Types, container_of and strings: what the other helpers stand on."""
import functools

import gdb

_types = {}


def helper(invoke):
    """What goes wrong below a command or function is told in a line, without Python's names."""
    @functools.wraps(invoke)
    def wrapped(*args):
        try:
            return invoke(*args)
        except gdb.MemoryError as e:
            raise gdb.GdbError('%s: not mapped yet? Try "break start_kernel", "continue".' % e)
        except gdb.error as e:
            raise gdb.GdbError(str(e))
    return wrapped


def get_type(name):
    """A type by its C name, looked up once."""
    if name not in _types:
        _types[name] = gdb.lookup_type(name)
    return _types[name]


def offset_of(type_name, member):
    """Bytes from the start of type_name to member, which may be a.b[1].c."""
    null = gdb.Value(0).cast(get_type(type_name).pointer())
    path = gdb.parse_and_eval('(unsigned long)&(((%s *)0)->%s)' % (type_name, member))
    return int(path) - int(null)


def container_of(ptr, type_name, member):
    """The structure of type_name around the member that ptr points at."""
    address = int(ptr.cast(get_type('unsigned long'))) - offset_of(type_name, member)
    return gdb.Value(address).cast(get_type(type_name).pointer())


def read_bytes(address, length):
    return bytes(gdb.selected_inferior().read_memory(int(address), length))


def c_string(value):
    """A char array or pointer as text."""
    return value.string(errors='replace')


class ContainerOf(gdb.Function):
    """$container_of(PTR, "TYPE", "MEMBER"): the structure around a member.

For example: p $container_of(init_task.tasks.next, "struct task_struct", "tasks")->comm"""

    def __init__(self):
        super().__init__('container_of')

    @helper
    def invoke(self, ptr, type_name, member):
        return container_of(ptr, type_name.string(), member.string())


ContainerOf()
