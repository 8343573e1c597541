/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mmzone.h - the zones of physical memory and what each of them counts
 *
 * One node (contig_page_data) with three zones by address: DMA below 16 MiB,
 * DMA32 below 4 GiB, NORMAL above.  A zone owns a buddy allocator, per-CPU
 * stocks of single pages in front of it, LRU lists and counters.
 *
 * Mirrors: Linux 4.6 include/linux/mmzone.h.
 * Simpler than Linux in: one node, no migrate types (one free list per
 * order), no compaction, no memory hotplug.
 */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

#define MAX_ORDER		11
#define MAX_ORDER_NR_PAGES	(1 << (MAX_ORDER - 1))
#define PAGE_ALLOC_COSTLY_ORDER	3

enum zone_type {
	ZONE_DMA,
	ZONE_DMA32,
	ZONE_NORMAL,
	MAX_NR_ZONES
};

#define ZONES_SHIFT	2

/* Per-zone counters; the order of LRU_* and NR_LRU_* must agree. */
enum zone_stat_item {
	NR_FREE_PAGES,
	NR_ALLOC_BATCH,
	NR_LRU_BASE,
	NR_INACTIVE_ANON = NR_LRU_BASE,
	NR_ACTIVE_ANON,
	NR_INACTIVE_FILE,
	NR_ACTIVE_FILE,
	NR_UNEVICTABLE,
	NR_MLOCK,
	NR_ANON_PAGES,		/* mapped anonymous pages */
	NR_FILE_MAPPED,		/* page-cache pages mapped by user tables */
	NR_FILE_PAGES,
	NR_FILE_DIRTY,
	NR_WRITEBACK,
	NR_SLAB_RECLAIMABLE,
	NR_SLAB_UNRECLAIMABLE,
	NR_PAGETABLE,
	NR_KERNEL_STACK,	/* in stacks, not pages */
	NR_UNSTABLE_NFS,
	NR_BOUNCE,
	NR_VMSCAN_WRITE,
	NR_VMSCAN_IMMEDIATE,
	NR_WRITEBACK_TEMP,
	NR_ISOLATED_ANON,
	NR_ISOLATED_FILE,
	NR_SHMEM,
	NR_DIRTIED,
	NR_WRITTEN,
	NR_PAGES_SCANNED,
	WORKINGSET_REFAULT,
	WORKINGSET_ACTIVATE,
	WORKINGSET_NODERECLAIM,
	NR_ANON_TRANSPARENT_HUGEPAGES,
	NR_FREE_CMA_PAGES,
	NR_VM_ZONE_STAT_ITEMS
};

#define LRU_BASE	0
#define LRU_ACTIVE	1
#define LRU_FILE	2

enum lru_list {
	LRU_INACTIVE_ANON = LRU_BASE,
	LRU_ACTIVE_ANON = LRU_BASE + LRU_ACTIVE,
	LRU_INACTIVE_FILE = LRU_BASE + LRU_FILE,
	LRU_ACTIVE_FILE = LRU_BASE + LRU_FILE + LRU_ACTIVE,
	LRU_UNEVICTABLE,
	NR_LRU_LISTS
};

#define for_each_lru(lru) for (lru = 0; lru < NR_LRU_LISTS; lru++)

struct zone_reclaim_stat {
	unsigned long	recent_rotated[2];	/* [l] anon, file */
	unsigned long	recent_scanned[2];	/* [l] */
};

struct lruvec {
	struct list_head		lists[NR_LRU_LISTS];	/* [l] */
	struct zone_reclaim_stat	reclaim_stat;		/* [l] */
	struct zone			*zone;			/* [I] */
};

enum zone_watermarks {
	WMARK_MIN,
	WMARK_LOW,
	WMARK_HIGH,
	NR_WMARK
};

#define min_wmark_pages(z)	((z)->watermark[WMARK_MIN])
#define low_wmark_pages(z)	((z)->watermark[WMARK_LOW])
#define high_wmark_pages(z)	((z)->watermark[WMARK_HIGH])

/* A CPU's stock of single free pages. [P] this CPU, interrupts off. */
struct per_cpu_pages {
	int			count;		/* [P] pages in the list */
	int			high;		/* [I] give back above this */
	int			batch;		/* [I] pages per exchange */
	struct list_head	list;		/* [P] hot end first */
};

struct per_cpu_pageset {
	struct per_cpu_pages	pcp;
};

struct free_area {
	struct list_head	free_list;	/* [z] */
	unsigned long		nr_free;	/* [z] blocks of this order */
};

struct pglist_data;

/*
 * [I] set at boot   [z] zone->lock, interrupts off   [l] zone->lru_lock
 * [S] the sysctl writers' lock
 */
struct zone {
	unsigned long		watermark[NR_WMARK];		/* [S] pages */
	long			lowmem_reserve[MAX_NR_ZONES];	/* [S] pages */
	struct pglist_data	*zone_pgdat;			/* [I] */
	struct per_cpu_pageset __percpu *pageset;		/* [I] */
	unsigned long		zone_start_pfn;			/* [I] */
	unsigned long		managed_pages;	/* [z] given to the buddy */
	unsigned long		spanned_pages;			/* [I] */
	unsigned long		present_pages;			/* [I] */
	const char		*name;				/* [I] */

	spinlock_t		lock ____cacheline_aligned_in_smp;
	struct free_area	free_area[MAX_ORDER];		/* [z] */
	unsigned long		nr_free_pages;	/* [z], read without it */

	spinlock_t		lru_lock ____cacheline_aligned_in_smp;
	struct lruvec		lruvec;				/* [l] */
	unsigned long		pages_scanned;			/* [l] */
} ____cacheline_aligned_in_smp;

typedef struct pglist_data {
	struct zone	node_zones[MAX_NR_ZONES];
	int		nr_zones;		/* [I] populated, from DMA up */
	unsigned long	node_start_pfn;		/* [I] */
	unsigned long	node_present_pages;	/* [I] without holes */
	unsigned long	node_spanned_pages;	/* [I] with holes */
	int		node_id;
} pg_data_t;

extern struct pglist_data contig_page_data;

#define NODE_DATA(nid)		(&contig_page_data)
#define numa_node_id()		0
#define NUMA_NO_NODE		(-1)

#define zone_idx(zone)	((zone) - (zone)->zone_pgdat->node_zones)

static inline bool populated_zone(const struct zone *zone)
{
	return zone->present_pages != 0;
}

static inline bool managed_zone(const struct zone *zone)
{
	return zone->managed_pages != 0;
}

static inline unsigned long zone_end_pfn(const struct zone *zone)
{
	return zone->zone_start_pfn + zone->spanned_pages;
}

static inline bool zone_spans_pfn(const struct zone *zone, unsigned long pfn)
{
	return zone->zone_start_pfn <= pfn && pfn < zone_end_pfn(zone);
}

#define for_each_zone(z) \
	for ((z) = contig_page_data.node_zones; \
	     (z) < contig_page_data.node_zones + MAX_NR_ZONES; (z)++)
#define for_each_populated_zone(z) \
	for_each_zone(z) if (!populated_zone(z)) ; else

bool zone_watermark_ok(struct zone *z, unsigned int order, unsigned long mark,
		       int classzone_idx, unsigned int alloc_flags);

extern int min_free_kbytes;
extern int sysctl_lowmem_reserve_ratio[MAX_NR_ZONES - 1];
void setup_per_zone_wmarks(void);

#endif /* _LINUX_MMZONE_H */
