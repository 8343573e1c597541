// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/shrinker.c - caches of objects give memory back when it is scarce
 *
 * The pressure on a cache is proportional to how hard the LRU lists are
 * scanned: at priority p, a 2^-p part of its objects is looked at (more, if
 * they are cheap to make again).  What is too little for a batch is deferred.
 *
 * Locking    shrinker_rwsem: the list; held for reading while shrinkers run.
 * Context    process context, may sleep.
 * Entry      register_shrinker() shrink_slab() drop_slab()
 *
 * Mirrors: Linux 4.6 mm/vmscan.c (shrink_slab).
 */
#include <linux/shrinker.h>

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/rwsem.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>

#include "internal.h"

#define SHRINK_BATCH	128

static LIST_HEAD(shrinker_list);	/* [shrinker_rwsem] */
static DECLARE_RWSEM(shrinker_rwsem);

/**
 * register_shrinker() - a cache that can give memory back
 * @shrinker: its functions
 *
 * Return: 0.
 */
int register_shrinker(struct shrinker *shrinker)
{
	atomic_long_set(&shrinker->nr_deferred, 0);
	down_write(&shrinker_rwsem);
	list_add_tail(&shrinker->list, &shrinker_list);
	up_write(&shrinker_rwsem);
	return 0;
}

/**
 * unregister_shrinker() - the cache goes away
 * @shrinker: not called any more on return
 */
void unregister_shrinker(struct shrinker *shrinker)
{
	down_write(&shrinker_rwsem);
	list_del(&shrinker->list);
	up_write(&shrinker_rwsem);
}

static unsigned long do_shrink_slab(struct shrink_control *sc,
				    struct shrinker *shrinker, int priority)
{
	long batch = shrinker->batch ? shrinker->batch : SHRINK_BATCH;
	unsigned long freeable = shrinker->count_objects(shrinker, sc);
	unsigned long freed = 0;
	long total_scan;

	if (!freeable || freeable == SHRINK_EMPTY)
		return 0;
	total_scan = atomic_long_xchg(&shrinker->nr_deferred, 0);
	total_scan += (freeable >> priority) * 4 / max(shrinker->seeks, 1);
	/* What was deferred in good times must not empty the cache now. */
	total_scan = min_t(long, total_scan, 2 * freeable);

	while (total_scan >= batch || total_scan >= (long)freeable) {
		unsigned long nr = min(batch, total_scan);
		unsigned long ret;

		if (!nr)
			break;
		sc->nr_to_scan = nr;
		sc->nr_scanned = nr;
		ret = shrinker->scan_objects(shrinker, sc);
		if (ret == SHRINK_STOP)
			break;
		freed += ret;
		count_vm_events(SLABS_SCANNED, sc->nr_scanned);
		total_scan -= sc->nr_scanned;
		cond_resched();
	}
	if (total_scan > 0)
		atomic_long_add(total_scan, &shrinker->nr_deferred);
	return freed;
}

/**
 * shrink_slab() - ask all caches for memory
 * @gfp_mask: what may be done for it
 * @priority: 12 for little pressure .. 0 for all they have
 *
 * Return: number of objects freed.
 */
unsigned long shrink_slab(gfp_t gfp_mask, int priority)
{
	struct shrink_control sc = { .gfp_mask = gfp_mask };
	struct shrinker *shrinker;
	unsigned long freed = 0;

	/* Somebody registers: it may be waiting for memory, do not wait. */
	if (!down_read_trylock(&shrinker_rwsem))
		return 1;
	list_for_each_entry(shrinker, &shrinker_list, list)
		freed += do_shrink_slab(&sc, shrinker, priority);
	up_read(&shrinker_rwsem);
	cond_resched();
	return freed;
}

/**
 * drop_slab() - free all objects that can be (drop_caches)
 */
void drop_slab(void)
{
	while (shrink_slab(GFP_KERNEL, 0) > 10)
		if (fatal_signal_pending(current))
			break;
}
