// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vmscan.c - reclaim: pages of files are taken back when memory is scarce
 *
 *	inactive file list, from its tail:
 *		used again		-> active
 *		mapped			unmapped first
 *		dirty, or written	-> kept; its writer is told
 *		clean			removed from the cache, freed
 *	active file list, when it is longer than the inactive one:
 *		used again, and code	-> stays
 *		else			-> inactive
 *
 * Who allocates reclaims himself (direct reclaim) once the free pages are
 * below the min mark; kswapd begins below low and stops above high.
 *
 * I1         a page that is being reclaimed is on no list, and locked; it is
 *            freed only if nobody but the cache and us has a reference
 *            (page_ref_freeze), so that no lookup can find it any more.
 * I2         reclaim does not recurse: PF_MEMALLOC, which also opens the last
 *            reserves to it.
 * Locking    lru_lock: isolating and putting back.  Page lock > tree_lock.
 * Entry      try_to_free_pages(), through struct reclaim_ops; kswapd
 *
 * Mirrors: Linux 4.6 mm/vmscan.c.
 * Simpler than Linux in: no swap, so anonymous pages and tmpfs are left alone;
 * no compaction, no shadow entries; dirty pages are never written from here.
 */
#include <linux/swap.h>

#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/mm_inline.h>
#include <linux/oom.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "internal.h"

#define SWAP_CLUSTER_MAX	32UL
#define DEF_PRIORITY		12

struct scan_control {
	unsigned long nr_to_reclaim;
	gfp_t gfp_mask;
	int order;
	int priority;			/* scan a 2^-priority part of a list */
	unsigned long nr_reclaimed;	/* out */
};

static DECLARE_WAIT_QUEUE_HEAD(kswapd_wait);
static struct task_struct *kswapd_task;

/*
 * Single pages
 */
enum page_references {
	PAGEREF_RECLAIM,
	PAGEREF_KEEP,
	PAGEREF_ACTIVATE,
};

static enum page_references page_check_references(struct page *page)
{
	unsigned long vm_flags;
	int referenced_ptes = page_referenced(page, 1, NULL, &vm_flags);
	int referenced_page = TestClearPageReferenced(page);

	if (vm_flags & VM_LOCKED)
		return PAGEREF_RECLAIM;		/* try_to_unmap() will see */
	if (!referenced_ptes)
		return PAGEREF_RECLAIM;
	/* Once around the list for a page that is mapped and was used once. */
	SetPageReferenced(page);
	if (referenced_page || referenced_ptes > 1 || (vm_flags & VM_EXEC))
		return PAGEREF_ACTIVATE;
	return PAGEREF_KEEP;
}

/* The page leaves the cache, if there are no other references. */
static bool remove_mapping(struct address_space *mapping, struct page *page)
{
	unsigned long flags;

	spin_lock_irqsave(&mapping->tree_lock, flags);
	if (!page_ref_freeze(page, 2))
		goto busy;
	if (unlikely(PageDirty(page))) {
		page_ref_unfreeze(page, 2);
		goto busy;
	}
	__delete_from_page_cache(page, NULL);
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (mapping->a_ops->freepage)
		mapping->a_ops->freepage(page);
	return true;

busy:
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	return false;
}

/* @page is locked and isolated.  True: it is out of the cache, count 0. */
static bool reclaim_page(struct page *page, struct scan_control *sc)
{
	struct address_space *mapping = page_mapping(page);

	if (!mapping || PageSwapBacked(page) || PageWriteback(page) ||
	    mapping_unevictable(mapping))
		return false;
	switch (page_check_references(page)) {
	case PAGEREF_ACTIVATE:
		SetPageActive(page);
		return false;
	case PAGEREF_KEEP:
		return false;
	case PAGEREF_RECLAIM:
		break;
	}
	if (page_mapped(page) &&
	    try_to_unmap(page, TTU_UNMAP | TTU_IGNORE_ACCESS) != SWAP_SUCCESS)
		return false;
	if (PageDirty(page)) {
		SetPageReclaim(page);
		return false;
	}
	if (page_has_private(page) &&
	    !try_to_release_page(page, sc->gfp_mask))
		return false;
	return remove_mapping(mapping, page);
}

static unsigned long shrink_page_list(struct list_head *page_list,
				      struct scan_control *sc)
{
	struct page *page, *next;
	unsigned long reclaimed = 0;
	LIST_HEAD(free_pages);

	list_for_each_entry_safe(page, next, page_list, lru) {
		bool freed;

		cond_resched();
		if (!trylock_page(page))
			continue;
		freed = reclaim_page(page, sc);
		if (!freed) {
			unlock_page(page);
			continue;
		}
		/* Nobody can find it: no atomics, no waiters. */
		__ClearPageLocked(page);
		list_move(&page->lru, &free_pages);
		reclaimed++;
	}
	list_for_each_entry_safe(page, next, &free_pages, lru) {
		mod_page_state(page, NR_ISOLATED_FILE, -1);
		__ClearPageActive(page);
		free_unref_page(page);
	}
	return reclaimed;
}

/*
 * Lists
 */
static unsigned long isolate_lru_pages(struct lruvec *lruvec,
				       enum lru_list lru, unsigned long nr,
				       struct list_head *dst)
{
	struct list_head *src = &lruvec->lists[lru];
	unsigned long taken = 0, scan;

	for (scan = 0; scan < nr && !list_empty(src); scan++) {
		struct page *page = lru_to_page(src);

		if (!get_page_unless_zero(page)) {
			list_move(&page->lru, src);	/* being freed */
			continue;
		}
		ClearPageLRU(page);
		del_page_from_lru_list(page, lruvec, lru);
		list_add(&page->lru, dst);
		taken++;
	}
	return taken;
}

static unsigned long isolate(struct zone *zone, enum lru_list lru,
			     unsigned long nr, struct list_head *dst)
{
	unsigned long taken;

	lru_add_drain();
	spin_lock_irq(&zone->lru_lock);
	taken = isolate_lru_pages(&zone->lruvec, lru, nr, dst);
	spin_unlock_irq(&zone->lru_lock);
	mod_zone_page_state(zone, NR_ISOLATED_FILE, taken);
	return taken;
}

/* Back to the list that their flags name. */
static void putback_pages(struct zone *zone, struct list_head *list)
{
	struct page *page, *next;
	LIST_HEAD(put);

	spin_lock_irq(&zone->lru_lock);
	list_for_each_entry_safe(page, next, list, lru) {
		list_del(&page->lru);
		SetPageLRU(page);
		add_page_to_lru_list(page, &zone->lruvec, page_lru(page));
		mod_zone_page_state(zone, NR_ISOLATED_FILE, -1);
		if (!put_page_testzero(page))
			continue;
		__ClearPageLRU(page);
		del_page_from_lru_list(page, &zone->lruvec, page_off_lru(page));
		list_add(&page->lru, &put);
	}
	spin_unlock_irq(&zone->lru_lock);
	list_for_each_entry_safe(page, next, &put, lru)
		free_unref_page(page);
}

static void shrink_inactive_list(struct zone *zone, unsigned long nr,
				 struct scan_control *sc)
{
	LIST_HEAD(page_list);
	unsigned long taken, reclaimed;

	taken = isolate(zone, LRU_INACTIVE_FILE, nr, &page_list);
	if (!taken)
		return;
	reclaimed = shrink_page_list(&page_list, sc);
	sc->nr_reclaimed += reclaimed;
	if (kswapd_task == current) {
		count_zone_events(PGSCAN_KSWAPD, zone_idx(zone), taken);
		count_zone_events(PGSTEAL_KSWAPD, zone_idx(zone), reclaimed);
	} else {
		count_zone_events(PGSCAN_DIRECT, zone_idx(zone), taken);
		count_zone_events(PGSTEAL_DIRECT, zone_idx(zone), reclaimed);
	}
	putback_pages(zone, &page_list);
}

static void shrink_active_list(struct zone *zone, unsigned long nr)
{
	struct page *page;
	LIST_HEAD(page_list);
	unsigned long vm_flags;

	isolate(zone, LRU_ACTIVE_FILE, nr, &page_list);
	list_for_each_entry(page, &page_list, lru) {
		cond_resched();
		/* Code that runs is worth more than data that was read. */
		if (page_referenced(page, 0, NULL, &vm_flags) &&
		    (vm_flags & VM_EXEC))
			continue;
		ClearPageActive(page);
		count_vm_event(PGDEACTIVATE);
	}
	putback_pages(zone, &page_list);
}

static void shrink_zone(struct zone *zone, struct scan_control *sc)
{
	unsigned long inactive = zone_page_state(zone, NR_INACTIVE_FILE);
	unsigned long active = zone_page_state(zone, NR_ACTIVE_FILE);
	unsigned long nr = inactive >> sc->priority;

	if (active > inactive && active >> sc->priority)
		shrink_active_list(zone, min(active >> sc->priority,
					     SWAP_CLUSTER_MAX));
	if (!sc->priority)
		nr = inactive + active;
	while (nr && sc->nr_reclaimed < sc->nr_to_reclaim) {
		unsigned long step = min(nr, SWAP_CLUSTER_MAX);

		shrink_inactive_list(zone, step, sc);
		if (!sc->priority && active)
			shrink_active_list(zone, step);
		nr -= step;
	}
}

static void shrink_zones(enum zone_type highest, struct scan_control *sc)
{
	struct zone *zone;

	for_each_populated_zone(zone)
		if (zone_idx(zone) <= highest)
			shrink_zone(zone, sc);
	sc->nr_reclaimed += shrink_slab(sc->gfp_mask, sc->priority);
}

/* Direct reclaim: see struct reclaim_ops. */
static unsigned long try_to_free_pages(gfp_t gfp_mask, unsigned int order)
{
	struct scan_control sc = {
		.nr_to_reclaim = max(SWAP_CLUSTER_MAX, 1UL << order),
		.gfp_mask = gfp_mask,
		.order = order,
		.priority = DEF_PRIORITY,
	};
	enum zone_type highest = preferred_zid[gfp_zone(gfp_mask)];

	cond_resched();
	current->flags |= PF_MEMALLOC;		/* I2 */
	vfree_finish_deferred();
	do {
		shrink_zones(highest, &sc);
		if (sc.nr_reclaimed >= sc.nr_to_reclaim)
			break;
	} while (--sc.priority >= 0);
	current->flags &= ~PF_MEMALLOC;
	/* Blocks may be in pieces in the stocks of the CPUs. */
	if (order || !sc.nr_reclaimed)
		drain_all_pages();
	return sc.nr_reclaimed;
}

/*
 * kswapd
 */
static bool zone_balanced(struct zone *zone, unsigned long mark)
{
	return zone_watermark_ok(zone, 0, mark, 0, 0);
}

static bool all_balanced(void)
{
	struct zone *zone;

	for_each_populated_zone(zone)
		if (!zone_balanced(zone, high_wmark_pages(zone)))
			return false;
	return true;
}

static void balance_pgdat(void)
{
	struct scan_control sc = {
		.nr_to_reclaim = SWAP_CLUSTER_MAX,
		.gfp_mask = GFP_KERNEL,
		.priority = DEF_PRIORITY,
	};

	count_vm_event(PAGEOUTRUN);
	do {
		sc.nr_reclaimed = 0;
		shrink_zones(MAX_NR_ZONES - 1, &sc);
		if (all_balanced())
			return;
		/* As long as it goes well, there is no need for force. */
		if (sc.nr_reclaimed < sc.nr_to_reclaim)
			sc.priority--;
	} while (sc.priority >= 1 && !kthread_should_stop());
}

static bool kswapd_needed;	/* a hint; set by wakers, cleared by kswapd */

static int kswapd(void *unused)
{
	current->flags |= PF_MEMALLOC | PF_KSWAPD;
	while (!kthread_should_stop()) {
		wait_event_interruptible(kswapd_wait,
					 READ_ONCE(kswapd_needed) ||
					 kthread_should_stop());
		WRITE_ONCE(kswapd_needed, false);
		balance_pgdat();
		/* Nothing could be reclaimed: do not spin. */
		if (!all_balanced())
			schedule_timeout_interruptible(HZ / 10);
	}
	return 0;
}

static void wakeup_kswapd(struct zone *zone, unsigned int order)
{
	if (!kswapd_task || READ_ONCE(kswapd_needed))
		return;
	WRITE_ONCE(kswapd_needed, true);
	wake_up_interruptible(&kswapd_wait);
}

/**
 * kswapd_init() - start kswapd
 *
 * Context: task 1, when kernel threads can be made.
 */
void __init kswapd_init(void)
{
	struct task_struct *task = kthread_run(kswapd, NULL, "kswapd0");

	if (!WARN_ON(IS_ERR(task)))
		kswapd_task = task;
}

/* vmalloc() is too far down to use work items itself. */
static void vfree_work_fn(struct work_struct *work)
{
	vfree_finish_deferred();
}

static DECLARE_WORK(vfree_work, vfree_work_fn);

static void kick_vfree(void)
{
	schedule_work(&vfree_work);
}

static const struct reclaim_ops vmscan_ops = {
	.try_to_free_pages	= try_to_free_pages,
	.wakeup_kswapd		= wakeup_kswapd,
	.out_of_memory		= alloc_pages_oom,
};

/**
 * reclaim_init() - the page allocator may ask for reclaim from here on
 *
 * Context: boot, tasks can sleep.
 */
void __init reclaim_init(void)
{
	set_reclaim_ops(&vmscan_ops);
	set_vfree_kick(kick_vfree);
}
