// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/swap.c - the LRU lists, and the end of a page
 *
 *	new page -> inactive <-> active		two of each, anon and file;
 *	                    used again		and the unevictable
 *
 * The lists are touched rarely: each CPU gathers pages that shall move in
 * pagevecs, and moves a whole one with the lock taken once.
 *
 * I1         a page is PageLRU if and only if it is on a list of its zone,
 *            the one that page_lru() names.
 * I2         a page in a pagevec has a reference for being there.
 * Locking    zone->lru_lock (interrupts off): the lists, PG_lru, PG_active and
 *            PG_unevictable of pages on them.  The pagevecs belong to their
 *            CPU: preemption off; those for rotation, interrupts off.
 * Lifetime   put_page(): the last reference takes a page off its list and
 *            frees it.
 * Entry      lru_cache_add() mark_page_accessed() put_page() release_pages()
 *
 * Mirrors: Linux 4.6 mm/swap.c.
 * Simpler than Linux in: no swap; unevictable pages are found by reclaim, not
 * here.
 */
#include <linux/swap.h>

#include <linux/mm_inline.h>
#include <linux/pagemap.h>
#include <linux/pagevec.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

#include <uapi/linux/sysinfo.h>

#include "internal.h"

struct lru_pvecs {
	struct pagevec add;
	struct pagevec rotate;		/* interrupts off */
	struct pagevec deactivate_file;
	struct pagevec activate;
};
static DEFINE_PER_CPU(struct lru_pvecs, lru_pvecs);

/*
 * The end of a page
 */

/* The last reference is gone: off the list. */
static void __page_cache_release(struct page *page)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	if (!PageLRU(page))
		return;
	spin_lock_irqsave(&zone->lru_lock, flags);
	__ClearPageLRU(page);
	del_page_from_lru_list(page, &zone->lruvec, page_off_lru(page));
	spin_unlock_irqrestore(&zone->lru_lock, flags);
}

/**
 * __put_page() - free a page whose last reference is gone
 * @page: no tail page, _refcount 0
 *
 * Context: any.
 */
void __put_page(struct page *page)
{
	if (unlikely(PageCompound(page))) {
		free_compound_page(page);
		return;
	}
	__page_cache_release(page);
	free_unref_page(page);
}

/* Go from the lru_lock of @locked, if any, to that of @page's zone. */
static struct zone *relock_zone(struct page *page, struct zone *locked,
				unsigned long *flags)
{
	struct zone *zone = page_zone(page);

	if (zone != locked) {
		if (locked)
			spin_unlock_irqrestore(&locked->lru_lock, *flags);
		spin_lock_irqsave(&zone->lru_lock, *flags);
	}
	return zone;
}

/**
 * release_pages() - put_page() of many pages
 * @pages: the pages
 * @nr: how many
 * @cold: unused
 *
 * Context: any.
 */
void release_pages(struct page **pages, int nr, bool cold)
{
	struct zone *locked = NULL;
	struct page *page, *next;
	LIST_HEAD(to_free);
	unsigned long flags = 0;
	int i;

	for (i = 0; i < nr; i++) {
		page = compound_head(pages[i]);
		if (!put_page_testzero(page))
			continue;
		if (unlikely(PageHead(page))) {
			free_compound_page(page);
			continue;
		}
		if (PageLRU(page)) {
			locked = relock_zone(page, locked, &flags);
			__ClearPageLRU(page);
			del_page_from_lru_list(page, &locked->lruvec,
					       page_off_lru(page));
		}
		list_add(&page->lru, &to_free);
	}
	if (locked)
		spin_unlock_irqrestore(&locked->lru_lock, flags);
	list_for_each_entry_safe(page, next, &to_free, lru)
		free_unref_page(page);
}

/**
 * free_pages_and_swap_cache() - release pages that were unmapped
 * @pages: the pages
 * @nr: how many
 *
 * Context: any but interrupts.
 */
void free_pages_and_swap_cache(struct page **pages, int nr)
{
	release_pages(pages, nr, false);
}

/*
 * Moving pages
 */

/* Calls @move_fn for each page with its zone's lru_lock held, and lets go. */
static void pagevec_lru_move_fn(struct pagevec *pvec,
				void (*move_fn)(struct page *page,
						struct lruvec *lruvec))
{
	struct zone *locked = NULL;
	unsigned long flags = 0;
	unsigned int i;

	for (i = 0; i < pagevec_count(pvec); i++) {
		struct page *page = pvec->pages[i];

		locked = relock_zone(page, locked, &flags);
		move_fn(page, &locked->lruvec);
	}
	if (locked)
		spin_unlock_irqrestore(&locked->lru_lock, flags);
	release_pages(pvec->pages, pvec->nr, pvec->cold);
	pagevec_reinit(pvec);
}

static void update_page_reclaim_stat(struct lruvec *lruvec, int file,
				     int rotated)
{
	lruvec->reclaim_stat.recent_scanned[file]++;
	if (rotated)
		lruvec->reclaim_stat.recent_rotated[file]++;
}

static void __pagevec_lru_add_fn(struct page *page, struct lruvec *lruvec)
{
	SetPageLRU(page);
	add_page_to_lru_list(page, lruvec, page_lru(page));
	update_page_reclaim_stat(lruvec, page_is_file_cache(page),
				 PageActive(page));
}

/**
 * __pagevec_lru_add() - put new pages on their lists
 * @pvec: the pages, with a reference each that is dropped
 *
 * Context: preemption off, if @pvec is per CPU.
 */
void __pagevec_lru_add(struct pagevec *pvec)
{
	pagevec_lru_move_fn(pvec, __pagevec_lru_add_fn);
}

/**
 * lru_cache_add() - a new page goes to the LRU lists
 * @page: its flags say to which: PG_active, PG_swapbacked, PG_unevictable
 *
 * Context: any but interrupts.
 */
void lru_cache_add(struct page *page)
{
	struct pagevec *pvec = &get_cpu_ptr(&lru_pvecs)->add;

	get_page(page);
	if (!pagevec_add(pvec, page) || unlikely(PageCompound(page)))
		__pagevec_lru_add(pvec);
	put_cpu_ptr(&lru_pvecs);
}

/** lru_cache_add_anon() - lru_cache_add() of an anonymous page */
void lru_cache_add_anon(struct page *page)
{
	if (PageActive(page))
		ClearPageActive(page);
	lru_cache_add(page);
}

/**
 * add_page_to_unevictable_list() - a page that reclaim must not see
 * @page: on no list
 *
 * Context: any but interrupts.
 */
void add_page_to_unevictable_list(struct page *page)
{
	struct zone *zone = page_zone(page);

	spin_lock_irq(&zone->lru_lock);
	ClearPageActive(page);
	SetPageUnevictable(page);
	SetPageLRU(page);
	add_page_to_lru_list(page, &zone->lruvec, LRU_UNEVICTABLE);
	spin_unlock_irq(&zone->lru_lock);
}

/**
 * lru_cache_add_active_or_unevictable() - a new anonymous page of a vma
 * @page: new
 * @vma: where it is mapped
 *
 * Context: mmap_sem held.
 */
void lru_cache_add_active_or_unevictable(struct page *page,
					 struct vm_area_struct *vma)
{
	if (likely((vma->vm_flags & (VM_LOCKED | VM_SPECIAL)) != VM_LOCKED)) {
		__SetPageActive(page);
		lru_cache_add(page);
		return;
	}
	if (!TestSetPageMlocked(page)) {
		inc_zone_page_state(page, NR_MLOCK);
		count_vm_event(UNEVICTABLE_PGMLOCKED);
	}
	add_page_to_unevictable_list(page);
}

static void __activate_page(struct page *page, struct lruvec *lruvec)
{
	if (!PageLRU(page) || PageActive(page) || PageUnevictable(page))
		return;
	del_page_from_lru_list(page, lruvec, page_lru_base_type(page));
	SetPageActive(page);
	add_page_to_lru_list(page, lruvec, page_lru(page));
	count_vm_event(PGACTIVATE);
	update_page_reclaim_stat(lruvec, page_is_file_cache(page), 1);
}

/**
 * activate_page() - to the active list, soon
 * @page: the caller has a reference
 *
 * Context: any but interrupts.
 */
void activate_page(struct page *page)
{
	struct pagevec *pvec;

	if (!PageLRU(page) || PageActive(page) || PageUnevictable(page))
		return;
	pvec = &get_cpu_ptr(&lru_pvecs)->activate;
	get_page(page);
	if (!pagevec_add(pvec, page))
		pagevec_lru_move_fn(pvec, __activate_page);
	put_cpu_ptr(&lru_pvecs);
}

/*
 * The page may still be in this CPU's add pagevec: then it can go to the
 * active list at once.  If it is in another CPU's, bad luck.
 */
static void __lru_cache_activate_page(struct page *page)
{
	struct pagevec *pvec = &get_cpu_ptr(&lru_pvecs)->add;
	int i;

	for (i = pagevec_count(pvec) - 1; i >= 0; i--)
		if (pvec->pages[i] == page) {
			SetPageActive(page);
			break;
		}
	put_cpu_ptr(&lru_pvecs);
}

/**
 * mark_page_accessed() - a page was used
 * @page: the caller has a reference
 *
 *	inactive, unreferenced	->	inactive, referenced
 *	inactive, referenced	->	active, unreferenced
 *	active, unreferenced	->	active, referenced
 *
 * Context: any but interrupts.
 */
void mark_page_accessed(struct page *page)
{
	page = compound_head(page);
	if (!PageReferenced(page)) {
		SetPageReferenced(page);
	} else if (!PageActive(page) && !PageUnevictable(page)) {
		if (PageLRU(page))
			activate_page(page);
		else
			__lru_cache_activate_page(page);
		ClearPageReferenced(page);
	}
}

static void lru_deactivate_file_fn(struct page *page, struct lruvec *lruvec)
{
	int file = page_is_file_cache(page);

	if (!PageLRU(page) || PageUnevictable(page) || page_mapped(page))
		return;
	del_page_from_lru_list(page, lruvec, page_lru(page));
	ClearPageActive(page);
	ClearPageReferenced(page);
	add_page_to_lru_list(page, lruvec, page_lru_base_type(page));
	if (PageWriteback(page) || PageDirty(page)) {
		/* Reclaimed as soon as it is written. */
		SetPageReclaim(page);
	} else {
		list_move_tail(&page->lru, &lruvec->lists[page_lru(page)]);
		count_vm_event(PGROTATED);
	}
	count_vm_event(PGDEACTIVATE);
	update_page_reclaim_stat(lruvec, file, 0);
}

/**
 * deactivate_file_page() - a page that will hardly be used again
 * @page: the caller has a reference
 *
 * Context: any but interrupts.
 */
void deactivate_file_page(struct page *page)
{
	struct pagevec *pvec;

	if (PageUnevictable(page) || !get_page_unless_zero(page))
		return;
	pvec = &get_cpu_ptr(&lru_pvecs)->deactivate_file;
	if (!pagevec_add(pvec, page))
		pagevec_lru_move_fn(pvec, lru_deactivate_file_fn);
	put_cpu_ptr(&lru_pvecs);
}

static void pagevec_move_tail_fn(struct page *page, struct lruvec *lruvec)
{
	if (!PageLRU(page) || PageActive(page) || PageUnevictable(page))
		return;
	list_move_tail(&page->lru, &lruvec->lists[page_lru_base_type(page)]);
	count_vm_event(PGROTATED);
}

/**
 * rotate_reclaimable_page() - first in line for reclaim
 * @page: clean since a moment ago
 *
 * Context: any, also interrupts.
 */
void rotate_reclaimable_page(struct page *page)
{
	struct pagevec *pvec;
	unsigned long flags;

	if (PageLocked(page) || PageDirty(page) || PageActive(page) ||
	    PageUnevictable(page) || !PageLRU(page))
		return;
	get_page(page);
	local_irq_save(flags);
	pvec = &this_cpu_ptr(&lru_pvecs)->rotate;
	if (!pagevec_add(pvec, page))
		pagevec_lru_move_fn(pvec, pagevec_move_tail_fn);
	local_irq_restore(flags);
}

/*
 * Draining
 */

/**
 * lru_add_drain_cpu() - move what waits in a CPU's pagevecs
 * @cpu: this CPU, with preemption off; or one that is dead
 *
 * Context: not in interrupts.
 */
void lru_add_drain_cpu(int cpu)
{
	struct lru_pvecs *pvecs = per_cpu_ptr(&lru_pvecs, cpu);
	unsigned long flags;

	if (pagevec_count(&pvecs->add))
		__pagevec_lru_add(&pvecs->add);
	if (pagevec_count(&pvecs->rotate)) {
		local_irq_save(flags);
		pagevec_lru_move_fn(&pvecs->rotate, pagevec_move_tail_fn);
		local_irq_restore(flags);
	}
	if (pagevec_count(&pvecs->deactivate_file))
		pagevec_lru_move_fn(&pvecs->deactivate_file,
				    lru_deactivate_file_fn);
	if (pagevec_count(&pvecs->activate))
		pagevec_lru_move_fn(&pvecs->activate, __activate_page);
}

/**
 * lru_add_drain() - move what waits in this CPU's pagevecs
 *
 * Context: any but interrupts.
 */
void lru_add_drain(void)
{
	preempt_disable();
	lru_add_drain_cpu(smp_processor_id());
	preempt_enable();
}

static void lru_add_drain_per_cpu(struct work_struct *dummy)
{
	lru_add_drain();
}

/**
 * lru_add_drain_all() - the same on all CPUs
 *
 * Context: process context, may sleep.
 */
void lru_add_drain_all(void)
{
	schedule_on_each_cpu(lru_add_drain_per_cpu);
}

static void drain_local_pages_ipi(void *unused)
{
	drain_local_pages();
}

/**
 * drain_all_pages() - all CPUs' stocks of pages go back to the buddy
 *
 * Context: process context, interrupts on.
 */
void drain_all_pages(void)
{
	on_each_cpu(drain_local_pages_ipi, NULL, 1);
}

/**
 * __pagevec_release() - drop the references of a pagevec, and empty it
 * @pvec: the pages
 *
 * Context: any but interrupts.
 */
void __pagevec_release(struct pagevec *pvec)
{
	lru_add_drain();
	release_pages(pvec->pages, pagevec_count(pvec), pvec->cold);
	pagevec_reinit(pvec);
}

/**
 * si_swapinfo() - the swap part of sysinfo(2): there is no swap
 * @val: gets it
 */
void si_swapinfo(struct sysinfo *val)
{
	val->totalswap = 0;
	val->freeswap = 0;
}
