# SPDX-License-Identifier: GPL-2.0-only
"""struct list_head: walking, printing, and checking both directions."""
import gdb

from linux import utils


def list_for_each(head):
    """Each list_head after head, until the circle closes."""
    if head.type.code == gdb.TYPE_CODE_PTR:
        head = head.dereference()
    node = head['next'].dereference()
    seen = 0
    while node.address != head.address:
        yield node.address
        node = node['next'].dereference()
        seen += 1
        if seen > 1000000:
            raise gdb.GdbError('this list does not end')


def list_for_each_entry(head, type_name, member):
    """Each structure of type_name whose member is on the list of head."""
    for node in list_for_each(head):
        yield utils.container_of(node, type_name, member)


def list_check(head):
    """Say what is wrong with a list, or how many nodes it has."""
    if head.type.code == gdb.TYPE_CODE_PTR:
        head = head.dereference()
    count = 0
    node = head
    while True:
        try:
            nxt = node['next'].dereference()
            prev_of_next = int(nxt['prev'])
        except gdb.MemoryError:
            gdb.write('node %d at %s: next points nowhere (%s)\n' % (count, node.address, node['next']))
            return False
        if prev_of_next != int(node.address):
            gdb.write('node %d at %s: next is %s, whose prev is %s\n' % (
                count, node.address, nxt.address, nxt['prev']))
            return False
        if nxt.address == head.address:
            gdb.write('list is consistent: %d node(s)\n' % count)
            return True
        node = nxt
        count += 1


class LxListCheck(gdb.Command):
    """lx-list-check HEAD: follow a list both ways and say where it is broken.

For example: lx-list-check init_task.tasks"""

    def __init__(self):
        super().__init__('lx-list-check', gdb.COMMAND_DATA, gdb.COMPLETE_EXPRESSION)

    @utils.helper
    def invoke(self, argument, from_tty):
        if not argument:
            raise gdb.GdbError('lx-list-check takes one argument: the head of a list')
        list_check(gdb.parse_and_eval(argument))


class ListHeadPrinter:
    """A list_head as its length, not as two addresses."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        if int(self.value['next']) == 0:
            return 'list (not initialised)'
        if self.value['next'] == self.value.address:
            return 'list (empty)'
        try:
            count = sum(1 for _ in list_for_each(self.value))
        except (gdb.MemoryError, gdb.GdbError):
            return 'list (broken, or a removed node)'
        return 'list (%d other node(s)), next = %s' % (count, self.value['next'])


class HlistHeadPrinter:
    """An hlist_head as its length."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        count, node = 0, self.value['first']
        while int(node) != 0 and count < 1000000:
            count, node = count + 1, node['next']
        return 'hlist (%d node(s)), first = %s' % (count, self.value['first'])


def printers():
    """The pretty printers of this file, for the loader to register."""
    collection = gdb.printing.RegexpCollectionPrettyPrinter('linux-lists')
    collection.add_printer('list_head', '^list_head$', ListHeadPrinter)
    collection.add_printer('hlist_head', '^hlist_head$', HlistHeadPrinter)
    return collection


LxListCheck()
