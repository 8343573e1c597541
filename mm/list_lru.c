// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/list_lru.c - lists of idle objects, for shrinkers
 *
 * Data       struct list_lru: one list, oldest first, with its count.
 * I1         nr_items is the length of the list.
 * I2         An object not on the list has an empty list_head.
 * Locking    lru->lock, innermost: object locks are taken before it.  The walk
 *            holds it and can only try the object's lock.
 * Entry      list_lru_add() list_lru_del() list_lru_walk()
 *
 * Mirrors: Linux 4.19 mm/list_lru.c.
 * Simpler than Linux in: one node, no memory cgroups.
 */
#include <linux/list_lru.h>

/**
 * list_lru_init() - an empty list
 * @lru: memory for it
 *
 * Context: any.
 * Return: 0.
 */
int list_lru_init(struct list_lru *lru)
{
	spin_lock_init(&lru->lock);
	INIT_LIST_HEAD(&lru->list);
	lru->nr_items = 0;
	return 0;
}

/**
 * list_lru_destroy() - the end of a list, which must be empty
 *
 * Context: any.
 */
void list_lru_destroy(struct list_lru *lru)
{
	(void)lru;
}

/**
 * list_lru_add() - an object became idle
 * @lru: the list
 * @item: its list head
 *
 * Context: does not sleep.
 * Return: false if it was on the list already.
 */
bool list_lru_add(struct list_lru *lru, struct list_head *item)
{
	bool added = false;

	spin_lock(&lru->lock);
	if (list_empty(item)) {
		list_add_tail(item, &lru->list);
		lru->nr_items++;
		added = true;
	}
	spin_unlock(&lru->lock);
	return added;
}

/**
 * list_lru_del() - an object is in use again
 * @lru: the list
 * @item: its list head
 *
 * Context: does not sleep.
 * Return: false if it was not on the list.
 */
bool list_lru_del(struct list_lru *lru, struct list_head *item)
{
	bool removed = false;

	spin_lock(&lru->lock);
	if (!list_empty(item)) {
		list_lru_isolate(lru, item);
		removed = true;
	}
	spin_unlock(&lru->lock);
	return removed;
}

/**
 * list_lru_isolate() - take an item off, from within the walk's callback
 * @lru: the list, its lock held
 * @item: the list head
 *
 * Context: does not sleep.
 */
void list_lru_isolate(struct list_lru *lru, struct list_head *item)
{
	list_del_init(item);
	lru->nr_items--;
}

/**
 * list_lru_isolate_move() - take an item off and onto a private list
 * @lru: the list, its lock held
 * @item: the list head
 * @head: the private list
 *
 * Context: does not sleep.
 */
void list_lru_isolate_move(struct list_lru *lru, struct list_head *item,
			   struct list_head *head)
{
	list_move(item, head);
	lru->nr_items--;
}

/**
 * list_lru_walk() - show the oldest objects to @isolate, one by one
 * @lru: the list
 * @isolate: decides what happens to each
 * @cb_arg: for it
 * @nr_to_walk: objects to show at most
 *
 * Context: does not sleep; @isolate runs under lru->lock.
 * Return: how many were taken off.
 */
unsigned long list_lru_walk(struct list_lru *lru, list_lru_walk_cb isolate,
			    void *cb_arg, unsigned long nr_to_walk)
{
	unsigned long isolated = 0;
	struct list_head *item, *n;

	spin_lock(&lru->lock);
restart:
	list_for_each_safe(item, n, &lru->list) {
		if (!nr_to_walk)
			break;
		nr_to_walk--;
		switch (isolate(item, lru, &lru->lock, cb_arg)) {
		case LRU_REMOVED:
			isolated++;
			break;
		case LRU_ROTATE:
			list_move_tail(item, &lru->list);
			break;
		case LRU_SKIP:
			break;
		case LRU_RETRY:
			goto restart;
		}
	}
	spin_unlock(&lru->lock);
	return isolated;
}
