/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/llist.h - a NULL-terminated single list without a lock
 *
 * Any number of producers push with llist_add(), from any context; consumers
 * take everything at once with llist_del_all().  Between these two no lock is
 * needed: a node is never taken from the middle, so there is no ABA.
 *
 * Mirrors: Linux 4.x include/linux/llist.h; no llist_del_first().
 */
#ifndef _LINUX_LLIST_H
#define _LINUX_LLIST_H

#include <linux/atomic.h>
#include <linux/kernel.h>

struct llist_head {
	struct llist_node *first;
};

struct llist_node {
	struct llist_node *next;
};

#define LLIST_HEAD_INIT(name)	{ NULL }
#define LLIST_HEAD(name)	struct llist_head name = LLIST_HEAD_INIT(name)

#define llist_entry(ptr, type, member)	container_of(ptr, type, member)

#define member_address_is_nonnull(ptr, member)	\
	((unsigned long)(ptr) + offsetof(typeof(*(ptr)), member) != 0)

#define llist_for_each_entry(pos, node, member)				\
	for ((pos) = llist_entry((node), typeof(*(pos)), member);	\
	     member_address_is_nonnull(pos, member);			\
	     (pos) = llist_entry((pos)->member.next, typeof(*(pos)), member))

#define llist_for_each_entry_safe(pos, n, node, member)			\
	for (pos = llist_entry((node), typeof(*pos), member);		\
	     member_address_is_nonnull(pos, member) &&			\
	     (n = llist_entry(pos->member.next, typeof(*n), member), true); \
	     pos = n)

static inline bool llist_empty(const struct llist_head *head)
{
	return READ_ONCE(head->first) == NULL;
}

/**
 * llist_add_batch() - push a chain of nodes
 * @new_first: first node of the chain
 * @new_last: last node of the chain
 * @head: the list
 *
 * Context: any, NMI too.
 * Return: true when the list was empty before.
 */
static inline bool llist_add_batch(struct llist_node *new_first,
				   struct llist_node *new_last,
				   struct llist_head *head)
{
	struct llist_node *first;

	do {
		first = READ_ONCE(head->first);
		new_last->next = first;
	} while (cmpxchg(&head->first, first, new_first) != first);

	return !first;
}

static inline bool llist_add(struct llist_node *new, struct llist_head *head)
{
	return llist_add_batch(new, new, head);
}

/* Take the whole list; the newest node comes first. */
static inline struct llist_node *llist_del_all(struct llist_head *head)
{
	return xchg(&head->first, NULL);
}

/* Oldest first: turn round a chain that llist_del_all() returned. */
static inline struct llist_node *llist_reverse_order(struct llist_node *head)
{
	struct llist_node *new_head = NULL;

	while (head) {
		struct llist_node *tmp = head;

		head = head->next;
		tmp->next = new_head;
		new_head = tmp;
	}
	return new_head;
}

#endif /* _LINUX_LLIST_H */
