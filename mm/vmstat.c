// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vmstat.c - memory, in numbers
 *
 * Data       vm_zone_states: how many pages of each kind, per CPU and zone;
 *            vm_event_states: how often something happened, per CPU.
 * I1         only the sum over all CPUs of a counter means something; a CPU
 *            that frees what another allocated counts below zero.
 * Locking    none: an update is one instruction on this CPU's copy.
 * Entry      global_page_state() si_meminfo()
 *            si_mem_available() show_mem()
 *
 * Mirrors: Linux 4.6 mm/vmstat.c, si_meminfo() and show_mem() of page_alloc.c.
 * Simpler than Linux in: whole counters per CPU, no thresholds to fold.
 */
#include <linux/vmstat.h>

#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <uapi/linux/sysinfo.h>

DEFINE_PER_CPU(struct vm_event_state, vm_event_states);
DEFINE_PER_CPU(struct vm_zone_state, vm_zone_states);

#define TEXT_FOR_ALL_ZONES(x) x "_dma", x "_dma32", x "_normal"

/* /proc/vmstat's names: the zone counters, two limits, then the events. */
const char * const vmstat_text[] = {
	"nr_free_pages",
	"nr_alloc_batch",
	"nr_inactive_anon",
	"nr_active_anon",
	"nr_inactive_file",
	"nr_active_file",
	"nr_unevictable",
	"nr_mlock",
	"nr_anon_pages",
	"nr_mapped",
	"nr_file_pages",
	"nr_dirty",
	"nr_writeback",
	"nr_slab_reclaimable",
	"nr_slab_unreclaimable",
	"nr_page_table_pages",
	"nr_kernel_stack",
	"nr_unstable",
	"nr_bounce",
	"nr_vmscan_write",
	"nr_vmscan_immediate_reclaim",
	"nr_writeback_temp",
	"nr_isolated_anon",
	"nr_isolated_file",
	"nr_shmem",
	"nr_dirtied",
	"nr_written",
	"nr_pages_scanned",
	"workingset_refault",
	"workingset_activate",
	"workingset_nodereclaim",
	"nr_anon_transparent_hugepages",
	"nr_free_cma",
	"nr_dirty_threshold",
	"nr_dirty_background_threshold",
	"pgpgin",
	"pgpgout",
	"pswpin",
	"pswpout",
	TEXT_FOR_ALL_ZONES("pgalloc"),
	"pgfree",
	"pgactivate",
	"pgdeactivate",
	"pgfault",
	"pgmajfault",
	"pglazyfreed",
	TEXT_FOR_ALL_ZONES("pgrefill"),
	TEXT_FOR_ALL_ZONES("pgsteal_kswapd"),
	TEXT_FOR_ALL_ZONES("pgsteal_direct"),
	TEXT_FOR_ALL_ZONES("pgscan_kswapd"),
	TEXT_FOR_ALL_ZONES("pgscan_direct"),
	"pgscan_direct_throttle",
	"pginodesteal",
	"slabs_scanned",
	"kswapd_inodesteal",
	"kswapd_low_wmark_hit_quickly",
	"kswapd_high_wmark_hit_quickly",
	"pageoutrun",
	"allocstall",
	"pgrotated",
	"drop_pagecache",
	"drop_slab",
	"unevictable_pgs_culled",
	"unevictable_pgs_scanned",
	"unevictable_pgs_rescued",
	"unevictable_pgs_mlocked",
	"unevictable_pgs_munlocked",
	"unevictable_pgs_cleared",
	"unevictable_pgs_stranded",
};

static_assert(ARRAY_SIZE(vmstat_text) ==
	      NR_VM_ZONE_STAT_ITEMS + NR_VM_WRITEBACK_STAT_ITEMS +
	      NR_VM_EVENT_ITEMS);

/**
 * zone_page_state() - one counter of one zone
 * @zone: zone
 * @item: counter
 *
 * Context: any.
 * Return: the sum over the CPUs, at least 0.
 */
unsigned long zone_page_state(struct zone *zone, enum zone_stat_item item)
{
	unsigned int zid = zone_idx(zone);
	long sum = 0;
	int cpu;

	if (item == NR_FREE_PAGES)
		return READ_ONCE(zone->nr_free_pages);
	for_each_possible_cpu(cpu)
		sum += per_cpu(vm_zone_states, cpu).stat[zid][item];
	return max(sum, 0L);
}

/**
 * global_page_state() - one counter of all zones
 * @item: counter
 *
 * Context: any.
 * Return: the sum over CPUs and zones, at least 0.
 */
unsigned long global_page_state(enum zone_stat_item item)
{
	long sum = 0;
	int cpu, zid;

	if (item == NR_FREE_PAGES)
		return nr_free_pages();
	for_each_possible_cpu(cpu) {
		struct vm_zone_state *state = &per_cpu(vm_zone_states, cpu);

		for (zid = 0; zid < contig_page_data.nr_zones; zid++)
			sum += state->stat[zid][item];
	}
	return max(sum, 0L);
}

/**
 * nr_free_pages() - pages in the buddy's lists
 *
 * Context: any.
 * Return: the number; pages in the stocks of the CPUs do not count.
 */
unsigned long nr_free_pages(void)
{
	unsigned long sum = 0;
	struct zone *zone;

	for_each_zone(zone)
		sum += READ_ONCE(zone->nr_free_pages);
	return sum;
}

/**
 * sum_vm_event() - how often one event happened
 * @item: event
 *
 * Context: any.
 * Return: the sum over the CPUs.
 */
unsigned long sum_vm_event(enum vm_event_item item)
{
	unsigned long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu(vm_event_states, cpu).event[item];
	return sum;
}

/**
 * si_meminfo() - the memory part of sysinfo(2)
 * @val: gets it, in pages (mem_unit bytes each)
 *
 * Context: any.
 */
void si_meminfo(struct sysinfo *val)
{
	val->totalram = totalram_pages;
	val->sharedram = global_page_state(NR_SHMEM);
	val->freeram = nr_free_pages();
	val->bufferram = nr_blockdev_pages();
	val->totalhigh = 0;
	val->freehigh = 0;
	val->mem_unit = PAGE_SIZE;
}

/**
 * nr_blockdev_pages() - page-cache pages of block devices
 *
 * Return: the number; without a block layer there are none.
 */
__weak unsigned long nr_blockdev_pages(void)
{
	return 0;
}

/*
 * Of memory that can be reclaimed, half or the low watermarks stay, whichever
 * is less: the system would thrash without.
 */
static long reclaimable_part(unsigned long pages, unsigned long wmark_low)
{
	return pages - min(pages / 2, wmark_low);
}

/**
 * si_mem_available() - how much could new programs use without swapping?
 *
 * Context: any.
 * Return: pages, an estimate.
 */
long si_mem_available(void)
{
	unsigned long file, wmark_low = 0;
	struct zone *zone;
	long available;

	for_each_zone(zone)
		wmark_low += low_wmark_pages(zone);
	file = global_page_state(NR_ACTIVE_FILE) +
	       global_page_state(NR_INACTIVE_FILE);
	available = nr_free_pages() - totalreserve_pages;
	available += reclaimable_part(file, wmark_low);
	available += reclaimable_part(global_page_state(NR_SLAB_RECLAIMABLE),
				      wmark_low);
	return max(available, 0L);
}

/**
 * nr_free_buffer_pages() - pages beyond the high watermarks
 *
 * Return: the number of pages that may be used for buffers.
 */
unsigned long nr_free_buffer_pages(void)
{
	unsigned long sum = 0;
	struct zone *zone;

	for_each_zone(zone)
		if (zone->managed_pages > high_wmark_pages(zone))
			sum += zone->managed_pages - high_wmark_pages(zone);
	return sum;
}

static void show_zone(struct zone *zone)
{
	int order;

	pr_cont("%s free:%lukB min:%lukB low:%lukB high:%lukB managed:%lukB",
		zone->name, zone->nr_free_pages << 2, min_wmark_pages(zone) << 2,
		low_wmark_pages(zone) << 2, high_wmark_pages(zone) << 2,
		zone->managed_pages << 2);
	for (order = 0; order < MAX_ORDER; order++)
		pr_cont(" %lu*%lukB", zone->free_area[order].nr_free,
			4UL << order);
	pr_cont("\n");
}

/**
 * show_mem() - where the memory is, for the log
 *
 * Context: any.
 */
void show_mem(void)
{
	struct zone *zone;

	pr_info("Mem-Info:\n");
	pr_info("active_anon:%lu inactive_anon:%lu active_file:%lu inactive_file:%lu unevictable:%lu dirty:%lu writeback:%lu\n",
		global_page_state(NR_ACTIVE_ANON),
		global_page_state(NR_INACTIVE_ANON),
		global_page_state(NR_ACTIVE_FILE),
		global_page_state(NR_INACTIVE_FILE),
		global_page_state(NR_UNEVICTABLE),
		global_page_state(NR_FILE_DIRTY),
		global_page_state(NR_WRITEBACK));
	pr_info("slab_reclaimable:%lu slab_unreclaimable:%lu mapped:%lu shmem:%lu pagetables:%lu free:%lu\n",
		global_page_state(NR_SLAB_RECLAIMABLE),
		global_page_state(NR_SLAB_UNRECLAIMABLE),
		global_page_state(NR_FILE_MAPPED), global_page_state(NR_SHMEM),
		global_page_state(NR_PAGETABLE), nr_free_pages());
	for_each_populated_zone(zone)
		show_zone(zone);
	pr_info("%lu total pagecache pages, %lu pages RAM, %lu pages reserved\n",
		global_page_state(NR_FILE_PAGES),
		contig_page_data.node_present_pages,
		contig_page_data.node_present_pages - totalram_pages);
}
