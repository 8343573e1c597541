/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/list_lru.h - a list of idle objects for a shrinker to take from
 *
 * The list's own lock is innermost: list_lru_add() and list_lru_del() are called with the
 * object's lock held, so a walker can only trylock the object and skip.
 */
#ifndef _LINUX_LIST_LRU_H
#define _LINUX_LIST_LRU_H

#include <linux/list.h>
#include <linux/spinlock.h>

/* What the walker's callback did with the item. */
enum lru_status {
	LRU_REMOVED,		/* taken off the list */
	LRU_ROTATE,		/* in use: to the tail, another round */
	LRU_SKIP,		/* could not be locked: left where it is */
	LRU_RETRY,		/* the lru lock was dropped: start over */
};

struct list_lru {
	spinlock_t		lock;
	struct list_head	list;		/* under lock; oldest first */
	long			nr_items;	/* under lock */
};

typedef enum lru_status (*list_lru_walk_cb)(struct list_head *item,
		struct list_lru *lru, spinlock_t *lock, void *cb_arg);

int list_lru_init(struct list_lru *lru);
void list_lru_destroy(struct list_lru *lru);
bool list_lru_add(struct list_lru *lru, struct list_head *item);
bool list_lru_del(struct list_lru *lru, struct list_head *item);
unsigned long list_lru_walk(struct list_lru *lru, list_lru_walk_cb isolate,
			    void *cb_arg, unsigned long nr_to_walk);

/* For the callback: the item leaves the list, under the lru lock. */
void list_lru_isolate(struct list_lru *lru, struct list_head *item);
void list_lru_isolate_move(struct list_lru *lru, struct list_head *item,
			   struct list_head *head);

static inline unsigned long list_lru_count(const struct list_lru *lru)
{
	return READ_ONCE(lru->nr_items);
}

#endif /* _LINUX_LIST_LRU_H */
