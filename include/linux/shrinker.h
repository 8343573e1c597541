/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/shrinker.h - caches that give memory back when asked
 */
#ifndef _LINUX_SHRINKER_H
#define _LINUX_SHRINKER_H

#include <linux/list.h>
#include <linux/types.h>

struct shrink_control {
	gfp_t		gfp_mask;	/* what the allocation may do */
	int		nid;		/* always 0: one node */
	unsigned long	nr_to_scan;	/* in: objects to look at */
	unsigned long	nr_scanned;	/* out */
};

#define SHRINK_STOP	(~0UL)
#define SHRINK_EMPTY	(~0UL - 1)
#define DEFAULT_SEEKS	2

struct shrinker {
	/* How many objects could be freed; never sleeps. */
	unsigned long (*count_objects)(struct shrinker *shrinker,
				       struct shrink_control *sc);
	/* Frees some; returns how many, or SHRINK_STOP. */
	unsigned long (*scan_objects)(struct shrinker *shrinker,
				      struct shrink_control *sc);
	int			seeks;	/* cost of making an object again */
	long			batch;	/* objects a call, 0: default */
	unsigned long		flags;
	struct list_head	list;	/* shrinker_rwsem */
	atomic_long_t		nr_deferred;	/* left for the next time */
};

int register_shrinker(struct shrinker *shrinker);
void unregister_shrinker(struct shrinker *shrinker);

#endif /* _LINUX_SHRINKER_H */
