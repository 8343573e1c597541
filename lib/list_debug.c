// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/list_debug.c - lists whose neighbours do not agree (DEBUG=1)
 *
 * list_add() and list_del() ask here first.  What looks damaged is reported
 * and left as it is: the element is not linked, or stays linked.
 *
 * Context    any.
 * Mirrors: Linux 4.10 lib/list_debug.c.
 */
#include <linux/list.h>

#include <linux/bug.h>

/**
 * __list_add_valid() - may @new go between @prev and @next?
 * @new: element
 * @prev: its future predecessor
 * @next: its future successor
 *
 * Return: true if these two are neighbours, and @new is neither.
 */
bool __list_add_valid(struct list_head *new, struct list_head *prev,
		      struct list_head *next)
{
	if (WARN(next->prev != prev,
		 "list_add corruption. next->prev should be prev (%p), but was %p. (next=%p).\n",
		 prev, next->prev, next) ||
	    WARN(prev->next != next,
		 "list_add corruption. prev->next should be next (%p), but was %p. (prev=%p).\n",
		 next, prev->next, prev) ||
	    WARN(new == prev || new == next,
		 "list_add double add: new=%p, prev=%p, next=%p.\n",
		 new, prev, next))
		return false;
	return true;
}

/**
 * __list_del_entry_valid() - may @entry be taken out?
 * @entry: element
 *
 * Return: true if it is on a list, and its neighbours know it.
 */
bool __list_del_entry_valid(struct list_head *entry)
{
	struct list_head *prev = entry->prev;
	struct list_head *next = entry->next;

	if (WARN(next == LIST_POISON1,
		 "list_del corruption, %p->next is LIST_POISON1 (%p)\n",
		 entry, LIST_POISON1) ||
	    WARN(prev == LIST_POISON2,
		 "list_del corruption, %p->prev is LIST_POISON2 (%p)\n",
		 entry, LIST_POISON2) ||
	    WARN(prev->next != entry,
		 "list_del corruption. prev->next should be %p, but was %p\n",
		 entry, prev->next) ||
	    WARN(next->prev != entry,
		 "list_del corruption. next->prev should be %p, but was %p\n",
		 entry, next->prev))
		return false;
	return true;
}
