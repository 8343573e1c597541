// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mm_init.c - from memblock's ranges to zones with watermarks
 *
 *	paging_init() -> free_area_init()	struct pages, zones: all reserved
 *	mem_init() -> memblock_free_all()	what is free goes to the buddy
 *		   -> setup_per_zone_wmarks()	how much each zone must keep
 *
 * Data       contig_page_data: the only node.  valid_blocks: one bit for each
 *            MAX_ORDER_NR_PAGES frames that have struct pages.
 * I1         a block either has all its struct pages or none; those of holes
 *            are reserved for ever, so that the buddy never takes them.
 * Locking    boot only, except setup_per_zone_wmarks(): its caller, a sysctl
 *            writer, sees to it that there is only one; readers do not care.
 * Entry      free_area_init() mem_init() setup_per_zone_wmarks() pfn_valid()
 *
 * Mirrors: Linux 4.6 mm/page_alloc.c (second half) and mm/mm_init.c.
 * Simpler than Linux in: one node, no deferred struct page initialisation,
 * and machines below 64 MiB keep less in reserve than Linux's formula says.
 */
#include <linux/init.h>
#include <linux/math.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>

#include <asm/sections.h>
#include <asm/vmemmap.h>

#include "internal.h"

struct pglist_data contig_page_data;

unsigned long max_pfn;
unsigned long max_mapnr;
unsigned long totalram_pages __section(".data..read_mostly");
unsigned long totalreserve_pages __section(".data..read_mostly");
int min_free_kbytes = 1024;

/* Of every so many pages of a zone, one of each lower zone is kept back. */
int sysctl_lowmem_reserve_ratio[MAX_NR_ZONES - 1] = { 256, 256 };

static unsigned long *valid_blocks;
static unsigned long nr_blocks;

static const char * const zone_names[MAX_NR_ZONES] = {
	"DMA", "DMA32", "Normal",
};

/**
 * pfn_valid() - is there a struct page for this frame?
 * @pfn: frame number
 *
 * Context: any.
 * Return: nonzero if there is; it may still be a reserved one.
 */
int pfn_valid(unsigned long pfn)
{
	unsigned long block = pfn / MAX_ORDER_NR_PAGES;

	return block < nr_blocks && test_bit(block, valid_blocks);
}

static unsigned long __init zone_limit(enum zone_type zid)
{
	switch (zid) {
	case ZONE_DMA:
		return 16UL << (20 - PAGE_SHIFT);
	case ZONE_DMA32:
		return 1UL << (32 - PAGE_SHIFT);
	default:
		return ~0UL;
	}
}

static enum zone_type __init pfn_zone(unsigned long pfn)
{
	enum zone_type zid = ZONE_DMA;

	while (pfn >= zone_limit(zid))
		zid++;
	return zid;
}

static void __init init_page(unsigned long pfn, unsigned long flags)
{
	struct page *page = pfn_to_page(pfn);

	page->flags = flags;
	set_page_zone(page, pfn_zone(pfn));
	init_page_count(page);
	page_mapcount_reset(page);
}

/* The frames between two pieces of RAM, as far as they have struct pages. */
static void __init init_holes(unsigned long pfn, unsigned long end)
{
	while (pfn < end) {
		if (!pfn_valid(pfn)) {
			pfn = round_down(pfn, MAX_ORDER_NR_PAGES) +
			      MAX_ORDER_NR_PAGES;
			continue;
		}
		init_page(pfn++, 1UL << PG_reserved | 1UL << PG_hole);
	}
}

/* Mark the blocks that RAM touches, and back their struct pages. */
static void __init populate_blocks(void)
{
	struct memblock_region *r;
	unsigned long done = 0;

	nr_blocks = DIV_ROUND_UP(max_pfn, MAX_ORDER_NR_PAGES);
	valid_blocks = memblock_virt_alloc(BITS_TO_LONGS(nr_blocks) *
					   sizeof(long), 0);
	for_each_memblock(memory, r) {
		unsigned long block = PFN_DOWN(r->base) / MAX_ORDER_NR_PAGES;
		unsigned long end = DIV_ROUND_UP(PFN_UP(r->base + r->size),
						 MAX_ORDER_NR_PAGES);

		block = max(block, done);
		if (block >= end)
			continue;
		vmemmap_populate((unsigned long)
				 pfn_to_page(block * MAX_ORDER_NR_PAGES),
				 (unsigned long)
				 pfn_to_page(end * MAX_ORDER_NR_PAGES));
		for (done = block; done < end; done++)
			__set_bit(done, valid_blocks);
	}
}

static void __init memmap_init_all(void)
{
	struct memblock_region *r;
	unsigned long pfn = 0;

	populate_blocks();
	for_each_memblock(memory, r) {
		init_holes(pfn, PFN_DOWN(r->base));
		for (pfn = PFN_DOWN(r->base);
		     pfn < PFN_DOWN(r->base + r->size); pfn++)
			init_page(pfn, 1UL << PG_reserved);
	}
	init_holes(pfn, nr_blocks * MAX_ORDER_NR_PAGES);
}

static unsigned long __init pages_present(unsigned long start,
					  unsigned long end)
{
	struct memblock_region *r;
	unsigned long pages = 0;

	for_each_memblock(memory, r) {
		unsigned long s = max(start, PFN_DOWN((unsigned long)r->base));
		unsigned long e = min(end, (unsigned long)
				      PFN_DOWN(r->base + r->size));

		if (s < e)
			pages += e - s;
	}
	return pages;
}

static void __init zone_init_lists(struct zone *zone)
{
	enum lru_list lru;
	int order;

	spin_lock_init(&zone->lock);
	spin_lock_init(&zone->lru_lock);
	for (order = 0; order < MAX_ORDER; order++)
		INIT_LIST_HEAD(&zone->free_area[order].free_list);
	for_each_lru(lru)
		INIT_LIST_HEAD(&zone->lruvec.lists[lru]);
	zone->lruvec.zone = zone;
}

static void __init zone_init(enum zone_type zid)
{
	struct zone *zone = &contig_page_data.node_zones[zid];
	unsigned long start = zid ? zone_limit(zid - 1) : 0;
	unsigned long end = min(zone_limit(zid), max_pfn);

	zone->name = zone_names[zid];
	zone->zone_pgdat = &contig_page_data;
	zone->pageset = (void __percpu *)&zone_pagesets[zid];
	zone_init_lists(zone);
	if (start >= end)
		return;
	zone->present_pages = pages_present(start, end);
	if (!zone->present_pages)
		return;
	zone->zone_start_pfn = start;
	zone->spanned_pages = end - start;
	pr_info("  %-7s zone: %lu pages, [mem %#016lx-%#016lx]\n", zone->name,
		zone->present_pages, start << PAGE_SHIFT,
		(end << PAGE_SHIFT) - 1);
	contig_page_data.node_present_pages += zone->present_pages;
	contig_page_data.nr_zones = zid + 1;
}

/**
 * free_area_init() - make struct pages and zones of what memblock knows
 *
 * Context: boot, after init_mem_mapping(); memblock still allocates.
 */
void __init free_area_init(void)
{
	enum zone_type zid;
	enum zone_type best = ZONE_DMA;

	pr_info("Zone ranges:\n");
	for (zid = 0; zid < MAX_NR_ZONES; zid++) {
		zone_init(zid);
		if (contig_page_data.node_zones[zid].present_pages)
			best = zid;
		preferred_zid[zid] = best;
	}
	contig_page_data.node_spanned_pages = max_pfn;
	max_mapnr = max_pfn;
	memmap_init_all();
}

/*
 * A CPU exchanges 1/4096 of a zone with the buddy at a time, and keeps three
 * to four times as much.
 */
static void __init pageset_init(struct zone *zone, struct per_cpu_pages *pcp)
{
	int batch = clamp(zone->managed_pages / 4096, 4UL, 31UL);

	INIT_LIST_HEAD(&pcp->list);
	pcp->count = 0;
	pcp->batch = batch;
	pcp->high = 3 * batch;
}

static void __init setup_pagesets(void)
{
	struct zone *zone;
	int cpu;

	for_each_zone(zone)
		for_each_possible_cpu(cpu)
			pageset_init(zone,
				     &per_cpu_ptr(zone->pageset, cpu)->pcp);
}

/* What is kept from requests that would have liked a higher zone better. */
static void setup_per_zone_lowmem_reserve(void)
{
	struct zone *zones = contig_page_data.node_zones;
	int i, j;

	for (j = 0; j < MAX_NR_ZONES; j++) {
		unsigned long above = zones[j].managed_pages;

		zones[j].lowmem_reserve[j] = 0;
		for (i = j - 1; i >= 0; i--) {
			zones[i].lowmem_reserve[j] =
				above / sysctl_lowmem_reserve_ratio[i];
			above += zones[i].managed_pages;
		}
	}
}

static void calculate_totalreserve_pages(void)
{
	unsigned long total = 0;
	struct zone *zone;
	int i;

	for_each_zone(zone) {
		unsigned long max = 0;

		for (i = zone_idx(zone); i < MAX_NR_ZONES; i++)
			max = max_t(unsigned long, max,
				    zone->lowmem_reserve[i]);
		max += high_wmark_pages(zone);
		total += min(max, zone->managed_pages);
	}
	totalreserve_pages = total;
}

/**
 * setup_per_zone_wmarks() - share min_free_kbytes out between the zones
 *
 * Context: boot, and whenever min_free_kbytes or the ratios change; one
 * caller at a time.
 */
void setup_per_zone_wmarks(void)
{
	unsigned long pages_min = (unsigned long)min_free_kbytes >>
				  (PAGE_SHIFT - 10);
	unsigned long all = 0;
	struct zone *zone;

	for_each_zone(zone)
		all += zone->managed_pages;
	for_each_populated_zone(zone) {
		unsigned long min = pages_min * zone->managed_pages /
				    max(all, 1UL);

		zone->watermark[WMARK_MIN] = min;
		zone->watermark[WMARK_LOW] = min + min / 4;
		zone->watermark[WMARK_HIGH] = min + min / 2;
	}
	setup_per_zone_lowmem_reserve();
	calculate_totalreserve_pages();
}

/* 4 * sqrt(KiB of RAM): 512 MiB keep 2.8 MiB; tiny machines a 64th part. */
static void __init init_per_zone_wmark_min(void)
{
	unsigned long kbytes = totalram_pages << (PAGE_SHIFT - 10);

	min_free_kbytes = clamp(int_sqrt(kbytes * 16), 64UL, 65536UL);
	if (kbytes < 64 << 10)
		min_free_kbytes = min_t(int, min_free_kbytes, kbytes / 64);
	setup_per_zone_wmarks();
}

static void __init mem_init_print_info(void)
{
	unsigned long codesize = _etext - _stext;
	unsigned long rosize = __end_rodata - __start_rodata;
	unsigned long datasize = __init_begin - _sdata;
	unsigned long init = __init_end - __init_begin;
	unsigned long bss = __bss_stop - __bss_start;
	unsigned long physpages = contig_page_data.node_present_pages;

	pr_info("Memory: %luK/%luK available (%luK kernel code, %luK rwdata, %luK rodata, %luK init, %luK bss, %luK reserved)\n",
		nr_free_pages() << (PAGE_SHIFT - 10),
		physpages << (PAGE_SHIFT - 10), codesize >> 10, datasize >> 10,
		rosize >> 10, init >> 10, bss >> 10,
		(physpages - totalram_pages) << (PAGE_SHIFT - 10));
}

/* The largest aligned blocks that fit, one after the other. */
static unsigned long __init free_pages_memory(unsigned long start,
					      unsigned long end)
{
	unsigned long pages = start < end ? end - start : 0;

	while (start < end) {
		unsigned int order = start ? min_t(unsigned int, MAX_ORDER - 1,
						   __ffs(start)) : MAX_ORDER - 1;

		while (start + (1UL << order) > end)
			order--;
		__free_pages_bootmem(pfn_to_page(start), order);
		start += 1UL << order;
	}
	return pages;
}

/**
 * memblock_free_all() - give all free memory to the buddy allocator
 *
 * Return: how many pages it got.
 */
unsigned long __init memblock_free_all(void)
{
	unsigned long count = 0;
	phys_addr_t start, end;
	u64 i;

	for_each_free_mem_range(i, &start, &end)
		count += free_pages_memory(PFN_UP(start), PFN_DOWN(end));
	totalram_pages += count;
	return count;
}

/**
 * mem_init() - the page allocator takes over
 *
 * Context: boot, after setup_per_cpu_areas(); memblock is dead afterwards.
 */
void __init mem_init(void)
{
	memblock_free_all();
	setup_pagesets();
	init_per_zone_wmark_min();
	mem_init_print_info();
}

/**
 * page_alloc_init_late() - from now on allocations may sleep and reclaim
 *
 * Context: task 1, scheduler and interrupts are up.
 */
void __init page_alloc_init_late(void)
{
	gfp_allowed_mask = __GFP_BITS_MASK;
}

/**
 * adjust_managed_page_count() - pages come to, or leave, the allocator
 * @page: one of them
 * @count: how many
 *
 * Context: any.
 */
void adjust_managed_page_count(struct page *page, long count)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	spin_lock_irqsave(&zone->lock, flags);
	zone->managed_pages += count;
	totalram_pages += count;
	spin_unlock_irqrestore(&zone->lock, flags);
}

/**
 * free_reserved_page() - a page of the image or of memblock is not needed
 * @page: reserved
 *
 * Context: any, after mem_init().
 */
void free_reserved_page(struct page *page)
{
	__ClearPageReserved(page);
	init_page_count(page);
	__free_page(page);
	adjust_managed_page_count(page, 1);
}

/**
 * free_reserved_area() - give a range of reserved memory to the allocator
 * @start: address in the direct map
 * @end: first address beyond
 * @poison: byte to fill it with, negative for none
 * @s: what it was, for the log; or NULL
 *
 * Return: number of pages.
 */
unsigned long free_reserved_area(void *start, void *end, int poison,
				 const char *s)
{
	void *pos = (void *)PAGE_ALIGN((unsigned long)start);
	void *last = (void *)((unsigned long)end & PAGE_MASK);
	unsigned long pages = 0;

	for (; pos < last; pos += PAGE_SIZE, pages++) {
		if (poison >= 0)
			memset(pos, poison, PAGE_SIZE);
		free_reserved_page(virt_to_page(pos));
	}
	if (pages && s)
		pr_info("Freeing %s memory: %luK\n", s,
			pages << (PAGE_SHIFT - 10));
	return pages;
}

/**
 * page_is_ram() - is this frame RAM, whoever uses it?
 * @pfn: frame number
 *
 * Context: any, after free_area_init().
 * Return: true if it is.
 */
bool page_is_ram(unsigned long pfn)
{
	return pfn_valid(pfn) && !test_bit(PG_hole, &pfn_to_page(pfn)->flags);
}
