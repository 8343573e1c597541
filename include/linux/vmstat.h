/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/vmstat.h - counters of memory: per zone (how much) and events (how
 * often)
 *
 * Both are plain per-CPU longs: an update is one instruction, safe in any
 * context, and a reading sums over the CPUs.  A reading is therefore not a
 * snapshot, and a single CPU's part may be negative.  NR_FREE_PAGES alone
 * lives in the zone, because the allocator decides by it.
 */
#ifndef _LINUX_VMSTAT_H
#define _LINUX_VMSTAT_H

#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/vm_event_item.h>

struct vm_event_state {
	unsigned long event[NR_VM_EVENT_ITEMS];
};
DECLARE_PER_CPU(struct vm_event_state, vm_event_states);

struct vm_zone_state {
	long stat[MAX_NR_ZONES][NR_VM_ZONE_STAT_ITEMS];
};
DECLARE_PER_CPU(struct vm_zone_state, vm_zone_states);

/* nr_dirty_threshold and nr_dirty_background_threshold */
#define NR_VM_WRITEBACK_STAT_ITEMS	2

extern const char * const vmstat_text[];

#define count_vm_event(item)	this_cpu_inc(vm_event_states.event[item])
#define count_vm_events(item, delta) \
	this_cpu_add(vm_event_states.event[item], delta)
#define __count_vm_event(item)	count_vm_event(item)
#define __count_vm_events(item, delta) count_vm_events(item, delta)
#define count_zone_event(item, zid) \
	this_cpu_inc(vm_event_states.event[item##_DMA + (zid)])
#define count_zone_events(item, zid, delta) \
	this_cpu_add(vm_event_states.event[item##_DMA + (zid)], delta)

unsigned long sum_vm_event(enum vm_event_item item);

static inline void mod_zone_idx_state(unsigned int zid,
				      enum zone_stat_item item, long delta)
{
	this_cpu_add(vm_zone_states.stat[zid][item], delta);
}

#define mod_zone_page_state(zone, item, delta) \
	mod_zone_idx_state(zone_idx(zone), item, delta)
#define __mod_zone_page_state(zone, item, delta) \
	mod_zone_page_state(zone, item, delta)
#define inc_zone_state(zone, item)	mod_zone_page_state(zone, item, 1)
#define dec_zone_state(zone, item)	mod_zone_page_state(zone, item, -1)

#define mod_page_state(page, item, delta) \
	mod_zone_idx_state((page)->flags >> (BITS_PER_LONG - ZONES_SHIFT), \
			   item, delta)
#define inc_zone_page_state(page, item)		mod_page_state(page, item, 1)
#define dec_zone_page_state(page, item)		mod_page_state(page, item, -1)
#define __inc_zone_page_state(page, item)	mod_page_state(page, item, 1)
#define __dec_zone_page_state(page, item)	mod_page_state(page, item, -1)

unsigned long zone_page_state(struct zone *zone, enum zone_stat_item item);
unsigned long global_page_state(enum zone_stat_item item);
unsigned long nr_free_pages(void);
unsigned long nr_blockdev_pages(void);

#define zone_page_state_snapshot(zone, item)	zone_page_state(zone, item)
#define global_zone_page_state(item)		global_page_state(item)

#endif /* _LINUX_VMSTAT_H */
