// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/page_alloc.c - page frames: a buddy allocator per zone, and stocks of
 * single pages per CPU in front of it
 *
 *	alloc_pages() --order 0--> zone->pageset (this CPU) --batch--> buddy
 *	              --order n----------------------------> buddy
 *
 * Data       zone->free_area[order].free_list: free blocks of 2^order pages,
 *            aligned to their size.  The buddy of the block at frame n is the
 *            block at n ^ 2^order; two free buddies become one block.
 * I1         a free block's first page is PageBuddy, its private is the order;
 *            no other page is PageBuddy.
 * I2         a page that is nobody's has _refcount 0, _mapcount -1 (or the
 *            buddy mark), no mapping and no flags but the zone number.
 * I3         pages in a per-CPU stock are not counted in nr_free_pages.
 * Watermarks a request that may sleep gets memory down to the low mark, then
 *            wakes kswapd and goes down to min, then reclaims itself.
 *            __GFP_HIGH and __GFP_ATOMIC may go below min, PF_MEMALLOC to 0.
 *            The per-CPU stock is refilled only above the mark of whoever
 *            found it empty, so the shortest path does not look at marks.
 * Locking    zone->lock (interrupts off): the free lists.  The stocks belong
 *            to their CPU with interrupts off.
 * Context    any, down to hard interrupts, if the flags do not allow sleeping.
 * Entry      alloc_pages() __free_pages() get_zeroed_page() free_pages()
 *
 * Mirrors: Linux 4.6 mm/page_alloc.c; zones are set up in mm/mm_init.c.
 * Simpler than Linux in: no migrate types, no cold ends, no fair zone policy;
 * reclaim and the OOM killer are reached through struct reclaim_ops.
 */
#include <linux/gfp.h>

#include <linux/init.h>
#include <linux/kasan.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "internal.h"
#include "page_poison.h"

gfp_t gfp_allowed_mask __section(".data..read_mostly") =
	__GFP_BITS_MASK & ~(__GFP_RECLAIM | __GFP_IO | __GFP_FS);

/* Reclaim may succeed so often without an allocation that does. */
#define MAX_RECLAIM_RETRIES	16

/* The zone that serves gfp_zone() first: the highest that has pages. */
u8 preferred_zid[MAX_NR_ZONES] __section(".data..read_mostly");

static const struct reclaim_ops *reclaim_ops __section(".data..read_mostly");

DEFINE_PER_CPU(struct per_cpu_pageset [MAX_NR_ZONES], zone_pagesets);

/*
 * I2, cheaply; report_bad_page() says which part of it is broken.
 */
static inline bool page_expected_state(const struct page *page)
{
	return !((unsigned long)page->mapping | page->_refcount.counter |
		 (page->flags & PAGE_FLAGS_CHECK_AT_FREE)) &&
	       page->_mapcount.counter == -1;
}

static inline struct zone *preferred_zone(gfp_t gfp_mask)
{
	return &contig_page_data.node_zones[preferred_zid[gfp_zone(gfp_mask)]];
}

/*
 * The buddy system.  All of it under zone->lock.
 */
static inline void set_page_order(struct page *page, unsigned int order)
{
	set_page_private(page, order);
	__SetPageBuddy(page);
}

static inline void rmv_page_order(struct page *page)
{
	__ClearPageBuddy(page);
	set_page_private(page, 0);
}

static inline void list_free_block(struct zone *zone, struct page *page,
				   unsigned int order)
{
	set_page_order(page, order);
	list_add(&page->lru, &zone->free_area[order].free_list);
	zone->free_area[order].nr_free++;
}

static inline void unlist_free_block(struct zone *zone, struct page *page,
				     unsigned int order)
{
	list_del(&page->lru);
	rmv_page_order(page);
	zone->free_area[order].nr_free--;
}

/*
 * struct pages exist for whole blocks of the largest order, and those of
 * holes are never PageBuddy, so that the buddy may always be looked at.
 */
static inline bool page_is_buddy(struct page *buddy, unsigned int order)
{
	return PageBuddy(buddy) && page_private(buddy) == order;
}

static void __free_one_page(struct zone *zone, struct page *page,
			    unsigned int order)
{
	unsigned long pfn = page_to_pfn(page);

	zone->nr_free_pages += 1UL << order;
	while (order < MAX_ORDER - 1) {
		unsigned long buddy_pfn = pfn ^ (1UL << order);
		struct page *buddy = pfn_to_page(buddy_pfn);

		if (!page_is_buddy(buddy, order))
			break;
		unlist_free_block(zone, buddy, order);
		pfn &= buddy_pfn;
		order++;
	}
	list_free_block(zone, pfn_to_page(pfn), order);
}

/* Halve a block until one of @low is left; the upper halves become free. */
static void expand(struct zone *zone, struct page *page, unsigned int low,
		   unsigned int high)
{
	while (high > low) {
		high--;
		list_free_block(zone, page + (1UL << high), high);
	}
}

static struct page *__rmqueue(struct zone *zone, unsigned int order)
{
	unsigned int current_order;

	for (current_order = order; current_order < MAX_ORDER; current_order++) {
		struct free_area *area = &zone->free_area[current_order];
		struct page *page;

		if (list_empty(&area->free_list))
			continue;
		page = list_first_entry(&area->free_list, struct page, lru);
		unlist_free_block(zone, page, current_order);
		expand(zone, page, order, current_order);
		zone->nr_free_pages -= 1UL << order;
		return page;
	}
	return NULL;
}

/*
 * The per-CPU stocks.  Interrupts are off.
 */
static void rmqueue_bulk(struct zone *zone, struct per_cpu_pages *pcp)
{
	int i;

	spin_lock(&zone->lock);
	for (i = 0; i < pcp->batch; i++) {
		struct page *page = __rmqueue(zone, 0);

		if (!page)
			break;
		/* Ascending addresses come out in ascending order. */
		list_add_tail(&page->lru, &pcp->list);
		pcp->count++;
	}
	spin_unlock(&zone->lock);
}

static void free_pcppages_bulk(struct zone *zone, int count,
			       struct per_cpu_pages *pcp)
{
	spin_lock(&zone->lock);
	for (; count > 0 && pcp->count > 0; count--) {
		struct page *page = list_last_entry(&pcp->list, struct page,
						    lru);

		list_del(&page->lru);
		pcp->count--;
		__free_one_page(zone, page, 0);
	}
	spin_unlock(&zone->lock);
}

static inline struct page *pcp_pop(struct per_cpu_pages *pcp)
{
	struct page *page = list_first_entry(&pcp->list, struct page, lru);

	__list_del(page->lru.prev, page->lru.next);
	pcp->count--;
	return page;
}

/* The shortest way to a page; NULL when this CPU's stock is empty. */
static inline struct page *rmqueue_pcplist(struct zone *zone)
{
	struct per_cpu_pages *pcp;
	struct page *page = NULL;
	unsigned long flags;

	local_irq_save(flags);
	pcp = &this_cpu_ptr(zone->pageset)->pcp;
	if (likely(pcp->count))
		page = pcp_pop(pcp);
	local_irq_restore(flags);
	return page;
}

static struct page *rmqueue(struct zone *zone, unsigned int order)
{
	struct per_cpu_pages *pcp;
	struct page *page = NULL;
	unsigned long flags;

	local_irq_save(flags);
	if (!order) {
		pcp = &this_cpu_ptr(zone->pageset)->pcp;
		if (!pcp->count)
			rmqueue_bulk(zone, pcp);
		if (pcp->count)
			page = pcp_pop(pcp);
	} else {
		spin_lock(&zone->lock);
		page = __rmqueue(zone, order);
		spin_unlock(&zone->lock);
	}
	local_irq_restore(flags);
	return page;
}

/**
 * drain_local_pages() - this CPU's stocks go back to the buddy
 *
 * Context: any; interrupts may be on or off.
 */
void drain_local_pages(void)
{
	struct zone *zone;
	unsigned long flags;

	local_irq_save(flags);
	for_each_populated_zone(zone) {
		struct per_cpu_pages *pcp = &this_cpu_ptr(zone->pageset)->pcp;

		free_pcppages_bulk(zone, pcp->count, pcp);
	}
	local_irq_restore(flags);
}

/*
 * Freeing
 */
static __always_inline bool free_pages_prepare(struct page *page, unsigned int order)
{
	unsigned long i;
	bool bad = false;

	if (PageAnon(page))
		page->mapping = NULL;
	if (PageHead(page)) {
		for (i = 1; i < 1UL << order; i++)
			page[i].compound_head = 0;
		page->flags &= ~(1UL << PG_head);
	}
	for (i = 0; i < 1UL << order; i++) {
		if (unlikely(!page_expected_state(page + i)))
			bad |= report_bad_page(page + i);
		page[i].flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	}
	if (bad)
		return false;
	kernel_poison_pages(page, order);
	kasan_free_pages(page, order);
	return true;
}

static void __free_pages_ok(struct page *page, unsigned int order)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	if (!free_pages_prepare(page, order))
		return;
	count_vm_events(PGFREE, 1UL << order);
	spin_lock_irqsave(&zone->lock, flags);
	__free_one_page(zone, page, order);
	spin_unlock_irqrestore(&zone->lock, flags);
}

/**
 * free_unref_page() - free a single page whose last reference is gone
 * @page: no compound page, _refcount 0
 *
 * Context: any.
 */
void free_unref_page(struct page *page)
{
	struct zone *zone = page_zone(page);
	struct per_cpu_pages *pcp;
	unsigned long flags;

	if (unlikely(!free_pages_prepare(page, 0)))
		return;
	count_vm_event(PGFREE);
	local_irq_save(flags);
	pcp = &this_cpu_ptr(zone->pageset)->pcp;
	list_add(&page->lru, &pcp->list);
	if (unlikely(++pcp->count > pcp->high))
		free_pcppages_bulk(zone, pcp->batch, pcp);
	local_irq_restore(flags);
}

/**
 * __free_pages() - drop a reference to a block; the last one frees it
 * @page: first page
 * @order: the order it was allocated with
 *
 * Context: any.
 */
void __free_pages(struct page *page, unsigned int order)
{
	if (!put_page_testzero(page))
		return;
	if (likely(!order))
		free_unref_page(page);
	else
		__free_pages_ok(page, order);
}

/**
 * free_pages() - as __free_pages(), by address
 * @addr: in the direct map, or 0 for nothing to do
 * @order: the order it was allocated with
 *
 * Context: any.
 */
void free_pages(unsigned long addr, unsigned int order)
{
	if (addr)
		__free_pages(virt_to_page((void *)addr), order);
}

/**
 * free_compound_page() - free a compound page whose last reference is gone
 * @page: its head
 *
 * Context: any.
 */
void free_compound_page(struct page *page)
{
	__free_pages_ok(page, compound_order(page));
}

/* At boot: a block that memblock gives up.  Its pages are still reserved. */
void __init __free_pages_bootmem(struct page *page, unsigned int order)
{
	struct zone *zone = page_zone(page);
	unsigned long i;

	for (i = 0; i < 1UL << order; i++) {
		__ClearPageReserved(page + i);
		set_page_count(page + i, 0);
	}
	zone->managed_pages += 1UL << order;
	kasan_free_pages(page, order);
	__free_one_page(zone, page, order);
}

/*
 * Allocation
 */

/**
 * prep_compound_page() - make one thing of 2^order pages
 * @page: the first page, which becomes the head
 * @order: at least 1
 */
void prep_compound_page(struct page *page, unsigned int order)
{
	unsigned long i;

	page[1].compound_order = order;
	__SetPageHead(page);
	for (i = 1; i < 1UL << order; i++)
		page[i].compound_head = (unsigned long)page + 1;
}

static __always_inline struct page *
prep_new_page(struct page *page, unsigned int order, gfp_t gfp_mask)
{
	unsigned long i;

	page->private = 0;
	init_page_count(page);
	kasan_alloc_pages(page, order);
	kernel_unpoison_pages(page, order);
	if (gfp_mask & __GFP_ZERO)
		for (i = 0; i < 1UL << order; i++)
			clear_page(page_address(page + i));
	if (unlikely(order) && (gfp_mask & __GFP_COMP))
		prep_compound_page(page, order);
	count_zone_events(PGALLOC, page_zonenum(page), 1UL << order);
	return page;
}

/**
 * zone_watermark_ok() - would an allocation leave @z above a mark?
 * @z: zone
 * @order: of the allocation
 * @mark: pages that must stay
 * @classzone_idx: the zone the caller prefers; lower ones keep a reserve
 * @alloc_flags: ALLOC_HIGH, ALLOC_HARDER: who may go below
 *
 * Context: any; an estimate, nothing is locked.
 * Return: true if it would, and there is a block of @order or larger.
 */
bool zone_watermark_ok(struct zone *z, unsigned int order, unsigned long mark,
		       int classzone_idx, unsigned int alloc_flags)
{
	long free = READ_ONCE(z->nr_free_pages) - (1L << order) + 1;
	long min = mark;

	if (alloc_flags & ALLOC_HIGH)
		min -= min / 2;
	if (alloc_flags & ALLOC_HARDER)
		min -= min / 4;
	if (free <= min + z->lowmem_reserve[classzone_idx])
		return false;
	for (; order < MAX_ORDER; order++)
		if (z->free_area[order].nr_free)
			return true;
	return false;
}

static struct page *get_page_from_freelist(gfp_t gfp_mask, unsigned int order,
					   unsigned int alloc_flags)
{
	struct zone *z = preferred_zone(gfp_mask);
	int classzone_idx = zone_idx(z);

	for (; z >= contig_page_data.node_zones; z--) {
		unsigned long mark = z->watermark[alloc_flags & ALLOC_WMARK_MASK];
		struct page *page;

		if (!managed_zone(z))
			continue;
		if (!(alloc_flags & ALLOC_NO_WATERMARKS) &&
		    !zone_watermark_ok(z, order, mark, classzone_idx,
				       alloc_flags))
			continue;
		page = rmqueue(z, order);
		if (page)
			return page;
	}
	return NULL;
}

static unsigned int gfp_to_alloc_flags(gfp_t gfp_mask)
{
	unsigned int alloc_flags = WMARK_MIN;

	if (gfp_mask & __GFP_HIGH)
		alloc_flags |= ALLOC_HIGH;
	if ((gfp_mask & __GFP_ATOMIC) && !(gfp_mask & __GFP_NOMEMALLOC))
		alloc_flags |= ALLOC_HARDER;
	if (gfp_mask & __GFP_NOMEMALLOC)
		return alloc_flags;
	if (gfp_mask & __GFP_MEMALLOC)
		alloc_flags |= ALLOC_NO_WATERMARKS;
	else if (!in_interrupt() && ((current->flags & PF_MEMALLOC) ||
				     test_thread_flag(TIF_MEMDIE)))
		alloc_flags |= ALLOC_NO_WATERMARKS;
	return alloc_flags;
}

static void warn_alloc_failed(gfp_t gfp_mask, unsigned int order)
{
	static DEFINE_RATELIMIT_STATE(nopage_rs, 60 * HZ, 10);

	if ((gfp_mask & __GFP_NOWARN) || !__ratelimit(&nopage_rs))
		return;
	pr_warn("%s: page allocation failure: order:%u, mode:0x%x\n",
		current->comm, order, gfp_mask);
	dump_stack();
	show_mem();
}

/*
 * Is it worth it to try again after @progress pages were reclaimed?  When
 * reclaim does not get anywhere, somebody has to go.
 */
static bool should_retry(gfp_t gfp_mask, unsigned int order,
			 unsigned long progress, int *loops)
{
	bool nofail = gfp_mask & __GFP_NOFAIL;

	if (!nofail && ((gfp_mask & __GFP_NORETRY) ||
			(order > PAGE_ALLOC_COSTLY_ORDER &&
			 !(gfp_mask & __GFP_REPEAT))))
		return false;
	if (progress && ++*loops < MAX_RECLAIM_RETRIES)
		return true;
	*loops = 0;
	if (order > PAGE_ALLOC_COSTLY_ORDER || !(gfp_mask & __GFP_FS) ||
	    (current->flags & PF_DUMPCORE))
		return nofail;
	return reclaim_ops->out_of_memory(gfp_mask, order) || nofail;
}

/*
 * The stock is empty.  First at the low mark, which is where life is normal;
 * below it, work for the memory.
 */
static noinline struct page *alloc_pages_slowpath(gfp_t gfp_mask,
						  unsigned int order)
{
	unsigned int alloc_flags;
	unsigned long progress;
	struct page *page;
	int loops = 0;

	gfp_mask &= gfp_allowed_mask;
	page = get_page_from_freelist(gfp_mask, order, WMARK_LOW);
	if (page || order >= MAX_ORDER)
		return page;

	do {
		if ((gfp_mask & __GFP_KSWAPD_RECLAIM) && reclaim_ops)
			reclaim_ops->wakeup_kswapd(preferred_zone(gfp_mask),
						   order);
		alloc_flags = gfp_to_alloc_flags(gfp_mask);
		page = get_page_from_freelist(gfp_mask, order, alloc_flags);
		if (page)
			return page;
		if (!gfpflags_allow_blocking(gfp_mask) || !reclaim_ops ||
		    (current->flags & PF_MEMALLOC))
			break;
		count_vm_event(ALLOCSTALL);
		progress = reclaim_ops->try_to_free_pages(gfp_mask, order);
		if (test_thread_flag(TIF_MEMDIE) && !(gfp_mask & __GFP_NOFAIL))
			break;
	} while (should_retry(gfp_mask, order, progress, &loops));

	/* Reclaim, or the victim, may have freed something at last. */
	page = get_page_from_freelist(gfp_mask, order,
				      gfp_to_alloc_flags(gfp_mask));
	if (!page)
		warn_alloc_failed(gfp_mask, order);
	return page;
}

/**
 * alloc_pages() - allocate 2^order contiguous page frames
 * @gfp_mask: where from, and what may be done to get them
 * @order: 0 .. MAX_ORDER - 1
 *
 * Context: any that the flags allow.
 * Return: the first page, with one reference, or NULL.
 */
struct page *alloc_pages(gfp_t gfp_mask, unsigned int order)
{
	struct page *page;

	might_sleep_if(gfpflags_allow_blocking(gfp_mask & gfp_allowed_mask));
	if (should_fail_alloc_page(gfp_mask, order))
		return NULL;
	if (likely(!order)) {
		page = rmqueue_pcplist(preferred_zone(gfp_mask));
		if (likely(page))
			return prep_new_page(page, 0, gfp_mask);
	}
	page = alloc_pages_slowpath(gfp_mask, order);
	return page ? prep_new_page(page, order, gfp_mask) : NULL;
}

/**
 * __get_free_pages() - as alloc_pages(), by address
 * @gfp_mask: allocation flags
 * @order: 0 .. MAX_ORDER - 1
 *
 * Return: an address in the direct map, or 0.
 */
unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order)
{
	struct page *page = alloc_pages(gfp_mask, order);

	return page ? (unsigned long)page_address(page) : 0;
}

/**
 * get_zeroed_page() - one cleared page, by address
 * @gfp_mask: allocation flags
 *
 * Return: an address in the direct map, or 0.
 */
unsigned long get_zeroed_page(gfp_t gfp_mask)
{
	return __get_free_pages(gfp_mask | __GFP_ZERO, 0);
}

/**
 * set_reclaim_ops() - reclaim and the OOM killer are ready
 * @ops: all functions set
 *
 * Context: boot, once.
 */
void __init set_reclaim_ops(const struct reclaim_ops *ops)
{
	reclaim_ops = ops;
}
