/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/rculist_bl.h - hlist_bl chains walked under rcu_read_lock()
 */
#ifndef _LINUX_RCULIST_BL_H
#define _LINUX_RCULIST_BL_H

#include <linux/list_bl.h>
#include <linux/rcupdate.h>

static inline struct hlist_bl_node *
hlist_bl_first_rcu(struct hlist_bl_head *h)
{
	return (struct hlist_bl_node *)
		((unsigned long)READ_ONCE(h->first) & ~LIST_BL_LOCKMASK);
}

static inline void hlist_bl_add_head_rcu(struct hlist_bl_node *n,
					 struct hlist_bl_head *h)
{
	struct hlist_bl_node *first = hlist_bl_first(h);

	n->next = first;
	if (first)
		first->pprev = &n->next;
	n->pprev = &h->first;
	smp_store_release(&h->first, (struct hlist_bl_node *)
			  ((unsigned long)n | LIST_BL_LOCKMASK));
}

#define hlist_bl_for_each_entry_rcu(tpos, pos, head, member)		\
	for (pos = hlist_bl_first_rcu(head);				\
	     pos && ({ tpos = hlist_bl_entry(pos, typeof(*tpos), member); 1; }); \
	     pos = READ_ONCE(pos->next))

#endif /* _LINUX_RCULIST_BL_H */
