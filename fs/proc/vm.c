// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/vm.c - what the allocators say of themselves
 *
 *	vmstat zoneinfo		counters, for all zones and for each
 *	slabinfo		caches of objects
 *	vmallocinfo		areas of vmalloc space
 *	kmalloc20		size classes of kmalloc()
 *
 * Context    process context.
 * Entry      proc_vm_init()
 *
 * Mirrors: Linux 4.6 mm/vmstat.c, mm/slab_common.c, mm/vmalloc.c.  kmalloc20 is
 * our own: 2.0.40 had no file for its counters.
 */
#include "internal.h"

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>
#include <linux/writeback.h>

static int vmstat_show(struct seq_file *m, void *v)
{
	unsigned long background, dirty, value;
	int i, n = 0;

	for (i = 0; i < NR_VM_ZONE_STAT_ITEMS; i++)
		seq_printf(m, "%s %lu\n", vmstat_text[n++],
			   global_page_state(i));
	global_dirty_limits(&background, &dirty);
	seq_printf(m, "%s %lu\n", vmstat_text[n++], dirty);
	seq_printf(m, "%s %lu\n", vmstat_text[n++], background);
	for (i = 0; i < NR_VM_EVENT_ITEMS; i++) {
		value = sum_vm_event(i);
		/* Sectors are counted, KiB are shown. */
		if (i == PGPGIN || i == PGPGOUT)
			value /= 2;
		seq_printf(m, "%s %lu\n", vmstat_text[n++], value);
	}
	return 0;
}

static void show_pagesets(struct seq_file *m, struct zone *zone)
{
	int cpu;

	seq_puts(m, "\n  pagesets");
	for_each_online_cpu(cpu) {
		struct per_cpu_pages *pcp =
			&per_cpu_ptr(zone->pageset, cpu)->pcp;

		seq_printf(m, "\n    cpu: %i\n              count: %i\n"
			   "              high:  %i\n              batch: %i",
			   cpu, READ_ONCE(pcp->count), pcp->high, pcp->batch);
	}
}

static void show_zone(struct seq_file *m, struct zone *zone)
{
	int i;

	seq_printf(m, "Node 0, zone %8s\n  pages free     %lu\n"
		   "        min      %lu\n        low      %lu\n"
		   "        high     %lu\n        scanned  %lu\n"
		   "        spanned  %lu\n        present  %lu\n"
		   "        managed  %lu",
		   zone->name, zone->nr_free_pages, min_wmark_pages(zone),
		   low_wmark_pages(zone), high_wmark_pages(zone),
		   zone->pages_scanned, zone->spanned_pages,
		   zone->present_pages, zone->managed_pages);
	for (i = 0; i < NR_VM_ZONE_STAT_ITEMS; i++)
		seq_printf(m, "\n    %-12s %lu", vmstat_text[i],
			   zone_page_state(zone, i));
	seq_printf(m, "\n        protection: (%ld", zone->lowmem_reserve[0]);
	for (i = 1; i < MAX_NR_ZONES; i++)
		seq_printf(m, ", %ld", zone->lowmem_reserve[i]);
	seq_puts(m, ")");
	show_pagesets(m, zone);
	seq_printf(m, "\n  start_pfn:         %lu\n", zone->zone_start_pfn);
}

static int zoneinfo_show(struct seq_file *m, void *v)
{
	struct zone *zone;

	for_each_populated_zone(zone)
		show_zone(m, zone);
	return 0;
}

static int show_slab(const struct slabinfo *si, void *arg)
{
	struct seq_file *m = arg;

	seq_printf(m, "%-17s %6lu %6lu %6u %4u %4d", si->name, si->active_objs,
		   si->num_objs, si->object_size, si->objects_per_slab,
		   1 << si->cache_order);
	seq_printf(m, " : tunables %4u %4u %4u", 0, 0, 0);
	seq_printf(m, " : slabdata %6lu %6lu %6lu\n", si->active_slabs,
		   si->num_slabs, 0UL);
	return 0;
}

static int slabinfo_show(struct seq_file *m, void *v)
{
	seq_puts(m, "slabinfo - version: 2.1\n");
	seq_puts(m, "# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>");
	seq_puts(m, " : tunables <limit> <batchcount> <sharedfactor>");
	seq_puts(m, " : slabdata <active_slabs> <num_slabs> <sharedavail>\n");
	slabinfo_for_each(show_slab, m);
	return 0;
}

static void show_vmap_area(const struct vmap_area *va, void *arg)
{
	struct seq_file *m = arg;
	const struct vm_struct *vm = va->vm;

	seq_printf(m, "0x%px-0x%px %7ld", (void *)va->va_start,
		   (void *)va->va_end, va->va_end - va->va_start);
	if (!vm) {
		seq_puts(m, " unpurged vm_area\n");
		return;
	}
	if (vm->caller)
		seq_printf(m, " %pS", vm->caller);
	if (vm->nr_pages)
		seq_printf(m, " pages=%u", vm->nr_pages);
	if (vm->phys_addr)
		seq_printf(m, " phys=%llx", vm->phys_addr);
	if (vm->flags & VM_IOREMAP)
		seq_puts(m, " ioremap");
	if (vm->flags & VM_ALLOC)
		seq_puts(m, " vmalloc");
	if (vm->flags & VM_MAP)
		seq_puts(m, " vmap");
	if (vm->flags & VM_USERMAP)
		seq_puts(m, " user");
	seq_putc(m, '\n');
}

static int vmallocinfo_show(struct seq_file *m, void *v)
{
	vmalloc_for_each(show_vmap_area, m);
	return 0;
}

static int kmalloc20_show(struct seq_file *m, void *v)
{
	unsigned int class;

	seq_puts(m, "class   size nblocks order   nmallocs     nfrees nbytesmalloced npages cached\n");
	for (class = 0; class < KMALLOC_NR_CLASSES; class++) {
		struct kmalloc_stat st;

		kmalloc_get_stat(class, &st);
		seq_printf(m, "%5u %6u %7u %5u %10lu %10lu %14lu %6lu %6d\n",
			   class, st.size, st.nblocks, st.gfporder,
			   st.nmallocs, st.nfrees, st.nbytesmalloced,
			   st.npages, st.cached);
	}
	return 0;
}

/**
 * proc_vm_init() - make the files
 *
 * Context: boot.
 */
void __init proc_vm_init(void)
{
	proc_create_single("vmstat", 0444, NULL, vmstat_show);
	proc_create_single("zoneinfo", 0444, NULL, zoneinfo_show);
	proc_create_single("slabinfo", 0400, NULL, slabinfo_show);
	proc_create_single("vmallocinfo", 0400, NULL, vmallocinfo_show);
	proc_create_single("kmalloc20", 0444, NULL, kmalloc20_show);
}
