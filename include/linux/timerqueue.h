/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/timerqueue.h - a red-black tree of expiry times, the first one cached
 *
 * The owner locks.  Mirrors: Linux 4.x include/linux/timerqueue.h.
 */
#ifndef _LINUX_TIMERQUEUE_H
#define _LINUX_TIMERQUEUE_H

#include <linux/ktime.h>
#include <linux/rbtree.h>

struct timerqueue_node {
	struct rb_node		node;
	ktime_t			expires;
};

struct timerqueue_head {
	struct rb_root		head;
	struct timerqueue_node	*next;		/* the earliest, or NULL */
};

bool timerqueue_add(struct timerqueue_head *head, struct timerqueue_node *node);
bool timerqueue_del(struct timerqueue_head *head, struct timerqueue_node *node);

static inline struct timerqueue_node *
timerqueue_getnext(struct timerqueue_head *head)
{
	return head->next;
}

static inline void timerqueue_init(struct timerqueue_node *node)
{
	RB_CLEAR_NODE(&node->node);
}

static inline void timerqueue_init_head(struct timerqueue_head *head)
{
	head->head = RB_ROOT;
	head->next = NULL;
}

#endif /* _LINUX_TIMERQUEUE_H */
